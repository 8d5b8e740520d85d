import type { Finding } from '#base/finding.ts'
import { meansUnknown } from '#base/unknown-words.ts'
import type { MunicipalityFinder } from '#directory/rules/municipality-finder.ts'
import type { Conventions } from './manifest-conventions.ts'
import type { ManifestField, ManifestMapping } from './manifest-fields.ts'

/** What a rule noticed about a cell. `column` is counted from 0; missing when the finding is about the row. */
export type CellFinding = Finding & { field: ManifestField; column?: number }

/** `today`: ISO date against which ages and the future are judged. `municipalities`: the directory's finder, made once per file. */
export type RowContext = { today: string; municipalities: MunicipalityFinder; conventions: Conventions }

/** One row while it is read: its cells by field, and the place where findings are put. */
export type Reading = {
  context: RowContext
  findings: CellFinding[]
  /** The cell of a field, trimmed; blank when the file has no such column. */
  cell: (field: ManifestField) => string
  note: (field: ManifestField, ...findings: Finding[]) => void
}

export const warning = (code: string, found: string, fix?: string): Finding => ({ severity: 'warning', code, found, fix })
export const remark = (code: string, found: string, fix?: string): Finding => ({ severity: 'note', code, found, fix })

export function readingOf(cells: string[], mapping: ManifestMapping, context: RowContext): Reading {
  const findings: CellFinding[] = []
  return {
    context,
    findings,
    cell: (field) => {
      const column = mapping[field]
      return column === undefined ? '' : (cells[column] ?? '').trim()
    },
    note: (field, ...found) => {
      for (const one of found) findings.push({ ...one, field, column: mapping[field] })
    },
  }
}

/** The text of a cell without stray blanks, or undefined when it is blank or says that nobody knows. Cut where the form ends. */
export function wordIn({ cell, note }: Reading, field: ManifestField, longest: number): string | undefined {
  const text = cell(field).replace(/[ \t]+/g, ' ')
  if (text === '' || meansUnknown(text)) return undefined
  if (text.length <= longest) return text
  note(field, warning('cell-too-long', `${text.slice(0, 40)}…`, String(longest)))
  return text.slice(0, longest).trim()
}
