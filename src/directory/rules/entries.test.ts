import { describe, expect, test } from 'vitest'
import type { FacilityFields, InstitutionEntry } from '../contract/entries.ts'
import {
  archiveRefusal,
  codesDiffer,
  coordinatesIn,
  facilityRefusal,
  looksPersonal,
  newEntryId,
  parentRefusal,
} from './entries.ts'

const aFacility = (known: Partial<FacilityFields>): FacilityFields => ({
  name: 'Casa',
  kind: 'attention_centre',
  country: 'GT',
  sources: [],
  confidence: 'high',
  ...known,
})
const anInstitution = (id: string, known: Partial<InstitutionEntry> = {}): InstitutionEntry => ({
  id,
  name: id,
  kind: 'ministry',
  sources: [],
  confidence: 'high',
  state: 'active',
  version: 1,
  changedAt: '2026-11-01T00:00:00.000Z',
  ...known,
})
const known = { departments: new Set(['01', '09']), municipality: undefined, operator: undefined }

describe('where a specialised shelter stands', () => {
  const shelter = aFacility({ kind: 'shelter_trafficking' })

  test('is never written', () => {
    expect(facilityRefusal(shelter, known)).toBeUndefined()
    for (const place of [
      { departmentCode: '01' },
      { municipalityCode: '0101' },
      { address: 'Zona 1' },
      { phone: '2411-2411' },
      { lat: 14 },
    ])
      expect(facilityRefusal({ ...shelter, ...place }, known)).toEqual({
        code: 'place-stays-secret',
        details: { members: Object.keys(place) },
      })
  })

  test('is not uncovered by calling it something else', () => {
    expect(facilityRefusal(aFacility({ departmentCode: '01' }), known, { kind: 'shelter_trafficking' })?.code).toBe(
      'place-stays-secret',
    )
  })
})

describe('a facility', () => {
  test('abroad has no department of Guatemala', () => {
    expect(facilityRefusal(aFacility({ country: 'US', departmentCode: '01' }), known)?.code).toBe('place-abroad')
  })

  test('lies in a municipality and a department that exist and agree', () => {
    const xela = { ...known, municipality: { departmentCode: '09' } }
    expect(facilityRefusal(aFacility({ municipalityCode: '0901' }), xela)).toBeUndefined()
    expect(facilityRefusal(aFacility({ municipalityCode: '0901', departmentCode: '01' }), xela)?.code).toBe(
      'municipality-of-other-department',
    )
    expect(facilityRefusal(aFacility({ municipalityCode: '0999' }), known)?.code).toBe('municipality-unknown')
    expect(facilityRefusal(aFacility({ departmentCode: '23' }), known)?.code).toBe('department-unknown')
  })

  test('has both coordinates or none', () => {
    expect(facilityRefusal(aFacility({ lat: 14.6 }), known)?.code).toBe('coordinates-incomplete')
    expect(facilityRefusal(aFacility({ lat: 14.6, lon: -90.5 }), known)).toBeUndefined()
  })

  test('is given to an institution at work; one archived since may stay', () => {
    const archived = { ...known, operator: anInstitution('dgm', { state: 'archived' }) }
    expect(facilityRefusal(aFacility({ operatorId: 'dgm' }), archived)?.code).toBe('institution-archived')
    expect(facilityRefusal(aFacility({ operatorId: 'nadie' }), known)?.code).toBe('institution-unknown')
    expect(
      facilityRefusal(aFacility({ operatorId: 'dgm' }), archived, { kind: 'attention_centre', operatorId: 'dgm' }),
    ).toBeUndefined()
  })
})

describe('an institution', () => {
  const all = [anInstitution('mintrab'), anInstitution('dge', { parentId: 'mintrab' }), anInstitution('scf', { parentId: 'dge' })]

  test('is no part of itself or of its own units', () => {
    expect(parentRefusal('mintrab', 'mintrab', all)?.code).toBe('parent-below-itself')
    expect(parentRefusal('mintrab', 'scf', all)?.code).toBe('parent-below-itself')
    expect(parentRefusal('scf', 'mintrab', all)).toBeUndefined()
  })

  test('that others stand on is not archived', () => {
    expect(archiveRefusal({ units: 0, facilities: 2, accounts: 1 })).toEqual({
      code: 'institution-in-use',
      details: { units: 0, facilities: 2, accounts: 1 },
    })
    expect(archiveRefusal({ units: 0, facilities: 0, accounts: 0 })).toBeUndefined()
  })
})

test('an id is made from the name, and differs from those taken', () => {
  expect(newEntryId('Casa del Migrante, Esquipulas', new Set())).toBe('casa-del-migrante-esquipulas')
  expect(newEntryId('Organización K’iche’ Ñuñu', new Set())).toBe('organizacion-kiche-nunu')
  expect(newEntryId('IGM', new Set(['igm', 'igm-2']))).toBe('igm-3')
  expect(newEntryId('¡!', new Set())).toBe('entrada')
  expect(newEntryId('A'.repeat(200), new Set()).length).toBeLessThanOrEqual(40)
})

test('a mobile number may be somebody’s own', () => {
  expect(looksPersonal('+502 5555-1234')).toBe(true)
  expect(looksPersonal('4123 4567')).toBe(true)
  expect(looksPersonal('2411-2411')).toBe(false)
  expect(looksPersonal('1510')).toBe(false)
  expect(looksPersonal('+1 202 555 0100')).toBe(false)
})

test('INE and OCHA number Sansare differently', () => {
  expect(codesDiffer({ code: '0206', ochaPcode: 'GT0207' })).toBe(true)
  expect(codesDiffer({ code: '0101', ochaPcode: 'GT0101' })).toBe(false)
})

test('coordinates are read as a map copies them', () => {
  expect(coordinatesIn('14.8347, -91.5180')).toEqual({ lat: 14.8347, lon: -91.518 })
  expect(coordinatesIn(' 14 -91 ')).toEqual({ lat: 14, lon: -91 })
  for (const text of ['', 'Zona 1', '14.8', '95, 10', '14.8, -191', '14,8, -91,5']) expect(coordinatesIn(text)).toBeUndefined()
})
