import Papa from 'papaparse'
import { Problem } from '#base/problem.ts'
import type { Decoded } from './encoding.ts'
import { isFormula, quotedLiteral, unprotectedText } from './formula.ts'
import { FORMULAS_TOLD, hasFormulas } from './refusals.ts'
import { gatheredRows } from './rows.ts'
import { columnLetters, type Delimiter, type Limits, type Table } from './table.ts'

const DELIMITERS: Delimiter[] = [';', ',', '\t', '|']

/**
 * Reads delimited text. Lines are counted in records, as a spreadsheet program numbers them, so that a line break
 * inside a quoted cell moves nothing.
 *
 * Throws `file-quotes-broken`, `file-has-formulas` and what `gatheredRows` throws.
 */
export function readCsv({ text, encoding }: Decoded, limits: Limits, onProgress?: (rowsRead: number) => void): Table {
  const { body, declared } = withoutDirective(text.replace(/\r\n?/g, '\n'))
  const delimiter = declared ?? likeliestDelimiter(body)

  const gathered = gatheredRows(limits, onProgress)
  const formulas: string[] = []
  let line = 0
  let refusal: unknown
  Papa.parse<string[]>(body, {
    delimiter,
    newline: '\n',
    step: ({ data, errors }, parser) => {
      line++
      try {
        const broken = errors.find((error) => error.type === 'Quotes')
        if (broken) throw new Problem(422, 'file-quotes-broken', { line })
        gathered.add(
          line,
          data.map((cell, index) => {
            const shown = cell.trim()
            const literal = quotedLiteral(shown)
            if (literal === undefined && isFormula(shown)) formulas.push(`${columnLetters(index + 1)}${line}`)
            return literal ?? unprotectedText(shown)
          }),
        )
        if (formulas.length >= FORMULAS_TOLD) throw hasFormulas(formulas)
      } catch (error) {
        // Thrown through the parser it would leave the parser half-way; kept aside it stops it properly.
        refusal = error
        parser.abort()
      }
    },
  })
  if (refusal !== undefined) throw refusal
  if (formulas.length > 0) throw hasFormulas(formulas)
  return { format: 'csv', encoding, delimiter, ...gathered.finished() }
}

/** Excel's own first line `sep=;` names the delimiter; Excel does not show it, so it is not counted either. */
function withoutDirective(text: string): { body: string; declared?: Delimiter } {
  const directive = /^sep=([,;\t|])\n/i.exec(text)
  if (!directive) return { body: text }
  return { body: text.slice(directive[0].length), declared: directive[1] as Delimiter }
}

/**
 * The delimiter under which most of the first rows have as many cells as the first row that has several. In
 * `nombre;peso` / `Ana;61,5` the comma explains one row, the semicolon both.
 */
function likeliestDelimiter(text: string): Delimiter {
  const start = text.slice(0, 200_000)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const records = Papa.parse<string[]>(start, { delimiter, newline: '\n', preview: 50, skipEmptyLines: true }).data
    const width = records.find((record) => record.length > 1)?.length ?? 1
    const agreeing = width > 1 ? records.filter((record) => record.length === width).length : 0
    const score = agreeing / Math.max(records.length, 1) + width / 1000
    if (agreeing > 0 && score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}
