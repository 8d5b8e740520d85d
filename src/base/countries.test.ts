import { describe, expect, test } from 'vitest'
import { Country, countries, countriesByName, countryName, findCountry } from './countries.ts'

describe('countries', () => {
  test('there are 249, each with a name in both languages', () => {
    expect(new Set(countries).size).toBe(249)
    for (const code of countries) {
      expect(countryName(code, 'es')).not.toBe(code)
      expect(countryName(code, 'en')).not.toBe(code)
    }
  })

  test('a code is two capitals of the list', () => {
    expect(Country.safeParse('GT').success).toBe(true)
    expect(Country.safeParse('gt').success).toBe(false)
    expect(Country.safeParse('XX').success).toBe(false)
    expect(countryName('XX', 'es')).toBe('XX')
  })

  test('names stand in the order of their alphabet, accents apart', () => {
    const names = countriesByName('es').map((one) => one.name)
    expect(names[0]).toBe('Afganistán')
    expect(names.indexOf('México')).toBeLessThan(names.indexOf('Zambia'))
  })

  test('every country is found by its own names and code', () => {
    for (const code of countries) {
      expect(findCountry(code.toLowerCase())).toBe(code)
      expect(findCountry(countryName(code, 'en').toUpperCase())).toBe(code)
      expect(findCountry(countryName(code, 'es'))).toBe(code)
    }
  })

  test.each([
    ['GTM', 'GT'],
    ['GUA', 'GT'],
    ['Guatemalteca', 'GT'],
    ['GUATEMALTECO', 'GT'],
    ['Guatemalan', 'GT'],
    ['hondureño', 'HN'],
    ['Salvadoreña', 'SV'],
    ['nicaragüense', 'NI'],
    ['Mexicana', 'MX'],
    ['mexico', 'MX'],
    ['EE. UU.', 'US'],
    ['Estadounidense', 'US'],
    ['USA', 'US'],
    ['República Dominicana', 'DO'],
    ['dominicano', 'DO'],
    ['Dominica', 'DM'],
    ['venezolana', 'VE'],
    ['Marciano', undefined],
    ['', undefined],
  ])('%j is %s', (text, code) => {
    expect(findCountry(text)).toBe(code)
  })
})
