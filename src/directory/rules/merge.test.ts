import { expect, test } from 'vitest'
import { mergedFields } from './merge.ts'

type Fields = { name: string; role?: string | undefined; sources: string[] }
const members = ['name', 'role', 'sources'] as const
const base: Fields = { name: 'PGN', role: 'Representa', sources: ['a'] }

test('what only one of two changed is kept', () => {
  const { merged, overlapping } = mergedFields<Fields>(
    base,
    { ...base, role: 'Protege' },
    { ...base, sources: ['a', 'b'] },
    members,
  )
  expect(merged).toEqual({ name: 'PGN', role: 'Protege', sources: ['a', 'b'] })
  expect(overlapping).toEqual([])
})

test('what both changed differently is a question, and mine until it is answered', () => {
  const { merged, overlapping } = mergedFields<Fields>(base, { ...base, role: 'Protege' }, { ...base, role: undefined }, members)
  expect(merged.role).toBe('Protege')
  expect(overlapping).toEqual(['role'])
})

test('the same change made twice is no question', () => {
  expect(mergedFields<Fields>(base, { ...base, name: 'P.G.N.' }, { ...base, name: 'P.G.N.' }, members).overlapping).toEqual([])
})
