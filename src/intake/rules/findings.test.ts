import { describe, expect, test } from 'vitest'
import type { PartialForm } from '../contract/form.ts'
import { findingsAbout, minorOn } from './findings.ts'

const day = '2026-11-20'
const named: PartialForm = { givenNames: 'Inventada', surnames: 'Coy' }
const codesAt = (form: PartialForm) =>
  findingsAbout({ ...named, ...form }, day).map((finding) => `${finding.at}: ${finding.code}`)

describe('what a rule notices', () => {
  test('complete and plausible answers have no findings', () => {
    expect(codesAt({ birthDate: '1987-05-12', condition: 'adult', cui: '9000000150101', nationality: 'GT' })).toEqual([])
  })

  test('a form without anything is a person without a recorded name, no more', () => {
    expect(findingsAbout({}, day)).toEqual([{ at: 'givenNames', severity: 'note', code: 'name-missing' }])
  })

  test('a CUI with a wrong check digit is a warning', () => {
    expect(codesAt({ cui: '9000000160101' })).toEqual(['cui: cui-check-digit'])
  })

  test('born after the day of arrival, or 106 years before it, is worth a second look', () => {
    expect(codesAt({ birthDate: '2027' })).toContain('birthDate: birth-date-future')
    expect(codesAt({ birthDate: '1919-05-01' })).toEqual(['birthDate: birth-date-too-old'])
    expect(codesAt({ birthDate: '1922', condition: 'adult' })).toEqual([])
  })

  test('a child noted as adult, and an adult noted as child, do not agree', () => {
    expect(codesAt({ birthDate: '2017-05-12', condition: 'adult' })).toEqual(['condition: child-as-adult'])
    expect(codesAt({ birthDate: '1987', condition: 'accompanied_child' })).toEqual(['condition: adult-as-child'])
  })

  test('a child must have a condition: it decides which protocol opens', () => {
    expect(codesAt({ birthDate: '2017-05-12' })).toEqual(['condition: child-without-condition'])
  })

  test('whoever may be a child is one until shown otherwise', () => {
    expect(codesAt({ birthDate: '2008~' })).toEqual(['birthDate: maybe-a-child'])
    expect(minorOn({ birthDate: '2008~' }, day)).toBe('unknown')
    expect(minorOn({ birthDate: '2008~', condition: 'separated_child' }, day)).toBe('yes')
    expect(minorOn({ condition: 'adult' }, day)).toBe('no')
    expect(minorOn({}, day)).toBe('unknown')
  })

  test('an unaccompanied child is never overlooked', () => {
    expect(codesAt({ birthDate: '2017-05-12', condition: 'unaccompanied_child' })).toEqual(['condition: unaccompanied-child'])
    expect(codesAt({ condition: 'separated_child' })).toEqual(['condition: separated-child'])
  })

  test('signs of trafficking and a threat at home stand out', () => {
    expect(codesAt({ flags: ['trafficking_signs', 'threat_at_home'] })).toEqual([
      'flags: trafficking-signs',
      'flags: threat-at-home',
    ])
  })

  test('the questions on functioning are for people of five years and over', () => {
    const form: PartialForm = { birthDate: '2023-01-01', condition: 'accompanied_child', functioning: { seeing: 'none' } }
    expect(codesAt(form)).toEqual(['functioning: functioning-under-five'])
  })
})
