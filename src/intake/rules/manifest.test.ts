import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { municipalityFinder } from '#directory/rules/municipality-finder.ts'
import { departmentsOf, municipalitiesOf } from '#directory/rules/reference-rows.ts'
import { readManifest } from './manifest.ts'
import { compareWithListed } from './manifest-compare.ts'

const read = (name: string) => readFileSync(new URL(`../../directory/data/${name}.csv`, import.meta.url), 'utf8')
const municipalities = municipalityFinder(municipalitiesOf(read('municipalities')), departmentsOf(read('departments')))
const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((row, index) => ({ line: index + 1, cells: row.split(';').map((cell) => cell.trim()) }))
const manifest = (text: string, how = {}) => readManifest(linesOf(text), { today: '2026-11-20', municipalities, ...how })

const migration = `
LISTADO DE PERSONAS RETORNADAS - VUELO 123
No.;NOMBRES;APELLIDOS;SEXO;FECHA DE NACIMIENTO;CUI;MUNICIPIO;DEPARTAMENTO;OBSERVACIONES
1;MARÍA DE LOS ÁNGELES;XILOJ TZ'UNUX;F;12/05/1987;9000 00015 0101;SANTA CRUZ DEL QUICHÉ;QUICHÉ;
2;JUAN CARLOS;PÉREZ LÓPEZ;M;25/12/1990;9000000160101;SAN JOSE;PETEN;Requiere medicamento
3;ANA;CAAL;F;03/04/2015;;San Pedro;;
4;;;M;01/01/1990;;;;
5;JUAN CARLOS;PEREZ LOPEZ;M;25/12/1990;;;;
TOTAL;5;;;;;;;`

describe('a manifest', () => {
  test('is read from titles to totals, each row with its line in the spreadsheet', () => {
    const { rows, guess } = manifest(migration)
    expect(guess).toMatchObject({ headerLine: 2, confidence: 1, unknown: [] })
    expect(rows.map(({ line, use }) => `${line} ${use}`)).toEqual([
      '3 person',
      '4 person',
      '5 person',
      '6 unusable',
      '7 person',
      '8 skipped',
    ])
    expect(rows[0]?.person).toEqual({
      givenNames: 'María de los Ángeles',
      surnames: "Xiloj Tz'unux",
      listNumber: '1',
      sex: 'female',
      birthDate: '1987-05-12',
      cui: '9000000150101',
      documentType: 'dpi',
      residenceMunicipality: '1401',
    })
    expect(rows[1]?.findings).toMatchObject([{ code: 'cui-check-digit', column: 5 }])
  })

  test('tells who stands in it twice, by the line of the first', () => {
    expect(manifest(migration).rows[4]?.findings).toMatchObject([{ severity: 'warning', code: 'twice-by-name', found: '4' }])
    const byCui = manifest('Nombre completo;CUI\nCoc, Ana;9000000150101\nCoc, Ana Lucía;9000 00015 0101')
    expect(byCui.rows[1]?.findings).toMatchObject([{ code: 'twice-by-cui', found: '2', column: 1 }])
  })

  test('twins and people of one name and unknown birth are not taken for one', () => {
    const { rows } = manifest('Nombre completo;Edad\nCoc, Ana;30\nCoc, Ana;30\nCoc, Eva;30')
    expect(rows.flatMap((row) => row.findings.map((one) => one.code))).not.toContain('twice-by-name')
  })

  test('is read again when a person corrects a column', () => {
    const text = 'Uno;Dos;Nombre\nAna;Coc;12/05/1987\nEva;Caal;25/05/1990'
    const { rows, conventions } = manifest(text, { mapping: { givenNames: 0, surnames: 1, birthDate: 2 } })
    expect(rows.map((row) => row.person)).toEqual([
      { givenNames: 'Ana', surnames: 'Coc', birthDate: '1987-05-12' },
      { givenNames: 'Eva', surnames: 'Caal', birthDate: '1990-05-25' },
    ])
    expect(conventions.dateOrder).toBe('dmy')
  })

  test('says how far it has come', () => {
    const shares: number[] = []
    manifest(migration, { onProgress: (share: number) => shares.push(share) })
    expect(shares[0]).toBe(0)
    expect(shares.at(-1)).toBe(1)
  })

  test('may be empty or make no sense, and is no reason to fail', () => {
    expect(readManifest([], { today: '2026-11-20', municipalities }).rows).toEqual([])
    expect(manifest('a;b;c\nd;e;f').rows.every((row) => row.use !== 'person')).toBe(true)
    const ragged = [
      { line: 1, cells: ['Nombre', 'Edad'] },
      { line: 2, cells: ['Ana'] },
      { line: 3, cells: [] },
      { line: 4, cells: ['Eva', '20', 'x'] },
    ]
    expect(readManifest(ragged, { today: '2026-11-20', municipalities }).rows.map((row) => row.use)).toEqual([
      'person',
      'skipped',
      'person',
    ])
  })

  test('imported twice gives only the same people', () => {
    const rows = manifest(migration).rows.filter((row) => row.use === 'person')
    const listed = rows.map((row) => ({ subjectId: `s${row.line}`, received: false, listed: true, person: row.person }))
    const again = compareWithListed(
      manifest(migration).rows.filter((row) => row.use === 'person'),
      listed,
    )
    expect(again.rows.map((row) => row.comparison)).toEqual(['same', 'same', 'same', 'same'])
    expect(again.gone).toEqual([])
  })
})
