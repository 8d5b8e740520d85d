import { describe, expect, test } from 'vitest'
import { foldText } from './fold.ts'
import { narrowCode, narrowRules, wideCode, wideRules } from './phonetic.ts'

const narrow = (name: string) => narrowCode(foldText(name))
const wide = (name: string) => wideCode(narrow(name))

describe('the narrow code', () => {
  test.each(narrowRules.map((rule) => [rule.name, ...rule.example] as const))('%s: %s and %s', (_, a, b) => {
    expect(narrow(a)).toBe(narrow(b))
  })
  test.each([
    ['Tz’unux', 'Tzunux', 'Tsʼunux'],
    ['B’atz’', 'Batz', 'Bats'],
    ['Choc', 'Chok', 'Ch’ok'],
    ['Caal', 'Kaal', 'Qaal', 'Cal'],
    ['Sanic', 'Sanik', 'Saniq'],
    ['Cuc', 'Kuk', 'K’uk'],
    ['Xhuwin', 'Shuwin', 'Xuwin'],
    ['Us', 'Uz'],
    ['Coy', 'Coi'],
    ['Paau', 'Pau'],
    ['Guarchaj', 'Huarchaj', 'Warchaj'],
    ['Ajpop', 'Ahpop'],
    ['Tz7ul', 'Tzul'],
  ])('%s is spelt in several ways', (...names) => {
    expect(new Set(names.map(narrow)).size).toBe(1)
  })
  test.each([
    ['Pérez', 'Peña'],
    ['Tzoc', 'Choc'],
    ['Xol', 'Sol'],
    ['Juan', 'Ana'],
    ['Batz', 'Vas'],
  ])('%s and %s are different names', (a, b) => {
    expect(narrow(a)).not.toBe(narrow(b))
  })
})

describe('the wide code', () => {
  test.each(wideRules.map((rule) => [rule.name, ...rule.example] as const))('%s: %s and %s', (_, a, b) => {
    expect(wide(a)).toBe(wide(b))
  })
  test.each([
    ['Tzoc', 'Tsoc', 'Zoc'],
    ['Xicay', 'Shicay', 'Sicay'],
    ['Geovany', 'Yovany', 'Giovanni', 'Jovani'],
    ['Walter', 'Gualter', 'Hualter'],
    ['Witz', 'Huitz', 'Güitz'],
    ['Yeferson', 'Jeferson'],
  ])('%s could be heard as the others', (...names) => {
    expect(new Set(names.map(wide)).size).toBe(1)
  })
})
