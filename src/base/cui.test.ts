import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCui, checkDigitOf, cuiStatus, formatCui, normalizeCui, placeOf } from './cui.ts'

const codes = (text: string) => checkCui(text).map((one) => one.code)

describe('the check of a CUI', () => {
  // Serials that begin with 9 are not issued: no number here is anyone's.
  test.each([
    ['9000000150101', '0101'],
    ['9000001200115', '0115'],
    ['9000012320514', '0514'],
    ['9001234511217', '1217'],
    ['9012345671333', '1333'],
    ['9123456751705', '1705'],
    ['9876543222007', '2007'],
    ['9000001042217', '2217'],
    ['9999999900207', '0207'],
    ['9000 00015 0101', '0101'],
    ['9000-00015-0101', '0101'],
    ["'9000000150101", '0101'],
    [' 9000.00015.0101 ', '0101'],
  ])('%j is valid and names %s', (text, place) => {
    expect(checkCui(text)).toEqual([])
    expect(cuiStatus(text)).toBe('valid')
    expect(placeOf(text)).toBe(place)
  })

  test('twelve digits are a format', () => {
    expect(codes('900000015010')).toEqual(['cui-format'])
    expect(placeOf('900000015010')).toBeUndefined()
  })

  test('a wrong check digit is told, and the place still read', () => {
    expect(codes('9000000160101')).toEqual(['cui-check-digit'])
    expect(placeOf('9000000160101')).toBe('0101')
    expect(cuiStatus('9000000160101')).toBe('invalid')
  })

  test('department 23 does not exist, Guatemala has 17 municipalities, and none is 00', () => {
    expect(codes('9000000152301')).toEqual(['cui-department'])
    expect(codes('9000000150118')).toEqual(['cui-municipality'])
    expect(codes('9000000150100')).toEqual(['cui-municipality'])
    expect(placeOf('9000000150100')).toBeUndefined()
  })

  test('with remainder 10 no digit is right and none is wrong: the number is unverified', () => {
    expect(checkDigitOf('90001234')).toBe(10)
    for (let digit = 0; digit < 10; digit++) {
      expect(codes(`90001234${digit}0901`)).toEqual(['cui-unverified'])
      expect(cuiStatus(`90001234${digit}0901`)).toBe('unverified')
    }
  })

  test('a number that a spreadsheet has rounded is not a format mistake of the desk', () => {
    expect(codes('9E+12')).toEqual(['cui-rounded'])
    expect(codes('2.34567E+12')).toEqual(['cui-rounded'])
  })

  test('nothing written is nothing wrong', () => {
    expect(checkCui('')).toEqual([])
    expect(checkCui('   ')).toEqual([])
  })

  test('no finding ever stops a record', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{13}$/)), (text) => {
        expect(checkCui(text).every((one) => one.severity === 'warning')).toBe(true)
      }),
    )
  })

  test('one wrong digit among the first nine, or two neighbours exchanged, never passes', () => {
    const serial = fc.integer({ min: 90_000_000, max: 99_999_999 }).map(String)
    const valid = serial.filter((eight) => checkDigitOf(eight) < 10).map((eight) => `${eight}${checkDigitOf(eight)}0101`)
    fc.assert(
      fc.property(valid, fc.nat(8), fc.integer({ min: 1, max: 9 }), (cui, at, by) => {
        const wrong = cui.slice(0, at) + ((Number(cui[at]) + by) % 10) + cui.slice(at + 1)
        expect(cuiStatus(wrong)).not.toBe('valid')
        const swapped = cui.slice(0, at) + (cui[at + 1] ?? '') + cui[at] + cui.slice(at + 2)
        if (at < 8 && swapped !== cui) expect(cuiStatus(swapped)).not.toBe('valid')
      }),
    )
  })
})

describe('the writing of a CUI', () => {
  test('it is shown in groups of 4, 5 and 4, and what is no CUI is left alone', () => {
    expect(formatCui('9000000150101')).toBe('9000 00015 0101')
    expect(formatCui('9000-00015-0101')).toBe('9000 00015 0101')
    expect(formatCui('A-123')).toBe('A-123')
    expect(normalizeCui('9000 00015–0101')).toBe('9000000150101')
  })
})
