/** Says of a member's name whether it is withheld: of rows as the database gives them, and of answers as they leave. */
export type Veil = { rows: (name: string) => boolean; answers: (name: string) => boolean }

/**
 * A value without the members that are withheld, at any depth: as if nothing had been recorded there. Lists become empty, so that what
 * is left still has the form that was promised.
 */
export function veiled<T>(value: T, withheld: (name: string) => boolean): T {
  if (Array.isArray(value)) return value.map((one) => veiled(one, withheld)) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      if (!withheld(camel(name))) return [[name, veiled(member, withheld)]]
      return Array.isArray(member) ? [[name, []]] : []
    }),
  ) as T
}

/** A column may carry its own name: `contact_phone` is what is called `contactPhone` everywhere else. */
const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
