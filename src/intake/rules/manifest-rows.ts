import { foldName } from '#base/personal-name.ts'
import { sameTitles } from './manifest-columns.ts'
import { type ManifestMapping, type ManifestPerson, nameFields } from './manifest-fields.ts'
import { personOf } from './manifest-person.ts'
import type { CellFinding, RowContext } from './manifest-reading.ts'

/**
 * One row, read. `use`: `person` can go on the list, whatever its warnings; `unusable`: there is an error (no name at all);
 * `skipped`: the row is no person (a total, the titles again, a signature; blank when it has no findings).
 */
export type RowRead = { use: 'person' | 'unusable' | 'skipped'; person: ManifestPerson; findings: CellFinding[] }

const totals = /^(sub ?|gran )?total(es)?\b|^(grand )?total\b|^suma( total)?$/
const footers =
  /^(elaborad[oa]|firma|revisad[oa]|vo bo|nota|observaci|fuente|hora|fecha|lugar|responsable|autoriza|entrega|recib|sello|pagina|page|prepared|signature|vuelo|bus|flight)/

const skipped = (code?: string, found = ''): RowRead => ({
  use: 'skipped',
  person: {},
  findings: code ? [{ severity: 'note', code, field: 'lineNumber', found: found.slice(0, 80) }] : [],
})

/** Nothing but what stands in the column of the row number: a number, a total, or a line of text at the foot of the list. */
function withoutCells(text: string): RowRead {
  if (!/\p{L}{2}/u.test(text)) return skipped()
  return skipped(totals.test(foldName(text)) ? 'row-is-total' : 'row-is-text', text.trim())
}

/**
 * What a row of a manifest says. Never throws. Warnings never keep a person off the list: only a row without any name is unusable,
 * because nobody could be called by it.
 */
export function readRow(cells: string[], mapping: ManifestMapping, context: RowContext, titles: string[] = []): RowRead {
  const written = cells.filter((cell, column) => cell.trim() !== '' && column !== mapping.lineNumber)
  const first = written[0]
  // Forms are numbered beforehand: a row with nothing but its number is blank.
  if (first === undefined) return withoutCells(cells[mapping.lineNumber ?? -1] ?? '')
  if (sameTitles(cells, titles)) return skipped('row-is-titles', first)
  const total = cells.slice(0, 4).find((cell) => totals.test(foldName(cell)))
  if (total !== undefined && written.length <= 4) return skipped('row-is-total', cells.filter(Boolean).join(' '))
  const named = nameFields.some((field) => mapping[field] !== undefined && (cells[mapping[field]] ?? '').trim() !== '')
  if (written.length === 1 && (!named || /\d/.test(first) || footers.test(foldName(first)))) return skipped('row-is-text', first)
  const { person, findings } = personOf(cells, mapping, context)
  if (named) return { use: 'person', person, findings }
  const field = nameFields.find((one) => mapping[one] !== undefined) ?? 'fullName'
  return {
    use: 'unusable',
    person,
    findings: [{ severity: 'error', code: 'row-without-name', field, column: mapping[field] }, ...findings],
  }
}
