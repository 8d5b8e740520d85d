import { Content } from '../contract.ts'

/**
 * The text of a release that is hashed and offered for download: JSON with sorted keys and no blanks (RFC 8785), so that
 * the same content always gives the same bytes. `{ b: 1, a: 'x' }` → `{"a":"x","b":1}`.
 */
export function canonicalText(content: Content): string {
  return canonical(Content.parse(content))
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
