import { educationLevels } from '#base/codes.ts'
import type { ProfileReport } from '../contract/calls.ts'

/** One count of the report as the store gives it: `age` comes in whole years, all else as codes. */
export type ReportCell = { dimension: string; code: string; count: number }

/** The breakdowns, in the order in which a reader expects them. */
export const reportDimensions = [
  'sex',
  'age',
  'condition',
  'people',
  'language',
  'education',
  'destinationDepartment',
  'destinationMunicipality',
  'reasons',
  'plan',
  'wishes',
  'returnType',
  'originCountry',
  'mode',
] as const
export type ReportDimension = (typeof reportDimensions)[number]

/** Age groups as the reports of IGM and OIM publish them, by their youngest age. */
const ageBands: [number, string][] = [
  [60, '60+'],
  [45, '45-59'],
  [30, '30-44'],
  [18, '18-29'],
  [12, '12-17'],
  [6, '6-11'],
  [0, '0-5'],
]

/** `7` years → `6-11`. */
export function ageBand(years: number): string {
  return ageBands.find(([youngest]) => years >= youngest)?.[1] ?? 'unknown'
}

const scales: Partial<Record<string, string[]>> = {
  age: ageBands.map(([, band]) => band).reverse(),
  education: Object.keys(educationLevels).filter((level) => level !== 'unknown'),
}

/** The report out of its counts. Scales (age, education) keep their order, other cells stand largest first; who did not say, last. */
export function reportOf(
  totals: Pick<ProfileReport, 'total' | 'arrivals' | 'families'>,
  cells: readonly ReportCell[],
): ProfileReport {
  return {
    ...totals,
    breakdowns: reportDimensions.map((dimension) => ({
      dimension,
      cells: inOrder(dimension, summed(cells.filter((cell) => cell.dimension === dimension))),
    })),
  }
}

function summed(cells: readonly ReportCell[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { dimension, code, count } of cells) {
    const shown = dimension === 'age' && code !== 'unknown' ? ageBand(Number(code)) : code
    counts.set(shown, (counts.get(shown) ?? 0) + count)
  }
  return counts
}

function inOrder(dimension: string, counts: Map<string, number>): { code: string; count: number }[] {
  const cells = [...counts].map(([code, count]) => ({ code, count }))
  const scale = scales[dimension]
  const rank = (cell: { code: string; count: number }) =>
    cell.code === 'unknown' ? Number.POSITIVE_INFINITY : scale ? scale.indexOf(cell.code) : -cell.count
  return cells.sort((a, b) => {
    const [one, other] = [rank(a), rank(b)]
    return one === other ? (a.code < b.code ? -1 : 1) : one < other ? -1 : 1
  })
}
