/**
 * A refusal with a stable code. Travels as an RFC 9457 problem document; its words live in `browser/words`.
 *
 * `status` is the HTTP status, `code` a kebab-case name that never changes, `details` the facts the words need
 * (codes, counts, places: never a person's name).
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(status: number, code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.details = details
  }

  /** The body of the answer: RFC 9457 members, then the details. */
  toJSON(): Record<string, unknown> {
    return { ...this.details, type: `/api/problems/${this.code}`, title: this.code, status: this.status, code: this.code }
  }
}
