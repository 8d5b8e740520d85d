import { describe, expect, test } from 'vitest'
import { ageBand, reportOf } from './report.ts'
import { reportSheet } from './report-sheet.ts'

const totals = { total: 4, arrivals: 1, families: 0 }
const names = {
  municipalities: new Map([['0207', 'Sanarate']]),
  departments: new Map([['02', 'El Progreso']]),
  languages: new Map([['kiche', 'K’iche’']]),
}

describe('the profile report', () => {
  test('ages fall into the groups that the institutions publish', () => {
    expect([0, 5, 6, 11, 12, 17, 18, 29, 30, 44, 45, 59, 60, 99].map(ageBand)).toEqual([
      ...['0-5', '0-5', '6-11', '6-11', '12-17', '12-17', '18-29', '18-29', '30-44', '30-44', '45-59', '45-59', '60+', '60+'],
    ])
  })

  test('ages keep their order, other answers stand largest first, who did not say stands last', () => {
    const cells = [
      { dimension: 'age', code: '70', count: 2 },
      { dimension: 'age', code: 'unknown', count: 1 },
      { dimension: 'age', code: '3', count: 1 },
      { dimension: 'sex', code: 'unknown', count: 2 },
      { dimension: 'sex', code: 'male', count: 1 },
      { dimension: 'sex', code: 'female', count: 1 },
    ]
    const { breakdowns } = reportOf(totals, cells)
    const codesOf = (dimension: string) => breakdowns.find((one) => one.dimension === dimension)?.cells.map((cell) => cell.code)
    expect(codesOf('age')).toEqual(['0-5', '60+', 'unknown'])
    expect(codesOf('sex')).toEqual(['female', 'male', 'unknown'])
  })

  test('the sheet names every code in words and keeps the code beside them', () => {
    const report = reportOf(totals, [
      { dimension: 'destinationMunicipality', code: '0207', count: 4 },
      { dimension: 'originCountry', code: 'US', count: 4 },
    ])
    const { rows } = reportSheet(report, { from: '2026-11-01', to: '2026-11-20', at: '2026-11-20 09:00' }, 'es', names)
    expect(rows).toContainEqual(['Municipio de destino', 'Sanarate, El Progreso', '0207', 4, 1])
    expect(rows).toContainEqual(['País de donde viene', 'Estados Unidos', 'US', 4, 1])
  })
})
