import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readTable } from '#server/spreadsheet/read.ts'
import { aWorld } from '../../tests/world.ts'
import { directory } from './contract/calls.ts'
import type { FacilityFields, InstitutionFields } from './contract/entries.ts'

const world = await aWorld()
const reader = await world.someone({ roles: ['registrar'] })
const editor = await world.someone({ roles: ['directory-editor'], institution: 'conamigua' })

const aFacility = (known: Partial<FacilityFields> = {}): FacilityFields => ({
  name: 'Centro de prueba',
  kind: 'attention_centre',
  operatorId: 'igm',
  country: 'GT',
  municipalityCode: '0901',
  sources: ['Acuerdo de prueba'],
  confidence: 'medium',
  ...known,
})
const anInstitution = (known: Partial<InstitutionFields> = {}): InstitutionFields => ({
  name: 'Institución de prueba',
  kind: 'civil_society',
  sources: [],
  confidence: 'low',
  ...known,
})

describe('territory', () => {
  test('22 departments add up to the census of 2018', async () => {
    const { departments, total } = await reader.call(directory.listDepartments, {})
    expect(total).toBe(22)
    expect(departments.reduce((sum, one) => sum + one.population2018, 0)).toBe(14_901_286)
  })

  test('340 municipalities, those of a department by code', async () => {
    const { municipalities, total } = await reader.call(directory.listMunicipalities, { department: '02' })
    expect(total).toBe(340)
    expect(municipalities.map((one) => one.code)).toEqual(['0201', '0202', '0203', '0204', '0205', '0206', '0207', '0208'])
  })

  test.each([
    ['quetzaltenango', '0901'],
    ['QUICHE', '1401'],
    ['Chichicastenango', '1406'],
    ['chichicastenengo', '1406'],
    ['tecun uman', '1217'],
  ])('%s finds %s first', async (text, code) => {
    const { municipalities } = await reader.call(directory.listMunicipalities, { text })
    expect(municipalities[0]?.code).toBe(code)
  })

  test('san jose finds many, and a department chooses among them', async () => {
    expect((await reader.call(directory.listMunicipalities, { text: 'san jose' })).municipalities.length).toBeGreaterThan(8)
    const inEscuintla = await reader.call(directory.listMunicipalities, { text: 'san jose', department: '05' })
    expect(inEscuintla.municipalities.map((one) => one.code)).toEqual(['0509'])
  })

  test('Sansare is 0206 and Sanarate 0207; OCHA’s P-codes are the other way round', async () => {
    const byCode = (code: string) => reader.call(directory.readMunicipality, { code })
    expect(await byCode('0206')).toMatchObject({ name: 'Sansare', ochaPcode: 'GT0207' })
    expect(await byCode('0207')).toMatchObject({ name: 'Sanarate', ochaPcode: 'GT0206' })
    const { municipalities } = await reader.call(directory.listMunicipalities, { text: 'GT0206' })
    expect(municipalities.map((one) => one.name)).toEqual(['Sanarate'])
  })

  test('an editor gives a municipality another name, and it is found by it', async () => {
    const before = await reader.call(directory.readMunicipality, { code: '1301' })
    const otherNames = [...before.otherNames, 'Chinabajul']
    const after = await editor.call(directory.changeMunicipality, { code: '1301', version: before.version, otherNames })
    expect(after).toMatchObject({ otherNames, version: 2, changedBy: { login: editor.login, institutionId: 'conamigua' } })
    expect((await reader.call(directory.listMunicipalities, { text: 'chinabajul' })).municipalities).toHaveLength(1)
  })

  test('a municipality that is not there is told so', async () => {
    const asking = reader.call(directory.readMunicipality, { code: '9999' })
    await expect(asking).rejects.toMatchObject({ status: 404, code: 'municipality-unknown' })
  })

  test('languages of a department', async () => {
    const { languages, total } = await reader.call(directory.listLanguages, { department: '18' })
    expect(total).toBe(25)
    expect(languages.map((one) => one.code)).toContain('garifuna')
  })
})

test('a facility has a short name for tight places, or none; it is found by it, and selects know it', async () => {
  const facilityId = 'casa-corta'
  const name = 'Casa de Atención a Personas Retornadas y sus Familias del Occidente'
  await editor.call(directory.addFacility, { facilityId, ...aFacility({ name, shortName: 'Casa Tz’unun' }) })
  const found = async (text: string) => (await reader.call(directory.listFacilities, { text })).facilities.map((one) => one.id)
  const selected = async () =>
    (await reader.call(directory.readReference, {})).reference?.facilities.find((one) => one.id === facilityId)?.shortName
  expect([await found("tz'unun"), await selected()]).toEqual([[facilityId], 'Casa Tz’unun'])
  await editor.call(directory.changeFacility, { facilityId, version: 1, ...aFacility({ name }) })
  expect([await found("tz'unun"), await selected()]).toEqual([[], undefined])
  const { facilities } = await reader.call(directory.listFacilities, { text: 'Fuerza Aérea' })
  expect(facilities.find((one) => one.id === 'crr-fag')?.shortName).toBe('Centro de la Fuerza Aérea')
})

describe('the reference', () => {
  test('gives what selects need in under 20 KB as sent', async () => {
    const answer = await reader.fetch('/api/directory/reference', {})
    const text = await answer.text()
    expect(gzipSync(text).length).toBeLessThan(20_000)
    const { reference } = JSON.parse(text)
    expect([reference.departments.length, reference.municipalities.length, reference.languages.length]).toEqual([22, 340, 25])
  })

  test('says only its version to who holds it, until something changes', async () => {
    const { version } = await reader.call(directory.readReference, {})
    expect(await reader.call(directory.readReference, { known: version })).toEqual({ version })
    await editor.call(directory.addFacility, { facilityId: 'nuevo', ...aFacility() })
    const later = await reader.call(directory.readReference, { known: version })
    expect(later.version).not.toBe(version)
    expect(later.reference?.facilities.map((one) => one.id)).toContain('nuevo')
  })
})

describe('an institution', () => {
  test('shows its units and the facilities it runs', async () => {
    const { institution, units, facilities } = await reader.call(directory.readInstitution, { institutionId: 'igm' })
    expect(institution).toMatchObject({ acronym: 'IGM', parentId: 'amn', confidence: 'high', version: 1 })
    expect(institution.changedBy).toBeUndefined()
    expect(units.length).toBeGreaterThan(0)
    expect(facilities.map((one) => one.id)).toContain('crr-fag')
  })

  test('is found by its acronym first', async () => {
    const { institutions } = await reader.call(directory.listInstitutions, { text: 'oim' })
    expect(institutions[0]?.id).toBe('oim')
  })

  test('is filtered by kind', async () => {
    const { institutions } = await reader.call(directory.listInstitutions, { kind: 'ministry' })
    expect(new Set(institutions.map((one) => one.kind))).toEqual(new Set(['ministry']))
  })

  test('is added, and its id is taken then', async () => {
    const added = await editor.call(directory.addInstitution, { institutionId: 'prueba', ...anInstitution({ acronym: 'PRU' }) })
    expect(added).toMatchObject({ id: 'prueba', acronym: 'PRU', state: 'active', version: 1, changedBy: { login: editor.login } })
    const again = editor.call(directory.addInstitution, { institutionId: 'prueba', ...anInstitution() })
    await expect(again).rejects.toMatchObject({ status: 409, code: 'directory-id-taken' })
  })

  test('changed by two people keeps the first change and shows it to the second', async () => {
    await editor.call(directory.addInstitution, { institutionId: 'dos', ...anInstitution() })
    await editor.call(directory.changeInstitution, { institutionId: 'dos', version: 1, ...anInstitution({ name: 'La primera' }) })
    const second = editor.call(directory.changeInstitution, {
      institutionId: 'dos',
      version: 1,
      ...anInstitution({ name: 'La segunda' }),
    })
    await expect(second).rejects.toMatchObject({
      status: 409,
      code: 'stale',
      details: { current: { name: 'La primera', version: 2 } },
    })
  })

  test('that runs facilities or has people at work is not archived', async () => {
    const archiving = editor.call(directory.setInstitutionState, {
      institutionId: 'igm',
      version: 1,
      state: 'archived',
      reason: 'Por probar',
    })
    await expect(archiving).rejects.toMatchObject({ status: 409, code: 'institution-in-use', details: { accounts: 1 } })
  })

  test('archived is out of the list and in the reference with its word; no new facility is given to it', async () => {
    await editor.call(directory.addInstitution, { institutionId: 'vieja', ...anInstitution() })
    const state = { institutionId: 'vieja', version: 1, state: 'archived', reason: 'La absorbió otra' } as const
    expect(await editor.call(directory.setInstitutionState, state)).toMatchObject({
      state: 'archived',
      stateReason: 'La absorbió otra',
    })
    const ids = async (state: 'active' | 'archived') =>
      (await reader.call(directory.listInstitutions, { state })).institutions.map((one) => one.id)
    expect(await ids('active')).not.toContain('vieja')
    expect(await ids('archived')).toEqual(['vieja'])
    const { reference } = await reader.call(directory.readReference, {})
    expect(reference?.institutions.find((one) => one.id === 'vieja')?.archived).toBe(true)
    const giving = editor.call(directory.addFacility, { facilityId: 'de-vieja', ...aFacility({ operatorId: 'vieja' }) })
    await expect(giving).rejects.toMatchObject({ status: 422, code: 'institution-archived' })
  })
})

describe('a facility', () => {
  test('is listed by kind, operator and department', async () => {
    const ids = async (filters: object) => (await reader.call(directory.listFacilities, filters)).facilities.map((one) => one.id)
    expect(await ids({ kind: 'reception_centre_land' })).toEqual(['crr-tecun-uman'])
    expect(await ids({ operator: 'svet' })).toEqual(['albergue-svet'])
    expect(await ids({ department: '17', text: 'ceibo' })).toEqual(['pf-el-ceibo'])
    expect(await ids({ country: 'MX', text: 'tapachula' })).toHaveLength(1)
  })

  test('takes its department from its municipality', async () => {
    const added = await editor.call(directory.addFacility, { facilityId: 'en-xela', ...aFacility({ beds: 24 }) })
    expect(added).toMatchObject({ departmentCode: '09', beds: 24 })
  })

  test('loses what is left out of a change', async () => {
    await editor.call(directory.addFacility, { facilityId: 'con-telefono', ...aFacility({ phone: '7761 0000', beds: 10 }) })
    const changed = await editor.call(directory.changeFacility, {
      facilityId: 'con-telefono',
      version: 1,
      ...aFacility({ beds: 12 }),
    })
    expect(changed).toMatchObject({ beds: 12, version: 2 })
    expect(changed.phone).toBeUndefined()
  })

  test('changed since is refused with what stands now', async () => {
    await editor.call(directory.addFacility, { facilityId: 'cambiada', ...aFacility() })
    await editor.call(directory.changeFacility, { facilityId: 'cambiada', version: 1, ...aFacility({ beds: 5 }) })
    const late = editor.call(directory.setFacilityState, {
      facilityId: 'cambiada',
      version: 1,
      state: 'archived',
      reason: 'Cerró',
    })
    await expect(late).rejects.toMatchObject({ status: 409, code: 'stale', details: { current: { beds: 5, version: 2 } } })
  })

  test('archived is not offered any more, can be read, and comes back', async () => {
    await editor.call(directory.addFacility, { facilityId: 'cerrada', ...aFacility() })
    await editor.call(directory.setFacilityState, {
      facilityId: 'cerrada',
      version: 1,
      state: 'archived',
      reason: 'Cerró en octubre',
    })
    const offered = async () => (await reader.call(directory.readReference, {})).reference!.facilities.map((one) => one.id)
    expect(await offered()).not.toContain('cerrada')
    expect((await reader.call(directory.listFacilities, { text: 'cerrada' })).facilities).toEqual([])
    const closed = await reader.call(directory.readFacility, { facilityId: 'cerrada' })
    expect(closed).toMatchObject({ state: 'archived', stateReason: 'Cerró en octubre' })
    const open = await editor.call(directory.setFacilityState, {
      facilityId: 'cerrada',
      version: 2,
      state: 'active',
      reason: 'Abrió',
    })
    expect(open).toMatchObject({ state: 'active', version: 3 })
    expect(open.stateReason).toBeUndefined()
    expect(await offered()).toContain('cerrada')
  })

  test('for victims of trafficking never gets a place', async () => {
    const shelter = aFacility({ kind: 'shelter_trafficking', operatorId: 'svet' })
    const adding = editor.call(directory.addFacility, { facilityId: 'otro-albergue', ...shelter })
    await expect(adding).rejects.toMatchObject({
      status: 422,
      code: 'place-stays-secret',
      details: { members: ['municipalityCode'] },
    })
    const known = await reader.call(directory.readFacility, { facilityId: 'albergue-svet' })
    const placing = editor.call(directory.changeFacility, {
      ...shelter,
      facilityId: 'albergue-svet',
      version: known.version,
      municipalityCode: undefined,
      address: 'Zona 1',
    })
    await expect(placing).rejects.toMatchObject({ code: 'place-stays-secret', details: { members: ['address'] } })
    const uncovering = editor.call(directory.changeFacility, {
      ...aFacility(),
      facilityId: 'albergue-svet',
      version: known.version,
    })
    await expect(uncovering).rejects.toMatchObject({ code: 'place-stays-secret' })
    const { municipalityCode: _, ...placeless } = shelter
    expect(await editor.call(directory.addFacility, { facilityId: 'otro-albergue', ...placeless })).toMatchObject({
      kind: 'shelter_trafficking',
    })
  })

  test('with a place that does not exist is refused, not broken', async () => {
    const adding = (known: Partial<FacilityFields>) =>
      editor.call(directory.addFacility, { facilityId: 'mal-puesta', ...aFacility({ municipalityCode: undefined, ...known }) })
    await expect(adding({ departmentCode: '99' })).rejects.toMatchObject({ status: 422, code: 'department-unknown' })
    await expect(adding({ municipalityCode: '0999' })).rejects.toMatchObject({ status: 422, code: 'municipality-unknown' })
    await expect(adding({ operatorId: 'nadie' })).rejects.toMatchObject({ status: 422, code: 'institution-unknown' })
    await expect(adding({ country: 'US', departmentCode: '01' })).rejects.toMatchObject({ status: 422, code: 'place-abroad' })
    await expect(adding({ phone: 'llámeme' })).rejects.toMatchObject({ status: 422, code: 'input-wrong' })
  })
})

describe('who may', () => {
  test('without a session nothing is read', async () => {
    await expect(world.visitor.call(directory.listInstitutions, {})).rejects.toMatchObject({ status: 401 })
    expect((await world.visitor.fetch('/api/directory/facilities.csv')).status).toBe(401)
  })

  test('only editors and administrators write', async () => {
    const administrator = await world.someone({ roles: ['administrator'] })
    for (const roles of [['registrar'], ['shift-chief'], ['desk'], ['analyst']] as const) {
      const someone = await world.someone({ roles: [...roles] })
      const adding = someone.call(directory.addInstitution, { institutionId: 'no-debe', ...anInstitution() })
      await expect(adding).rejects.toMatchObject({ status: 403, code: 'not-your-work' })
    }
    expect(await administrator.call(directory.addInstitution, { institutionId: 'si-debe', ...anInstitution() })).toBeTruthy()
  })

  test('the same command sent twice is recorded once', async () => {
    const entryId = '0190b0a0-0000-7000-8000-000000000001'
    const add = () => editor.call(directory.addFacility, { facilityId: 'una-vez', ...aFacility() }, entryId)
    expect(await add()).toEqual(await add())
  })
})

describe('the files', () => {
  const fileAt = async (path: string) => {
    const answer = await reader.fetch(`/api/directory/${path}`, {})
    const name = /filename\*=UTF-8''(.+)$/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? ''
    return { name, table: await readTable({ name, bytes: new Uint8Array(await answer.arrayBuffer()) }) }
  }
  const rowsOf = (table: { rows: { cells: string[] }[] }) => table.rows.map((row) => row.cells)

  test('of an evening are named after the day in Guatemala', async () => {
    const { now } = world
    world.now = new Date('2026-11-21T03:00:00Z')
    const { fetch } = await world.someone()
    const answer = await fetch('/api/directory/languages.csv', {})
    world.now = now
    expect(answer.headers.get('Content-Disposition')).toContain('2026-11-20.csv')
  })

  test.each(['csv', 'xlsx'])('municipalities.%s keeps the leading zeros', async (extension) => {
    const { name, table } = await fileAt(`municipalities.${extension}`)
    expect(name).toBe(`municipios-2026-11-20.${extension}`)
    const [titles, first, ...rest] = rowsOf(table)
    expect(titles?.slice(0, 4)).toEqual(['Código INE', 'Municipio', 'Código de departamento', 'Departamento'])
    expect(first?.slice(0, 4)).toEqual(['0101', 'Guatemala', '01', 'Guatemala'])
    expect(rest).toHaveLength(339)
    expect(rest.find((cells) => cells[0] === '0206')?.slice(1, 6)).toEqual(['Sansare', '02', 'El Progreso', '', 'GT0207'])
  })

  test.each(['csv', 'xlsx'])('institutions.%s and facilities.%s hold what the filters leave', async (extension) => {
    const ministries = await fileAt(`institutions.${extension}?kind=ministry&language=en`)
    expect(ministries.name).toBe(`institutions-2026-11-20.${extension}`)
    expect(rowsOf(ministries.table)[0]?.[0]).toBe('Id')
    expect(
      new Set(
        rowsOf(ministries.table)
          .slice(1)
          .map((cells) => cells[3]),
      ),
    ).toEqual(new Set(['Ministry']))
    const { name, table } = await fileAt(`facilities.${extension}?operator=svet&kind=shelter_trafficking&text=especializado`)
    expect(name).toBe(`lugares-de-atencion-2026-11-20.${extension}`)
    expect(rowsOf(table)[1]?.slice(0, 10)).toEqual([
      'albergue-svet',
      'Albergue temporal especializado para mujeres adultas víctimas de violencia sexual, explotación y trata',
      'Albergue especializado',
      'shelter_trafficking',
      'Secretaría contra la Violencia Sexual, Explotación y Trata de Personas',
      'GT',
      '',
      '',
      '',
      '',
    ])
  })

  test('languages.csv names departments', async () => {
    const { table } = await fileAt('languages.csv?text=garifuna')
    expect(rowsOf(table)).toHaveLength(2)
    expect(rowsOf(table)[1]).toContain('Izabal')
  })
})
