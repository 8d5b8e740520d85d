import { Filter, type Release } from '#release/contract.ts'

/** What a reader asked for, and the names of what could not be understood: it is left out, and said. */
export type Asked = { filter: Filter; ignored: (keyof Filter)[] }

/** Reads an address people may have typed or damaged. Nothing in it is an error; an institution nobody knows is not understood. */
export function askedIn(query: Record<string, string>, release: Pick<Release, 'institutions'>): Asked {
  const asked: Asked = { filter: { text: (query.text ?? '').trim().slice(0, 100) }, ignored: [] }
  for (const name of ['objective', 'institution', 'kind'] as const) {
    const text = query[name]?.trim()
    if (!text) continue
    const parsed = Filter.shape[name].safeParse(text)
    const known = name !== 'institution' || release.institutions.some(({ institutionId }) => institutionId === text)
    if (parsed.success && known) Object.assign(asked.filter, { [name]: parsed.data })
    else asked.ignored.push(name)
  }
  return asked
}
