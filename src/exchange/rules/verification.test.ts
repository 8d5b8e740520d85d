import { describe, expect, test } from 'vitest'
import { secondsToWait } from './patience.ts'
import { compared, connectionAfter } from './verification.ts'

const registry = { givenNames: 'IXKIK NIKTÉ', surnames: "XOL TZ'UNUX", birthDate: '1987-05-12', sex: 'female' }

describe('what the desk and the registry say', () => {
  test.each([
    ['agrees in another spelling', { givenNames: 'Ixkik’', surnames: 'Xol Tzʼunux' }, []],
    ['agrees when the desk heard fewer names', { surnames: 'Tz’unux' }, []],
    ['differs in a name that the registry does not have', { givenNames: 'Ixkik María' }, ['givenNames']],
    ['agrees in a year alone', { birthDate: '1987' }, []],
    ['agrees about a year', { birthDate: '1988~' }, []],
    ['differs in another day', { birthDate: '1987-05-13' }, ['birthDate']],
    ['differs in the sex', { sex: 'male' }, ['sex']],
    ['is not compared where the desk does not know', { sex: 'unknown', givenNames: undefined }, []],
  ])('%s', (_, desk, differs) => {
    const found = compared(desk, registry)
    expect(found).toMatchObject({ state: differs.length > 0 ? 'differs' : 'confirmed', differs })
  })

  test('is compared only as far as both tell it', () => {
    expect(
      compared({ sex: 'unknown', surnames: 'Xol', birthDate: '1987' }, { ...registry, birthDate: undefined }).compared,
    ).toEqual(['surnames'])
  })
})

test('who fails is asked later and later, each at a time of its own', () => {
  const patience = { first: 5, factor: 4, most: 3600 }
  expect([1, 2, 3, 9].map((failures) => secondsToWait(failures, patience, 0.5))).toEqual([5, 20, 80, 3600])
  expect([0, 1].map((chance) => secondsToWait(2, patience, chance))).toEqual([10, 30])
})

test('a connection rests after five failures in a row, or as long as it asks for, an hour at most', () => {
  const failed = { state: 'unavailable', why: 'failing' } as const
  expect(connectionAfter(failed, 3)).toEqual({ failures: 4, restSeconds: 0 })
  expect(connectionAfter(failed, 4)).toEqual({ failures: 5, restSeconds: 60 })
  expect(connectionAfter({ ...failed, waitSeconds: 99_999 }, 0)).toEqual({ failures: 1, restSeconds: 3600 })
  expect(connectionAfter({ state: 'unknown' }, 9)).toEqual({ failures: 0, restSeconds: 0 })
})
