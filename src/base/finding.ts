import { z } from 'zod'

/**
 * What a rule noticed about a value. Rules return findings; they never throw for one.
 *
 * `error`: the value cannot be used as it stands. `warning`: it can, and a person should look. `note`: good to know.
 * `code` is stable kebab-case and has words in `browser/words`; `found` is what was written, `fix` what we would write
 * (or did write) instead, both ready to be put into the words.
 */
export const Finding = z.object({
  severity: z.enum(['error', 'warning', 'note']),
  code: z.string(),
  found: z.string().optional(),
  fix: z.string().optional(),
})
export type Finding = z.infer<typeof Finding>
export type Severity = Finding['severity']
