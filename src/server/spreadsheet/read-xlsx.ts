import { posix } from 'node:path'
import { Problem } from '#base/problem.ts'
import { builtInFormat, customFormat, type NumberFormat } from './number-format.ts'
import type { Package } from './package-guard.ts'
import { readSheet, unescapedString, type Workbook } from './read-sheet.ts'
import { damaged } from './refusals.ts'
import type { Limits, SpreadsheetFile, Table } from './table.ts'
import { type XmlHandlers, xmlScanner } from './xml.ts'

type Relation = { type: string; target: string }

/**
 * Reads one sheet of a workbook: the one asked for, else the first visible one that holds anything.
 *
 * We read the few parts we need ourselves, while they inflate: the reading libraries at hand unpack a second time and
 * unchecked, keep the sheet whole (one cell in the last corner of an empty sheet exhausts the memory), hide formulas,
 * and turn long numbers into floating ones. Throws `file-has-formulas`, `file-sheet-unknown`, `file-damaged` and what
 * `gatheredRows` throws.
 */
export async function readXlsx(
  file: SpreadsheetFile,
  parts: Package,
  limits: Limits,
  onProgress?: (rowsRead: number) => void,
): Promise<Table> {
  const workbookPart = await target(parts, '_rels/.rels', '', 'officeDocument', 'xl/workbook.xml')
  const folder = posix.dirname(workbookPart)
  const relations = await relationsOf(parts, posix.join(folder, '_rels', `${posix.basename(workbookPart)}.rels`), folder)
  const { sheets, epoch1904 } = await contentsOf(parts, workbookPart)

  const workbook: Workbook = {
    epoch1904,
    strings: await sharedStrings(parts, partOf(relations, 'sharedStrings'), limits),
    formats: await cellFormats(parts, partOf(relations, 'styles')),
  }
  const names = sheets.map((sheet) => sheet.name)
  if (file.sheet !== undefined && !names.includes(file.sheet))
    throw new Problem(422, 'file-sheet-unknown', { found: names.length })
  const candidates = sheets.filter((sheet) => (file.sheet === undefined ? sheet.visible : sheet.name === file.sheet))

  for (const sheet of candidates) {
    const relation = relations.get(sheet.relation)
    // Chart sheets stand in the same list and hold no cells.
    if (relation === undefined || !relation.type.endsWith('/worksheet')) continue
    try {
      const found = await readSheet((handlers) => scan(parts, relation.target, handlers), workbook, limits, onProgress)
      return { format: 'xlsx', sheet: sheet.name, sheets: names, ...found }
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'file-empty')) throw error
    }
  }
  throw new Problem(422, 'file-empty')
}

async function contentsOf(parts: Package, name: string) {
  const sheets: { name: string; visible: boolean; relation: string }[] = []
  let epoch1904: boolean | undefined
  await scan(parts, name, {
    open(element, attribute) {
      if (element === 'workbookPr') epoch1904 ??= ['1', 'true'].includes(attribute('date1904') ?? '')
      if (element !== 'sheet') return
      const visible = (attribute('state') ?? 'visible') === 'visible'
      sheets.push({ name: unescapedString(attribute('name') ?? ''), visible, relation: attribute('id') ?? '' })
    },
  })
  return { sheets, epoch1904: epoch1904 ?? false }
}

async function sharedStrings(parts: Package, name: string | undefined, limits: Limits): Promise<string[]> {
  const strings: string[] = []
  if (name === undefined || !parts.has(name)) return strings
  let text = ''
  let collecting = false
  let phonetic = false
  await scan(parts, name, {
    open(element) {
      if (element === 'si') text = ''
      else if (element === 'rPh') phonetic = true
      else if (element === 't') collecting = !phonetic
    },
    text(piece) {
      if (collecting) text += piece
    },
    close(element) {
      if (element === 't') collecting = false
      else if (element === 'rPh') phonetic = false
      else if (element === 'si') strings.push(unescapedString(text))
      if (strings.length > limits.rows * limits.columns) damaged()
    },
  })
  return strings
}

/** The number format of every cell style, by the style's number. */
async function cellFormats(parts: Package, name: string | undefined): Promise<NumberFormat[]> {
  const formats: NumberFormat[] = []
  if (name === undefined || !parts.has(name)) return formats
  const custom = new Map<number, NumberFormat>()
  let inCellStyles = false
  await scan(parts, name, {
    open(element, attribute) {
      if (element === 'numFmt') custom.set(Number(attribute('numFmtId')), customFormat(attribute('formatCode') ?? ''))
      else if (element === 'cellXfs') inCellStyles = true
      else if (element === 'xf' && inCellStyles) {
        const id = Number(attribute('numFmtId') ?? 0)
        formats.push(custom.get(id) ?? builtInFormat(id))
      }
    },
    close(element) {
      if (element === 'cellXfs') inCellStyles = false
    },
  })
  return formats
}

async function relationsOf(parts: Package, name: string, folder: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>()
  if (!parts.has(name)) return relations
  await scan(parts, name, {
    open(element, attribute) {
      if (element !== 'Relationship' || attribute('TargetMode') === 'External') return
      // Resolved as inside a closed folder: no number of `..` leads out of the package.
      const path = posix.resolve('/', folder, attribute('Target') ?? '').slice(1)
      relations.set(attribute('Id') ?? '', { type: attribute('Type') ?? '', target: path })
    },
  })
  return relations
}

async function target(parts: Package, name: string, folder: string, type: string, otherwise: string): Promise<string> {
  return partOf(await relationsOf(parts, name, folder), type) ?? otherwise
}

function partOf(relations: Map<string, Relation>, type: string): string | undefined {
  return [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.target
}

async function scan(parts: Package, name: string, handlers: XmlHandlers): Promise<void> {
  const scanner = xmlScanner(handlers)
  let decoder: TextDecoder | undefined
  try {
    await parts.read(name, (chunk) => {
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true })
      scanner.write(decoder.decode(chunk, { stream: true }))
    })
    if (decoder) scanner.write(decoder.decode())
  } catch (error) {
    if (error instanceof TypeError) damaged()
    throw error
  }
  scanner.end()
}
