import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayName, foldName, nameFindings, nameTokens, splitFullName, tidyName } from './personal-name.ts'

describe('a tidy name', () => {
  test('has one blank between words, none outside, no invisible signs, and composed accents', () => {
    expect(tidyName('  Juan \t Pérez\u200B\u00A0López\u0007 ')).toBe('Juan Pérez López')
    expect(tidyName('Jose\u0301')).toBe('José')
    expect(tidyName('Tz\u2019unux')).toBe('Tz’unux')
  })
})

describe('the key of a name', () => {
  test('is the same for every spelling of the glottal stop', () => {
    const spellings = [
      "K'iche'",
      'Kʼicheʼ',
      'KꞌICHEꞌ',
      'k’iche’',
      'K‘iche‘',
      'K`iche`',
      'K´iche´',
      'Kʻicheʻ',
      'K′iche′',
      'KꞋICHEꞋ',
      'Kiche',
    ]
    expect(new Set(spellings.map(foldName))).toEqual(new Set(['kiche']))
  })

  test.each([
    ['MUÑOZ', 'munoz'],
    ['Güitz', 'guitz'],
    ['Pérez-López', 'perez lopez'],
    ['  De   León ', 'de leon'],
    ['Ma. José', 'ma jose'],
    ['Jose\u0301', 'jose'],
    ['ＪＵＡＮ', 'juan'],
    ['', ''],
  ])('%j → %j', (text, key) => {
    expect(foldName(text)).toBe(key)
  })

  test('folding what is folded changes nothing, and showing a name never changes its key', () => {
    const nameLike = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[A-ZÁÉÍÓÚÑÜa-zñ'’ꞌ -]{0,40}$/))
    fc.assert(
      fc.property(nameLike, (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text))
        expect(foldName(tidyName(text))).toBe(foldName(text))
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[A-ZÁÉÍÓÚÑÜ'’ꞌ -]{0,40}$/), (text) => {
        expect(foldName(displayName(text))).toBe(foldName(text))
        expect(displayName(displayName(text))).toBe(displayName(text))
      }),
    )
  })

  test('a whole name is its words, particles among them', () => {
    expect(nameTokens('María de los Ángeles', "Xiloj Tz'unux")).toEqual(['maria', 'de', 'los', 'angeles', 'xiloj', 'tzunux'])
    expect(nameTokens('Juan')).toEqual(['juan'])
    expect(nameTokens()).toEqual([])
  })
})

describe('a name as it is shown', () => {
  test.each([
    ["MARÍA DE LOS ÁNGELES XILOJ TZ'UNUX", "María de los Ángeles Xiloj Tz'unux"],
    ['JUAN CARLOS PÉREZ LÓPEZ', 'Juan Carlos Pérez López'],
    ['DE LEÓN', 'De León'],
    ['LÓPEZ DE LEÓN', 'López de León'],
    ['ORTEGA Y GASSET', 'Ortega y Gasset'],
    ['PÉREZ VDA. DE GÓMEZ', 'Pérez vda. de Gómez'],
    ["B'ATZ' CHOC", "B'atz' Choc"],
    ['TZꞌUNUX', 'Tzꞌunux'],
    ["O'BRIEN MCDONALD", "O'Brien McDonald"],
    ["D'ANGELO", "D'Angelo"],
    ['PÉREZ-LÓPEZ', 'Pérez-López'],
    ['ÑAMANDÚ', 'Ñamandú'],
    ['JUAN PABLO III', 'Juan Pablo III'],
    ['J. PÉREZ', 'J. Pérez'],
    ['juan de la cruz', 'Juan de la Cruz'],
    ['McKenzie de la O', 'McKenzie de la O'],
    ["Q'eqchi' LÓPEZ", "Q'eqchi' LÓPEZ"],
    ['', ''],
  ])('%j → %j', (text, shown) => {
    expect(displayName(text)).toBe(shown)
  })
})

describe('a whole name in one cell', () => {
  const parts = (text: string, order?: 'given-first' | 'surnames-first') => {
    const { givenNames, surnames } = splitFullName(text, order)
    return [givenNames, surnames]
  }

  test('a comma decides, and is no guess', () => {
    expect(splitFullName('PÉREZ LÓPEZ, JUAN CARLOS')).toEqual({
      givenNames: 'JUAN CARLOS',
      surnames: 'PÉREZ LÓPEZ',
      findings: [],
    })
    expect(parts('PÉREZ LÓPEZ ,JUAN')).toEqual(['JUAN', 'PÉREZ LÓPEZ'])
  })

  test('without a comma it is a guess, and says so', () => {
    expect(splitFullName('JUAN CARLOS PÉREZ LÓPEZ')).toEqual({
      givenNames: 'JUAN CARLOS',
      surnames: 'PÉREZ LÓPEZ',
      findings: [{ severity: 'note', code: 'name-split-guess', found: 'JUAN CARLOS PÉREZ LÓPEZ' }],
    })
  })

  test.each([
    ['JUAN PÉREZ', 'JUAN', 'PÉREZ'],
    ['JUAN PÉREZ LÓPEZ', 'JUAN', 'PÉREZ LÓPEZ'],
    ['JUAN DE LEÓN PÉREZ', 'JUAN', 'DE LEÓN PÉREZ'],
    ["MARÍA DE LOS ÁNGELES XILOJ TZ'UNUX", 'MARÍA DE LOS ÁNGELES', "XILOJ TZ'UNUX"],
    ['ANA LUCÍA PÉREZ LÓPEZ DE GARCÍA', 'ANA LUCÍA', 'PÉREZ LÓPEZ DE GARCÍA'],
    ['JOSÉ ORTEGA Y GASSET LÓPEZ', 'JOSÉ', 'ORTEGA Y GASSET LÓPEZ'],
    ['JUAN', 'JUAN', undefined],
    ['', undefined, undefined],
    [', JUAN', 'JUAN', undefined],
    ['PÉREZ,', 'PÉREZ', undefined],
  ])('%j', (text, given, surnames) => {
    expect(parts(text)).toEqual([given, surnames])
  })

  test('a file that writes surnames first is read that way', () => {
    expect(parts('PÉREZ LÓPEZ JUAN CARLOS', 'surnames-first')).toEqual(['JUAN CARLOS', 'PÉREZ LÓPEZ'])
    expect(parts('PÉREZ JUAN', 'surnames-first')).toEqual(['JUAN', 'PÉREZ'])
    expect(parts('DE LEÓN PÉREZ JUAN', 'surnames-first')).toEqual(['JUAN', 'DE LEÓN PÉREZ'])
  })

  test('no word is lost or made up', () => {
    const words = fc.array(fc.constantFrom('JUAN', 'DE', 'LA', 'CRUZ', 'Y', 'PÉREZ', "TZ'UNUX", 'LÓPEZ'), { maxLength: 8 })
    fc.assert(
      fc.property(words, fc.constantFrom('given-first' as const, 'surnames-first' as const), (list, order) => {
        const { givenNames = '', surnames = '' } = splitFullName(list.join(' '), order)
        expect(`${givenNames} ${surnames}`.split(' ').filter(Boolean).toSorted()).toEqual(list.toSorted())
      }),
    )
  })
})

describe('what looks wrong in a name', () => {
  const codes = (text: string) => nameFindings(text).map((one) => one.code)

  test.each(['NN', 'N/N', 'desconocido', 'DESCONOCIDA', 'XXX', 'XX', 'No consta', '---', '?', 's/n'])(
    '%j means that nobody knows',
    (text) => {
      expect(codes(text)).toEqual(['name-means-unknown'])
    },
  )

  test.each([
    ['Juan2', ['name-has-digits']],
    ['J', ['name-single-letter']],
    ['J.', ['name-single-letter']],
    ['MuÃ±oz', ['name-damaged']],
    ['Mu\uFFFDoz', ['name-damaged']],
    ['MU?OZ', ['name-damaged']],
    ['&&', ['name-without-letters']],
    ['', []],
    ["Tz'unux", []],
    ['O', ['name-single-letter']],
    ['Ixchel Nan', []],
    ['Noé Nonato', []],
  ])('%j: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  test('nothing wrong in a name stops a record', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(nameFindings(text).every((one) => one.severity === 'warning')).toBe(true)
      }),
    )
  })
})
