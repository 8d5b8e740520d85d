import { expect, test } from 'vitest'
import { differing, eightDigits, isSingle, neighboursExchanged } from './digits.ts'

test.each([
  [19870512, 19870512, true, false],
  [19870512, 19870517, true, false],
  [19870512, 19870521, false, true],
  [91870512, 19870512, false, true],
  [19870512, 19780512, false, true],
  [19870512, 19870215, false, false],
  [99999999, 99999990, true, false],
])('%i and %i: one digit apart at most %s, neighbours exchanged %s', (a, b, oneApart, exchanged) => {
  const [one, other] = [eightDigits(a), eightDigits(b)]
  expect(isSingle(differing(one, other))).toBe(oneApart)
  expect(neighboursExchanged(one, other, differing(one, other))).toBe(exchanged)
})
