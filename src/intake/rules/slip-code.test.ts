import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSlipCode, showSlipCode, slipCodeFrom } from './slip-code.ts'

const chance = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('every code can be shown and read again', () => {
  fc.assert(fc.property(chance, (bytes) => readSlipCode(showSlipCode(slipCodeFrom(bytes))) === slipCodeFrom(bytes)))
})

test('look-alikes are read as what was meant', () => {
  expect(readSlipCode('oil00-ilo00')).toBe('0110011000')
})

test('what cannot be a code is none', () => {
  expect(readSlipCode('7K3M9QX2T')).toBeUndefined()
  expect(readSlipCode('7K3M9QX2TU')).toBeUndefined()
})
