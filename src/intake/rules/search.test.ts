import { describe, expect, test } from 'vitest'
import { cursorOf, partsOfCursor, readListFilter, readSearch } from './search.ts'

describe('what somebody looks for', () => {
  test('thirteen digits are a CUI however they are spaced', () => {
    expect(readSearch('9000 00015 0101')).toEqual({ cui: '9000000150101', words: [] })
    expect(readSearch('9000-00015-0101')).toEqual({ cui: '9000000150101', words: [] })
  })

  test('six digits and more are the beginning of a CUI', () => {
    expect(readSearch('9000 000')).toEqual({ cuiBegins: '9000000', words: [] })
  })

  test('ten signs are the code of a slip, also when read aloud wrongly', () => {
    expect(readSearch('7K3M9-QX2TB').slipCode).toBe('7K3M9QX2TB')
    expect(readSearch('7k3m9 qx2tO').slipCode).toBe('7K3M9QX2T0')
  })

  test('a name of ten letters may be a code: both are looked for', () => {
    expect(readSearch('Saravasant')).toEqual({ slipCode: 'SARAVASANT', words: ['saravasant'] })
  })

  test('the apostrophe of a name may be any, or none', () => {
    for (const text of ["Tz'unux", 'Tz’unux', 'Tzʼunux', 'Tzꞌunux', 'TZUNUX']) expect(readSearch(text).words).toEqual(['tzunux'])
  })

  test('a word that begins another one says nothing more', () => {
    expect(readSearch('jose josefa lópez').words).toEqual(['josefa', 'lopez'])
  })
})

test('in a list a small number is a line, and digits are the beginning of a CUI', () => {
  expect(readListFilter('17')).toEqual({ number: 17, words: [] })
  expect(readListFilter('90000')).toEqual({ cuiBegins: '90000', words: [] })
  expect(readListFilter('coy ana')).toEqual({ words: ['coy', 'ana'] })
})

test('a cursor gives back what it was made of', () => {
  expect(partsOfCursor(cursorOf(undefined, 'a'), 2)).toEqual([undefined, 'a'])
  expect(partsOfCursor('a', 2)).toBeUndefined()
})
