import { extname } from 'node:path'
import { Problem } from '#base/problem.ts'
import { decodedText } from './encoding.ts'
import { openPackage, type Package } from './package-guard.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { contentOf } from './sniff.ts'
import { type Limits, megabytes, ordinaryLimits, type SpreadsheetFile, type Table } from './table.ts'

const FORMAT_OF: Record<string, 'csv' | 'xlsx'> = { csv: 'csv', tsv: 'csv', tab: 'csv', txt: 'csv', xlsx: 'xlsx' }

/**
 * Reads a CSV or XLSX file that anybody may have sent. It is taken for what it holds, refused if its name says
 * otherwise, and never costs more than `limits`. Every refusal is a `Problem` (422, or 413 for its size) whose
 * details name limits, lines and cells, never what stands in them.
 *
 * Runs on the calling thread: a server calls `readTableInWorker` instead.
 */
export async function readTable(
  file: SpreadsheetFile,
  limits: Partial<Limits> = {},
  onProgress?: (rowsRead: number) => void,
): Promise<Table> {
  const within = { ...ordinaryLimits, ...limits }
  refuseBySize(file.bytes, within)
  switch (contentOf(file.bytes)) {
    case 'package': {
      const parts = await openPackage(file.bytes, within)
      refuseOtherPackages(parts)
      refuseOtherName(file.name, 'xlsx')
      refuseActive(parts)
      return readXlsx(file, parts, within, onProgress)
    }
    case 'text': {
      const decoded = decodedText(file.bytes)
      refuseOtherName(file.name, 'csv')
      return readCsv(decoded, within, onProgress)
    }
    case 'encrypted':
      throw new Problem(422, 'file-encrypted')
    case 'old-excel':
      throw new Problem(422, 'file-old-excel')
    case 'ole':
    case 'binary':
      throw new Problem(422, 'file-not-a-spreadsheet')
  }
}

/** The cheapest refusals, made before a thread is started: `file-empty`, `file-too-large`. */
export function refuseBySize(bytes: Uint8Array, limits: Limits): void {
  if (bytes.length === 0) throw new Problem(422, 'file-empty')
  if (bytes.length > limits.bytes) {
    throw new Problem(413, 'file-too-large', { found: megabytes(bytes.length), limit: megabytes(limits.bytes) })
  }
}

/** An extension that promises something else is refused: who reads the name must know what they open. None promises nothing. */
function refuseOtherName(name: string, content: 'csv' | 'xlsx'): void {
  const extension = extname(name).slice(1).toLowerCase()
  if (extension === '' || FORMAT_OF[extension] === content) return
  if (content === 'xlsx' && /^xl(sm|tm|am)$/.test(extension)) throw new Problem(422, 'file-has-macros')
  throw new Problem(422, 'file-extension-differs', { extension, content })
}

function refuseOtherPackages(parts: Package): void {
  if (parts.has('content.xml') && parts.has('mimetype')) throw new Problem(422, 'file-ods-not-supported')
  if (parts.has('xl/workbook.bin')) throw new Problem(422, 'file-old-excel')
  if (!parts.has('[Content_Types].xml') && !parts.has('xl/workbook.xml')) throw new Problem(422, 'file-not-a-spreadsheet')
  if (!parts.names.some((name) => /(^|\/)workbook\d*\.xml$/i.test(name))) throw new Problem(422, 'file-not-a-spreadsheet')
}

/** What acts instead of holding data: macros of either kind, controls, links to other files and programs (DDE). */
function refuseActive(parts: Package): void {
  const holds = (pattern: RegExp) => parts.names.some((name) => pattern.test(name))
  if (holds(/vbaProject|(^|\/)(macrosheets|dialogsheets|activeX|ctrlProps|customUI)\//i))
    throw new Problem(422, 'file-has-macros')
  if (holds(/(^|\/)(externalLinks|queryTables|model)\/|(^|\/)connections\.xml$/i)) throw new Problem(422, 'file-has-links')
}
