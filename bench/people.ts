import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { intake } from '#intake/contract/calls.ts'
import { chanceFrom } from '../src/demo/chance.ts'
import { invent } from '../src/demo/people.ts'

type Recorded = z.input<typeof intake.recordReturn.input>

/** Invented people as a desk records them, about 25 answers each; the same for everybody who is measured. */
export const forms: Recorded['form'][] = (() => {
  const chance = chanceFrom(20_261_120)
  const today = new Date('2026-11-20T15:00:00Z')
  const some = Array.from({ length: 2_000 }, () => invent(chance, today, { age: chance.between(18, 60) }).form)
  return some.filter((form) => Object.keys(form).length >= 24).slice(0, 500)
})()

/** A return to record: somebody's form, the services and consents of most people. */
export function aReturn(arrivalId: string, number: number): Recorded {
  const form = forms[number % forms.length]!
  return {
    arrivalId,
    subjectId: uuidv7(),
    form,
    services: ['food', 'hygiene', 'call'],
    consents: { attention: 'given', statistics: 'given' },
  }
}

/** Of which kind each answer is, for programs that want a column for each. */
export const columns: Record<string, 'text' | 'number' | 'yes_no' | 'list'> = Object.fromEntries(
  forms.flatMap((form) => Object.entries(form)).map(([field, value]) => [field, kindOf(value)]),
)

function kindOf(value: unknown): 'text' | 'number' | 'yes_no' | 'list' {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'yes_no' : 'text'
}
