import { expect, test } from 'vitest'
import { peopleCounted } from './people-counted.ts'

test('unaccompanied children are not counted twice', () => {
  expect(peopleCounted({ women: 10, men: 20, girls: 3, boys: 4, unaccompanied: 5 })).toBe(37)
})

test('what was not counted adds nothing', () => {
  expect(peopleCounted({ not_told: 40 })).toBe(40)
})
