import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld()
const registrar = await world.someone({ roles: ['registrar'] })

async function anArrival() {
  const arrivalId = uuidv7()
  await registrar.call(intake.createArrival, {
    arrivalId,
    facilityId: 'crr-fag',
    mode: 'air',
    carrier: 'GXA 3101',
    originCountry: 'US',
    expectedAt: '2026-11-20T20:00:00Z',
  })
  return arrivalId
}

const header = 'No.;Apellidos;Nombres;Fecha de nacimiento;Sexo;CUI;Grupo familiar'
const lines = (...rows: string[]) => Buffer.from([header, ...rows].join('\r\n')).toString('base64')
const people = [
  "1;XILOJ TZ'UNUX;MARÍA DE LOS ÁNGELES;12/05/1987;F;9000000150101;F1",
  "2;XILOJ TZ'UNUX;MATEO;03/02/2015;M;;F1",
  '3;CAAL CHOC;DOMINGO;31/02/1990;M;9000000160101;',
  '4;;;01/02/1980;M;;',
]

async function upload(arrivalId: string, content: string, fileName = 'manifiesto.csv') {
  return registrar.call(intake.uploadManifest, { arrivalId, manifestId: uuidv7(), fileName, content })
}
const listOf = async (arrivalId: string) => (await registrar.call(intake.listReturns, { arrivalId })).returns

describe('a manifest', () => {
  test('is previewed with each finding at its cell, and lists nobody before it is applied', async () => {
    const arrivalId = await anArrival()
    const preview = await upload(arrivalId, lines(...people))
    expect(preview.counts).toMatchObject({ rows: 4, new: 3, unusable: 1, withErrors: 1 })
    expect(preview.mapping).toMatchObject({ surnames: 1, givenNames: 2, birthDate: 3, sex: 4, cui: 5 })
    expect(preview.columns[1]).toMatchObject({
      title: 'Apellidos',
      field: 'surnames',
      samples: ["XILOJ TZ'UNUX", "XILOJ TZ'UNUX", 'CAAL CHOC'],
    })
    const { rows } = await registrar.call(intake.listManifestRows, { manifestId: preview.manifestId })
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5])
    expect(rows[2]!.findings).toContainEqual(expect.objectContaining({ code: 'cui-check-digit', column: 5, severity: 'warning' }))
    expect(rows[2]!.findings).toContainEqual(expect.objectContaining({ field: 'birthDate', column: 3 }))
    expect(rows[3]!.findings).toContainEqual(expect.objectContaining({ code: 'row-without-name', severity: 'error' }))
    expect(await listOf(arrivalId)).toEqual([])
  })

  test('is found again from its arrival, the newest first, and another institution finds nothing', async () => {
    const arrivalId = await anArrival()
    const first = await upload(arrivalId, lines(...people), 'primero.csv')
    await registrar.call(intake.applyManifest, { manifestId: first.manifestId })
    const uploadedAt = world.now.toISOString()
    world.now = new Date(world.now.getTime() + 60_000)
    const second = await upload(arrivalId, lines(...people), 'segundo.csv')
    expect((await registrar.call(intake.listManifests, { arrivalId })).manifests).toEqual([
      { manifestId: second.manifestId, fileName: 'segundo.csv', state: 'read', uploadedAt: world.now.toISOString() },
      { manifestId: first.manifestId, fileName: 'primero.csv', state: 'applied', uploadedAt, appliedAt: uploadedAt },
    ])
    const other = await world.someone({ institution: 'minex' })
    await expect(other.call(intake.listManifests, { arrivalId })).rejects.toMatchObject({ code: 'arrival-not-found' })
  })

  test('applied, puts its people on the list in its order, with families together', async () => {
    const arrivalId = await anArrival()
    const { manifestId } = await upload(arrivalId, lines(...people))
    expect(await registrar.call(intake.applyManifest, { manifestId })).toEqual({
      added: 3,
      changed: 0,
      unchanged: 0,
      withdrawn: 0,
      leftOut: 1,
    })
    const list = await listOf(arrivalId)
    expect(list.map(({ givenNames }) => givenNames)).toEqual(['María de los Ángeles', 'Mateo', 'Domingo'])
    expect(list[0]!.familyUnitId).toBeDefined()
    expect(list[1]!.familyUnitId).toBe(list[0]!.familyUnitId)
    const mother = await registrar.call(intake.readReturn, { subjectId: list[0]!.subjectId })
    expect(mother.family!.members).toHaveLength(2)
  })

  test('imported twice, adds nobody twice', async () => {
    const arrivalId = await anArrival()
    const first = await upload(arrivalId, lines(...people))
    await registrar.call(intake.applyManifest, { manifestId: first.manifestId })
    const second = await upload(arrivalId, lines(...people))
    expect(second.counts).toMatchObject({ new: 0, same: 3, changed: 0, gone: 0 })
    const applied = await registrar.call(intake.applyManifest, { manifestId: second.manifestId })
    expect(applied).toMatchObject({ added: 0, changed: 0, unchanged: 3 })
    expect(await listOf(arrivalId)).toHaveLength(3)
  })

  test('corrected, changes what it says otherwise and keeps what the desk wrote since', async () => {
    const arrivalId = await anArrival()
    const first = await upload(arrivalId, lines(...people))
    await registrar.call(intake.applyManifest, { manifestId: first.manifestId })
    const [mother, son, third] = await listOf(arrivalId)
    await registrar.call(intake.saveForm, {
      subjectId: son!.subjectId,
      changes: { birthDate: '2014-02-03' },
      before: { birthDate: '2015-02-03' },
    })
    await registrar.call(intake.beginReception, { subjectId: mother!.subjectId })
    const corrected = lines(
      people[0]!.replace('12/05/1987', '12/05/1988'),
      people[1]!.replace('03/02/2015', '04/02/2015').replace(';M;;', ';M;9000001200115;'),
    )
    const second = await upload(arrivalId, corrected)
    expect(second.counts).toMatchObject({ new: 0, received: 1, changed: 1, gone: 1 })
    expect(second.gone.map(({ subjectId }) => subjectId)).toEqual([third!.subjectId])
    const applied = await registrar.call(intake.applyManifest, { manifestId: second.manifestId, withdrawGone: true })
    expect(applied).toMatchObject({ added: 0, changed: 1, withdrawn: 1 })
    const read = async (subjectId: string) => (await registrar.call(intake.readReturn, { subjectId })).form
    expect((await read(mother!.subjectId)).birthDate).toBe('1987-05-12')
    expect(await read(son!.subjectId)).toMatchObject({ birthDate: '2014-02-03', cui: '9000001200115' })
    expect((await registrar.call(intake.readReturn, { subjectId: third!.subjectId })).state).toBe('withdrawn')
  })

  test('that numbers its people has its numbers on the list, and the new ones when a row is put in above', async () => {
    const arrivalId = await anArrival()
    const numbered = async () =>
      (await listOf(arrivalId)).map(({ givenNames, listNumber, line }) => `${givenNames} ${listNumber} ${line}`)
    const first = await upload(arrivalId, lines(people[0]!, people[1]!))
    await registrar.call(intake.applyManifest, { manifestId: first.manifestId })
    expect(await numbered()).toEqual(['María de los Ángeles 1 2', 'Mateo 2 3'])
    const corrected = lines('1;CAAL;DOMINGO;01/02/1990;M;;', people[0]!.replace('1', '2'), people[1]!.replace('2', '3'))
    const second = await upload(arrivalId, corrected)
    expect(second.counts).toMatchObject({ new: 1, same: 2, changed: 0 })
    const { manifestId } = second
    expect(await registrar.call(intake.applyManifest, { manifestId })).toMatchObject({ added: 1, changed: 0, unchanged: 2 })
    expect(await numbered()).toEqual(['Domingo 1 2', 'María de los Ángeles 2 3', 'Mateo 3 4'])
    const { returns } = await registrar.call(intake.listReturns, { arrivalId, text: '3' })
    expect(returns.map(({ givenNames }) => givenNames)).toEqual(['Mateo'])
    const mateo = await registrar.call(intake.readReturn, { subjectId: returns[0]!.subjectId })
    expect(mateo).toMatchObject({ listNumber: '3' })
    expect(mateo.form).not.toHaveProperty('listNumber')
  })

  test('whose columns were guessed wrongly is read again as corrected, without the file', async () => {
    const arrivalId = await anArrival()
    const { manifestId, mapping } = await upload(arrivalId, lines(...people))
    const exchanged = await registrar.call(intake.mapManifest, {
      manifestId,
      mapping: { ...mapping, surnames: mapping.givenNames!, givenNames: mapping.surnames! },
    })
    expect(exchanged.counts.rows).toBe(4)
    const { rows } = await registrar.call(intake.listManifestRows, { manifestId })
    expect(rows[2]!.person).toMatchObject({ givenNames: 'Caal Choc', surnames: 'Domingo' })
  })

  test('cannot be applied twice, nor to an arrival that is closed', async () => {
    const arrivalId = await anArrival()
    const { manifestId } = await upload(arrivalId, lines(people[0]!))
    await registrar.call(intake.applyManifest, { manifestId })
    await expect(registrar.call(intake.applyManifest, { manifestId })).rejects.toMatchObject({ code: 'manifest-applied' })
  })

  test('sent twice by a shaky network is read once', async () => {
    const arrivalId = await anArrival()
    const [entryId, manifestId] = [uuidv7(), uuidv7()]
    const input = { arrivalId, manifestId, fileName: 'manifiesto.csv', content: lines(...people) }
    const first = await registrar.call(intake.uploadManifest, input, entryId)
    expect(await registrar.call(intake.uploadManifest, input, entryId)).toEqual(first)
  })

  test.each([
    [
      'binary junk',
      'basura.csv',
      Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 37) % 256)).toString('base64'),
      'file-not-a-spreadsheet',
    ],
    ['nothing', 'vacio.csv', '', 'file-empty'],
    ['formulas', 'formula.csv', lines('1;=HYPERLINK("http://x");ANA;1990;F;;'), 'file-has-formulas'],
    ['the wrong name', 'lista.xlsx', lines(people[0]!), 'file-extension-differs'],
  ])('of %s is refused with a sentence', async (_, fileName, content, code) => {
    const arrivalId = await anArrival()
    await expect(upload(arrivalId, content, fileName)).rejects.toMatchObject({ code })
    expect(await listOf(arrivalId)).toEqual([])
  })

  test('of another institution does not exist', async () => {
    const { manifestId } = await upload(await anArrival(), lines(...people))
    const stranger = await world.someone({ institution: 'pgn', roles: ['registrar'] })
    await expect(stranger.call(intake.readManifest, { manifestId })).rejects.toMatchObject({ code: 'manifest-not-found' })
    await expect(stranger.call(intake.applyManifest, { manifestId })).rejects.toMatchObject({ code: 'manifest-not-found' })
  })

  test('of 5,000 rows is read, and applied, while the server answers others', async () => {
    const arrivalId = await anArrival()
    const letter = (number: number) => String.fromCharCode(97 + (number % 26))
    const name = (number: number) => `${letter(number)}${letter(number / 26)}${letter(number / 676)}`
    const rows = Array.from(
      { length: 5000 },
      (_, index) => `${index + 1};CH${name(index)}L B${name(index + 7)};ANA ${name(index + 3)};01/02/1990;F;;`,
    )
    const manifestId = uuidv7()
    let done = false
    const reading = registrar
      .call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'grande.csv', content: lines(...rows) })
      .finally(() => {
        done = true
      })
    const stranger = await world.someone({ institution: 'conamigua' })
    let answered = 0
    let most = 0
    while (!done) {
      expect(await stranger.call(intake.readProgress, { manifestId })).toEqual({ share: 1, rows: 0 })
      const { share } = await registrar.call(intake.readProgress, { manifestId })
      most = Math.max(most, share < 1 ? share : 0)
      answered += 1
    }
    expect((await reading).counts).toMatchObject({ rows: 5000, new: 5000 })
    expect(answered).toBeGreaterThan(5)
    expect(most).toBeGreaterThan(0)
    expect(await registrar.call(intake.applyManifest, { manifestId })).toMatchObject({ added: 5000 })
  })
})
