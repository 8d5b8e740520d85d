import { expect, test } from 'vitest'
import { cuiInfoOf, cuiLevel, cuiLevels, cuiOf, validCui } from './cui.ts'

const words = (a: string, b: string) => {
  const [one, other] = [cuiOf(a), cuiOf(b)]
  return cuiLevels[cuiLevel(one.head, one.tail, cuiInfoOf(one, a), other.head, other.tail, cuiInfoOf(other, b))]
}

test.each(['9000000150101', '9000012320514', '9001234511217', '9876543222007'])('%s could be issued', (cui) => {
  expect(validCui(cui)).toBe(true)
})
test.each(['9000000160101', '9000000152301', '9000000150118', '9000000150100', '900000015010'])('%s could not', (cui) => {
  expect(validCui(cui)).toBe(false)
})

test.each([
  ['9000 00015 0101', '9000000150101', 'agree'],
  ['9000000150101', '9000000510101', 'one key apart, or one is the beginning of the other'],
  ['9000000150101', '900000015', 'one key apart, or one is the beginning of the other'],
  ['9000000150101', '9000020150102', 'two keys apart'],
  ['9000000150101', '9876543222007', 'two different valid numbers'],
  ['9000000150101', '9876543212007', 'different, one of them cannot be'],
  ['9000000150101', '', 'not known'],
  ['9000000150101', '0000000000000', 'not known'],
])('%s and %s: %s', (a, b, level) => {
  expect(words(a, b)).toBe(level)
  expect(words(b, a)).toBe(level)
})
