import { describe, expect, test } from 'vitest'
import { over, sql } from '#server/db.ts'
import { aWorld } from '../../../tests/world.ts'
import { facilities, facilityById } from './facilities.ts'
import { institutionById, institutions } from './institutions.ts'
import { loadReference } from './reference.ts'
import { departments, languages, municipalities, municipalityByCode } from './territory.ts'

const world = await aWorld()
const owner = over(world.owner)
const asApplication = <T>(work: Parameters<typeof world.doors.transaction<T>>[1]) => world.doors.transaction({}, work)

describe('the directory that comes with the program', () => {
  test('holds 22 departments, 340 municipalities, 25 languages, 100 institutions and 79 facilities', async () => {
    expect(await departments(owner)).toHaveLength(22)
    expect(await municipalities(owner)).toHaveLength(340)
    expect(await languages(owner)).toHaveLength(25)
    expect(await institutions(owner)).toHaveLength(100)
    expect(await facilities(owner)).toHaveLength(79)
  })

  test('departments and municipalities both add up to the census of 2018: 14,901,286', async () => {
    const people = (places: { population2018: number }[]) => places.reduce((sum, place) => sum + place.population2018, 0)
    expect(people(await departments(owner))).toBe(14_901_286)
    expect(people(await municipalities(owner))).toBe(14_901_286)
  })

  test('loaded again adds nothing and leaves what somebody wrote', async () => {
    await owner.run(sql`update directory.institution set name = 'Otro nombre', version = 2 where institution_id = 'igm'`)
    expect(await loadReference(owner, world.now)).toBe(0)
    expect(await institutionById(owner, 'igm')).toMatchObject({ name: 'Otro nombre', version: 2 })
  })

  test('rows of a newer program are added', async () => {
    await owner.run(sql`delete from directory.facility where facility_id = 'crr-fag'`)
    expect(await loadReference(owner, world.now)).toBe(1)
    expect(await facilityById(owner, 'crr-fag')).toMatchObject({ operatorId: 'igm', municipalityCode: '0101' })
  })

  test('an institution without a document as its source is not called confirmed', async () => {
    expect(await institutionById(owner, 'minex')).toMatchObject({ confidence: 'high' })
    expect(await institutionById(owner, 'pdh')).toMatchObject({ sources: [], confidence: 'medium' })
  })
})

describe('the database holds what must always be true', () => {
  test.each([
    ['a municipality', sql`municipality_code = '0101', department_code = '01'`],
    ['a department', sql`department_code = '01'`],
    ['an address', sql`address = 'Zona 1'`],
    ['a telephone', sql`phone = '2411-2411'`],
    ['coordinates', sql`lat = 14.6, lon = -90.5`],
    ['a state or province', sql`country_subdivision = 'GT-01'`],
  ])('the specialised shelter is never given %s, not even by the owner', async (_, change) => {
    const changing = owner.run(sql`update directory.facility set ${change} where facility_id = 'albergue-svet'`)
    await expect(changing).rejects.toMatchObject({ constraint: 'facility_place_stays_secret' })
  })

  test('a place that is known does not become a specialised shelter', async () => {
    const changing = owner.run(sql`update directory.facility set kind = 'shelter_trafficking' where facility_id = 'cnr-xela'`)
    await expect(changing).rejects.toMatchObject({ constraint: 'facility_place_stays_secret' })
  })

  test('a municipality lies in its department', async () => {
    const changing = owner.run(sql`update directory.facility set department_code = '02' where facility_id = 'crr-fag'`)
    await expect(changing).rejects.toMatchObject({ constraint: 'facility_municipality_of_department' })
  })

  test.each([
    ['rename a municipality', sql`update directory.municipality set name = 'Otra' where municipality_code = '0101'`],
    ['change a department', sql`update directory.department set name = 'Otro' where department_code = '01'`],
    ['delete a facility', sql`delete from directory.facility where facility_id = 'crr-fag'`],
    ['delete an institution', sql`delete from directory.institution where institution_id = 'igm'`],
  ])('the application may not %s', async (_, statement) => {
    await expect(asApplication((db) => db.run(statement))).rejects.toMatchObject({ code: '42501' })
  })

  test('the application reads it all', async () => {
    expect(await asApplication((db) => municipalityByCode(db, '0206'))).toMatchObject({ name: 'Sansare', ochaPcode: 'GT0207' })
  })
})
