import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { query, type Role } from '#base/contract.ts'
import { type Caller, decide, relationTo } from './engine.ts'
import { judge } from './judgement.ts'

const profile = query('GET /profile', {
  says: 'A profile.',
  may: ['registrar', 'analyst'],
  personal: true,
  input: z.object({}),
  output: z.object({}),
})
const who = (roles: Role[], more: Partial<Caller> = {}): Caller => ({ institutionId: 'igm', roles, compartments: [], ...more })
const record = { subjectId: 'one', institutionId: 'igm' }
const closed = { ...record, compartment: 'health' }
const codes = (decision: ReturnType<typeof decide>) => decision.reasons.map(({ code }) => code)

describe('a decision', () => {
  test('gives every step with which it was reached', () => {
    const decision = decide({ call: profile, caller: who(['registrar']), record })
    expect(decision).toMatchObject({ allowed: true, relation: 'own', purpose: 'attention' })
    expect(codes(decision)).toEqual(['role', 'purpose', 'own', 'fields'])
  })
  test('ends with the step that refuses', () => {
    expect(codes(decide({ call: profile, caller: undefined }))).toEqual(['not-signed-in'])
    expect(codes(decide({ call: profile, caller: who(['administrator']) }))).toEqual(['not-role'])
    expect(codes(decide({ call: profile, caller: who(['registrar']), purpose: 'audit' }))).toEqual(['role', 'not-purpose'])
    expect(codes(decide({ call: profile, caller: who(['registrar']), record: closed })).at(-1)).toBe('closed')
  })
  test('takes the purpose of the work where the call has another', () => {
    expect(decide({ call: profile, caller: who(['analyst']) }).purpose).toBe('statistics')
    expect(judge(profile, who(['registrar']), undefined).purpose).toBeUndefined()
    expect(judge(profile, who(['analyst']), undefined).purpose).toBe('statistics')
  })
  test('withholds from an analyst what the work does not need, also when the name is new', () => {
    const { veil } = judge(profile, who(['analyst']), undefined)
    expect(['contactPhone', 'functioning', 'flags', 'note', 'neverHeardOf'].map((name) => veil?.answers(name))).toEqual(
      Array(5).fill(true),
    )
    expect(['givenNames', 'education', 'subjectId'].map((name) => veil?.answers(name))).toEqual([false, false, false])
    expect(judge(profile, who(['registrar', 'analyst']), undefined).veil).toBeUndefined()
  })
})

test('a compartment, an institution or an emergency make the difference between a record and none', () => {
  expect(relationTo(record, who([]))).toBe('own')
  expect(relationTo(closed, who([]))).toBe('closed')
  expect(relationTo(closed, who([], { compartments: ['health'] }))).toBe('member')
  expect(relationTo(closed, who([], { compartments: ['health'], institutionId: 'pgn' }))).toBe('stranger')
  expect(relationTo(closed, who([], { institutionId: 'pgn', granted: ['one'] }))).toBe('granted')
  expect(relationTo(closed, who([], { institutionId: 'pgn', granted: ['other'] }))).toBe('stranger')
})
