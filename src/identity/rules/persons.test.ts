import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contradictions, counting, intervalsOf, pairOf, personsOf, type Told } from './persons.ts'

const subjects = ['a', 'b', 'c', 'd', 'e', 'f']
const told = (text: string): Told[] =>
  text.split(', ').map((words, position) => {
    const [a = '', verdict = '', b = '', undone] = words.split(' ')
    const [oneId, otherId] = pairOf(a, b)
    return {
      decisionId: String(position),
      position,
      oneId,
      otherId,
      verdict: ({ '=': 'same', '≠': 'different', '?': 'unsure' } as const)[verdict]!,
      undone: undone === 'undone',
    }
  })
const people = (text: string) => {
  const groups = new Map<string, string[]>()
  for (const [subject, person] of personsOf(subjects, counting(told(text))))
    groups.set(person, [...(groups.get(person) ?? []), subject])
  return [...groups.values()].map((group) => group.join('')).join(' ')
}

describe('who is who', () => {
  test('nobody is joined without a decision', () =>
    expect(personsOf(['a', 'b'], [])).toEqual(
      new Map([
        ['a', 'a'],
        ['b', 'b'],
      ]),
    ))
  test('joins by way of others', () => expect(people('a = b, c = b, e = f')).toBe('abc d ef'))
  test('is named after the first', () => expect(personsOf(subjects, counting(told('f = e, e = b'))).get('f')).toBe('b'))
  test('of a pair the newest decision counts', () => {
    expect(people('a = b, a ≠ b')).toBe('a b c d e f')
    expect(people('a ≠ b, a = b')).toBe('ab c d e f')
    expect(people('a = b, a ? b')).toBe('a b c d e f')
  })
  test('a decision taken back is as if it had never been', () => {
    expect(people('a = b, a ≠ b undone')).toBe('ab c d e f')
    expect(people('a = b undone, b = c')).toBe('a bc d e f')
  })
  test('two told apart who are one by way of a third are found', () => {
    const said = counting(told('a ≠ b, a = c, c = b'))
    expect(contradictions(personsOf(subjects, said), said)).toMatchObject([{ oneId: 'a', otherId: 'b' }])
  })
  test('in any history, taking the last decision back gives what was before it, exactly', () => {
    const decision = fc.tuple(fc.constantFrom(...subjects), fc.constantFrom('=', '≠', '?'), fc.constantFrom(...subjects))
    const history = fc.array(
      decision.filter(([a, , b]) => a !== b),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(history, fc.array(fc.nat(29)), (made, undone) => {
        const all = told(made.map((words) => words.join(' ')).join(', ')).map((one) => ({
          ...one,
          undone: undone.includes(one.position),
        }))
        const before = personsOf(subjects, counting(all.slice(0, -1)))
        const takenBack = personsOf(subjects, counting([...all.slice(0, -1), { ...all.at(-1)!, undone: true }]))
        expect(takenBack).toEqual(before)
        // And the order in which the decisions arrive makes no difference.
        expect(personsOf(subjects, counting(all.toReversed()))).toEqual(personsOf(subjects, counting(all)))
      }),
      { numRuns: 10_000 },
    )
  })
})

test('intervals are days from one return to the next, whatever the order they are given in', () => {
  expect(intervalsOf(['2026-03-01', '2025-03-01', '2026-03-11'])).toEqual([365, 10])
  expect(intervalsOf(['2026-03-01'])).toEqual([])
})
