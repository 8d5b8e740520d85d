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
      verdict: ({ '=': 'same', '=*': 'same', '≠': 'different', '?': 'unsure' } as const)[verdict]!,
      automatic: verdict === '=*',
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
  test('two told apart who are one by way of others are found, with the decisions that join them', () => {
    const said = counting(told('a ≠ b, a = c, c = d, d = b, a = e'))
    const [found, ...more] = contradictions(subjects, said)
    expect(found).toMatchObject({ apart: { oneId: 'a', otherId: 'b' } })
    expect(found!.way.map(({ position }) => position)).toEqual([1, 2, 3])
    expect(more).toEqual([])
    expect(contradictions(['a', 'b', 'c'], said)).toEqual([])
  })
  test('two told apart are never joined, not even by way of others: the decision that would do it last has no effect', () => {
    expect(people('a ≠ b, a = c, c = b')).toBe('ac b d e f')
    expect(people('a = c, c = b, a ≠ b')).toBe('ac b d e f')
    expect(people('a ≠ b, a = c, b = d, c = d')).toBe('ac bd e f')
  })
  test('what a rule joined gives way to what people say, whatever came first', () => {
    expect(people('a =* b, a ≠ b')).toBe('a b c d e f')
    expect(people('a ? b, a =* b')).toBe('a b c d e f')
    expect(people('a =* c, c = b, a ≠ b')).toBe('a bc d e f')
    const said = counting(told('a =* c, c = b, a ≠ b'))
    expect(contradictions(subjects, said)).toEqual([])
  })
  test('who was withdrawn from a list joins nobody', () => {
    const said = counting(told('a = b, b = c'))
    expect([...personsOf(['a', 'c'], said)]).toEqual([
      ['a', 'a'],
      ['c', 'c'],
    ])
  })

  describe('in any history of linking, unlinking, telling apart, automatic links and withdrawals', () => {
    const decision = fc.tuple(fc.constantFrom(...subjects), fc.constantFrom('=', '=*', '≠', '?'), fc.constantFrom(...subjects))
    const history = fc.array(
      decision.filter(([a, , b]) => a !== b),
      { minLength: 1, maxLength: 30 },
    )
    const some = (numbers: readonly number[]) => (made: readonly string[][]) =>
      told(made.map((words) => words.join(' ')).join(', ')).map((one) => ({ ...one, undone: numbers.includes(one.position) }))
    const any = fc.tuple(history, fc.array(fc.nat(29)), fc.subarray(subjects)).map(([made, undone, present]) => ({
      all: some(undone)(made),
      present,
    }))
    const holds = (property: (given: { all: Told[]; present: string[] }) => void) =>
      fc.assert(fc.property(any, property), { numRuns: 10_000 })

    test('taking back whichever decision gives what would be if it had never been made, exactly', () =>
      holds(({ all, present }) => {
        for (const { position } of [all.at(-1)!, all[all.length >> 1]!]) {
          const takenBack = all.map((one) => (one.position === position ? { ...one, undone: true } : one))
          const never = all.filter((one) => one.position !== position)
          expect(personsOf(present, counting(takenBack))).toEqual(personsOf(present, counting(never)))
        }
      }))

    test('the order in which the decisions are read makes no difference', () =>
      holds(({ all, present }) => {
        expect(personsOf(present, counting(all.toReversed()))).toEqual(personsOf(present, counting(all)))
      }))

    test('nobody is one person with somebody from whom they were told apart', () =>
      holds(({ all, present }) => {
        const persons = personsOf(present, counting(all))
        for (const { oneId, otherId, verdict } of counting(all))
          if (verdict === 'different' && persons.has(oneId) && persons.has(otherId))
            expect(persons.get(oneId)).not.toBe(persons.get(otherId))
      }))

    test('whatever nobody contradicts has its effect', () =>
      holds(({ all, present }) => {
        const said = counting(all)
        if (contradictions(present, said).length > 0) return
        const persons = personsOf(present, said)
        for (const { oneId, otherId, verdict, automatic } of said)
          if (verdict === 'same' && !automatic && persons.has(oneId) && persons.has(otherId))
            expect(persons.get(oneId)).toBe(persons.get(otherId))
      }))

    test('taking back all automatic links gives what people said, and nothing else', () =>
      holds(({ all, present }) => {
        const without = all.map((one) => (one.automatic ? { ...one, undone: true } : one))
        const people = all.filter(({ automatic }) => !automatic)
        expect(personsOf(present, counting(without))).toEqual(personsOf(present, counting(people)))
      }))
  })
})

test('intervals are days from one return to the next, whatever the order they are given in', () => {
  expect(intervalsOf(['2026-03-01', '2025-03-01', '2026-03-11'])).toEqual([365, 10])
  expect(intervalsOf(['2026-03-01'])).toEqual([])
})
