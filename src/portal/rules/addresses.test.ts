import { describe, expect, test } from 'vitest'
import { addressOf, fileAddress, languageOf, settings, without } from './addresses.ts'
import { askedIn } from './asked.ts'

const release = { institutions: [{ institutionId: 'igm', acronym: 'IGM', name: { es: 'Instituto', en: 'Institute' } }] }

describe('addresses', () => {
  test('every page has one in each language', () => {
    expect(addressOf({ page: 'home' }, 'es')).toBe('/')
    expect(addressOf({ page: 'home' }, 'en')).toBe('/en')
    expect(addressOf({ page: 'figure', figureId: 'F016' }, 'es')).toBe('/cifras/F016')
    expect(addressOf({ page: 'figure', figureId: 'F016' }, 'en')).toBe('/en/figures/F016')
  })

  test('a filter stays in the address, with the same names in both languages', () => {
    const filter = { text: 'trata & tráfico', objective: 10 }
    expect(addressOf({ page: 'figures', filter }, 'es')).toBe('/cifras?text=trata+%26+tr%C3%A1fico&objective=10')
    expect(addressOf({ page: 'figures', filter }, 'en')).toBe('/en/figures?text=trata+%26+tr%C3%A1fico&objective=10')
    expect(fileAddress('csv', filter, 'en')).toBe('/cifras.csv?text=trata+%26+tr%C3%A1fico&objective=10&lang=en')
  })

  test('one filter is taken off and the others stay', () => {
    const filter = { text: 'trata', objective: 10, kind: 'reported' as const }
    expect(settings(without(filter, 'objective'))).toEqual([
      ['text', 'trata'],
      ['kind', 'reported'],
    ])
    expect(settings(without(filter, 'text'))).toEqual([
      ['objective', '10'],
      ['kind', 'reported'],
    ])
  })

  test('what is under /en is English, and nothing else', () => {
    expect(['/en', '/en/figures', '/en/nowhere'].map(languageOf)).toEqual(['en', 'en', 'en'])
    expect(['/', '/cifras', '/entrada'].map(languageOf)).toEqual(['es', 'es', 'es'])
  })
})

describe('what a reader asked for', () => {
  test('a whole filter is understood', () => {
    const query = { text: ' trata ', objective: '10', institution: 'igm', kind: 'reported' }
    expect(askedIn(query, release)).toEqual({
      filter: { text: 'trata', objective: 10, institution: 'igm', kind: 'reported' },
      ignored: [],
    })
  })

  test('empty fields of the form ask nothing', () => {
    expect(askedIn({ text: '', objective: '', institution: '', kind: '' }, release)).toEqual({
      filter: { text: '' },
      ignored: [],
    })
  })

  test.each([
    { objective: '24', institution: 'nadie', kind: 'all' },
    { objective: '1e1x', institution: '../igm', kind: '<script>' },
    { objective: '-1', institution: 'constructor', kind: '__proto__' },
  ])('what is not understood is left out, and said: %o', (query) => {
    expect(askedIn(query, release)).toEqual({ filter: { text: '' }, ignored: ['objective', 'institution', 'kind'] })
  })

  test('a text is never longer than 100 characters', () => {
    expect(askedIn({ text: 'x'.repeat(5000) }, release).filter.text).toHaveLength(100)
  })
})
