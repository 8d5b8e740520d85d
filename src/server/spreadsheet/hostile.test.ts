import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deflatedBlanks, oleOf, type WorkbookPieces, workbookOf, workbookParts, zipOf } from './made-by-hand.ts'
import { readTable } from './read.ts'
import type { Limits } from './table.ts'

const text = (content: string) => new TextEncoder().encode(content)
const refusal = async (name: string, bytes: Uint8Array, limits?: Partial<Limits>) => {
  const outcome = await readTable({ name, bytes }, limits).catch((problem) => problem)
  const { status, code, details } = outcome
  return { status, code, ...details }
}
const workbook = (pieces: WorkbookPieces, limits?: Partial<Limits>) => refusal('lista.xlsx', workbookOf(pieces), limits)
const csv = (content: string, limits?: Partial<Limits>) => refusal('lista.csv', text(content), limits)

const megabyte = 1024 * 1024
const oneCell = '<row><c><v>1</v></c></row>'

describe('a file that is not what it should be is refused, and the refusal says why', () => {
  test.each([
    ['nothing at all', 'lista.csv', new Uint8Array(0), 'file-empty'],
    ['only blanks', 'lista.csv', text(' \r\n;;\r\n\r\n'), 'file-empty'],
    ['a workbook without a cell', 'lista.xlsx', workbookOf({}), 'file-empty'],
    ['chance bytes', 'lista.csv', randomBytes(5000), 'file-not-a-spreadsheet'],
    ['chance bytes called a workbook', 'lista.xlsx', randomBytes(5000), 'file-not-a-spreadsheet'],
    ['a PDF', 'lista.csv', text('%PDF-1.7 …'), 'file-not-a-spreadsheet'],
    ['a photograph', 'lista.csv', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2), 'file-not-a-spreadsheet'],
    [
      'a web page that a system calls .xls',
      'lista.xls',
      text('<html><table><tr><td>1</td></tr></table></html>'),
      'file-not-a-spreadsheet',
    ],
    [
      'a text document in a ZIP',
      'lista.xlsx',
      zipOf([
        { name: '[Content_Types].xml', data: '<a/>' },
        { name: 'word/document.xml', data: '<a/>' },
      ]),
      'file-not-a-spreadsheet',
    ],
    ['some other ZIP', 'lista.xlsx', zipOf([{ name: 'foto.txt', data: 'x' }]), 'file-not-a-spreadsheet'],
    ['Excel 97', 'lista.xls', oleOf('Workbook'), 'file-old-excel'],
    ['Excel 97 called .xlsx', 'lista.xlsx', oleOf('Workbook'), 'file-old-excel'],
    ['Excel 4', 'lista.xls', Uint8Array.of(0x09, 0x04, 0x06, 0x00, 0, 0, 0x10, 0), 'file-old-excel'],
    ['a binary workbook', 'lista.xlsb', zipOf([{ name: 'xl/workbook.bin', data: 'x' }]), 'file-old-excel'],
    ['a workbook with a password', 'lista.xlsx', oleOf('EncryptedPackage'), 'file-encrypted'],
    [
      'OpenDocument',
      'lista.ods',
      zipOf([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'content.xml', data: '<a/>' },
      ]),
      'file-ods-not-supported',
    ],
    ['Macintosh letters', 'lista.csv', Buffer.from('nombre;lugar\nJos\x8e;Pet\x8en\n', 'latin1'), 'file-encoding-unknown'],
    ['DOS letters', 'lista.csv', Buffer.from('nombre;lugar\nJos\x82 Mu\xa4oz;Pet\x82n\n', 'latin1'), 'file-encoding-unknown'],
    ['half of UTF-16', 'lista.csv', Buffer.from('\ufeffnombre', 'utf16le').subarray(0, 9), 'file-encoding-unknown'],
  ])('%s', async (_, name, bytes, code) => {
    expect(await refusal(name, bytes)).toMatchObject({ status: 422, code })
  })

  test('a workbook called .csv, a CSV called .xlsx, and a name that promises something else', async () => {
    const book = workbookOf({ sheets: [oneCell] })
    expect(await refusal('lista.csv', book)).toEqual({
      status: 422,
      code: 'file-extension-differs',
      extension: 'csv',
      content: 'xlsx',
    })
    expect(await refusal('lista.XLSX', text('a,b'))).toEqual({
      status: 422,
      code: 'file-extension-differs',
      extension: 'xlsx',
      content: 'csv',
    })
    expect(await refusal('lista.pdf', text('a,b'))).toMatchObject({ code: 'file-extension-differs', extension: 'pdf' })
    expect(await readTable({ name: 'lista', bytes: book })).toMatchObject({ format: 'xlsx' })
  })

  test('a file over 20 megabytes is refused by its size alone', async () => {
    expect(await refusal('lista.csv', new Uint8Array(21 * megabyte))).toEqual({
      status: 413,
      code: 'file-too-large',
      found: 21,
      limit: 20,
    })
  })
})

describe('a package made to do harm is refused before or while it is unpacked', () => {
  const sheetName = 'xl/worksheets/sheet1.xml'

  test('a bomb that tells the truth: half a gigabyte in half a megabyte', async () => {
    const bomb = { name: sheetName, data: '', packed: deflatedBlanks(512), claims: { size: 512 * megabyte } }
    const bytes = zipOf([...workbookParts({ sheets: [] }), bomb])
    expect(bytes.length).toBeLessThan(megabyte)
    expect(await refusal('lista.xlsx', bytes)).toMatchObject({ code: 'file-zip-bomb' })
  })

  test('a bomb within the size limit but shrunk a thousand times', async () => {
    expect(
      await workbook({ more: [{ name: 'xl/a.xml', data: '', packed: deflatedBlanks(50), claims: { size: 50 * megabyte } }] }),
    ).toMatchObject({ code: 'file-zip-bomb', found: 50 })
  })

  test('a bomb that lies about its size is stopped at its claim', async () => {
    const lie = { packed: deflatedBlanks(512), claims: { size: 5000 } }
    const parts = workbookParts({ sheets: [''] }).map((part) => (part.name === sheetName ? { ...part, ...lie } : part))
    expect(await refusal('lista.xlsx', zipOf(parts))).toMatchObject({ code: 'file-zip-bomb', reason: 'claim' })
  })

  test('a claim of one gigabyte', async () => {
    expect(await workbook({ more: [{ name: 'xl/a.xml', data: 'x', claims: { size: 1024 * megabyte } }] })).toMatchObject({
      code: 'file-zip-bomb',
    })
  })

  test('parts that are each acceptable and together are not', async () => {
    const data = randomBytes(megabyte / 4)
    const more = [1, 2, 3, 4].map((i) => ({ name: `xl/${i}.xml`, data, claims: { size: 30 * megabyte } }))
    expect(await workbook({ more })).toEqual({ status: 422, code: 'file-zip-bomb', found: 120, limit: 100 })
  })

  test('ten thousand parts', async () => {
    const more = Array.from({ length: 10_000 }, (_, i) => ({ name: `xl/${i}.xml`, data: 'x' }))
    expect(await workbook({ more })).toMatchObject({ code: 'file-zip-bomb', limit: 1000 })
  })

  test('parts that lie over each other', async () => {
    const more = Array.from({ length: 50 }, (_, i) => ({
      name: `xl/${i}.xml`,
      data: 'x',
      claims: { packedSize: 4000, size: 4000 },
    }))
    expect(await workbook({ more })).toMatchObject({ code: 'file-zip-bomb', reason: 'overlap' })
  })

  test.each([
    ['a ZIP inside', { name: 'xl/media/fotos.zip', data: 'x' }, 'file-has-embedded-files'],
    ['an embedded object', { name: 'xl/embeddings/oleObject1.bin', data: 'x' }, 'file-has-embedded-files'],
    ['a macro', { name: 'xl/vbaProject.bin', data: 'x' }, 'file-has-macros'],
    ['an Excel 4 macro sheet', { name: 'xl/macrosheets/sheet1.xml', data: 'x' }, 'file-has-macros'],
    ['a control', { name: 'xl/activeX/activeX1.xml', data: 'x' }, 'file-has-macros'],
    ['a link to another workbook or program (DDE)', { name: 'xl/externalLinks/externalLink1.xml', data: 'x' }, 'file-has-links'],
    ['a data connection', { name: 'xl/connections.xml', data: 'x' }, 'file-has-links'],
    ['an encrypted part', { name: 'xl/a.xml', data: 'x', claims: { encrypted: true } }, 'file-encrypted'],
    ['a name that climbs out', { name: '../../etc/cron.d/x.xml', data: 'x' }, 'file-damaged'],
    ['an absolute name', { name: '/etc/passwd', data: 'x' }, 'file-damaged'],
    ['a name of Windows', { name: 'xl\\a.xml', data: 'x' }, 'file-damaged'],
    ['a part twice', { name: 'XL/Workbook.xml', data: 'x' }, 'file-damaged'],
    ['an unknown compression', { name: 'xl/a.xml', data: 'x', claims: { method: 99 } }, 'file-damaged'],
  ])('%s', async (_, part, code) => {
    expect(await workbook({ sheets: [oneCell], more: [part] })).toMatchObject({ status: 422, code })
  })

  test('a workbook with macros is told so by its name as well', async () => {
    expect(await refusal('lista.xlsm', workbookOf({ sheets: [oneCell] }))).toMatchObject({ code: 'file-has-macros' })
  })

  test('a wrong checksum, a missing sheet, a cut file and a changed byte are damage', async () => {
    const parts = workbookParts({ sheets: [oneCell] })
    const wrong = parts.map((part) => (part.name === sheetName ? { ...part, claims: { checksum: 1 } } : part))
    const missing = parts.filter((part) => part.name !== sheetName)
    const whole = zipOf(parts)
    for (const bytes of [zipOf(wrong), zipOf(missing), whole.subarray(0, whole.length - 30), whole.subarray(0, 200)]) {
      expect(await refusal('lista.xlsx', bytes)).toMatchObject({ code: 'file-damaged' })
    }
  })

  test('no byte of a workbook can be changed so that reading ends in anything but a table or a refusal', async () => {
    const whole = workbookOf({ sheets: ['<row r="1"><c r="A1" t="s"><v>0</v></c></row>'], strings: ['<t>Ana</t>'] })
    for (let at = 0; at < whole.length; at++) {
      const changed = whole.slice()
      changed[at] = (changed[at] ?? 0) ^ 0x41
      const outcome = await readTable({ name: 'lista.xlsx', bytes: changed }).catch((problem) => problem)
      expect(outcome.rows ?? outcome.code, `byte ${at}`).toSatisfy(
        (it: unknown) => Array.isArray(it) || String(it).startsWith('file-'),
      )
    }
  })
})

describe('XML made to do harm', () => {
  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "x">]><worksheet/>'],
    ['an element left open', '<worksheet><sheetData>'],
    ['elements closed crosswise', '<worksheet><sheetData></worksheet></sheetData>'],
    ['elements a thousand deep', '<a>'.repeat(1000) + '</a>'.repeat(1000)],
    ['a tag of two megabytes', `<worksheet a="${'x'.repeat(2 * megabyte)}${randomBytes(30_000).toString('hex')}"/>`],
    ['bytes that are no letters', Buffer.from('<worksheet>\xff\xfe</worksheet>', 'latin1')],
  ])('%s is damage', async (_, data) => {
    const parts = workbookParts({ sheets: [''] }).map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, data } : part))
    expect(await refusal('lista.xlsx', zipOf(parts))).toMatchObject({ code: 'file-damaged' })
  })

  test.each([
    ['a line beyond every sheet', '<row r="9999999999"><c><v>1</v></c></row>'],
    ['a column beyond every sheet', '<row r="1"><c r="ZZZ1"><v>1</v></c></row>'],
    ['lines that go back', '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>'],
    ['a cell twice', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
    ['a text that is not there', '<row r="1"><c r="A1" t="s"><v>77</v></c></row>'],
  ])('%s is damage', async (_, cells) => {
    expect(await workbook({ sheets: [cells] })).toMatchObject({ code: 'file-damaged' })
  })

  test('one cell in the last corner of an empty sheet costs nothing and is one column too many', async () => {
    expect(await workbook({ sheets: ['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'] })).toEqual({
      status: 422,
      code: 'file-too-many-columns',
      line: 1_048_576,
      found: 16_384,
      limit: 200,
    })
  })
})

describe('formulas are refused with the cells that hold them', () => {
  test('in a workbook, even with their last result beside them', async () => {
    const cells =
      '<row r="7"><c r="A7"><v>1</v></c><c r="C7"><f>A7+1</f><v>2</v></c></row><row r="8"><c r="B8" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    expect(await workbook({ sheets: [cells] })).toEqual({
      status: 422,
      code: 'file-has-formulas',
      cells: ['C7', 'B8'],
      where: 'C7, B8',
    })
  })

  test('only the first ten are told', async () => {
    const row = `<row>${'<c><f>1</f><v>1</v></c>'.repeat(30)}</row>`
    expect((await workbook({ sheets: [row] })).cells).toHaveLength(10)
    expect((await csv(`${'=1+1;'.repeat(30)}`)).cells).toHaveLength(10)
  })

  test.each([
    '=HYPERLINK("http://example.org";"x")',
    '=1+1',
    '@SUM(A1:A9)',
    "+cmd|' /C calc'!A0",
    '-2+3',
    '-2+3+cmd|x!A1',
    '+A1*B2',
    '-Hoja2!A1',
    '＝1+1',
    '＋SUM(A1)',
    '\t=1+1',
    '  =1+1',
    '="=1+1"',
    '=DDE("cmd";"/C calc";"x")',
  ])('in a CSV file: %s', async (cell) => {
    const quoted = `"${cell.replaceAll('"', '""')}"`
    expect(await csv(`nombre|nota\nAna|${quoted}\n`.replaceAll('|', cell.includes('|') ? ';' : '|'))).toMatchObject({
      code: 'file-has-formulas',
      cells: ['B2'],
    })
  })
})

describe('a table over a limit is refused with the place where it passes it', () => {
  test('rows', async () => {
    expect(await csv('a\nb\n\nc\nd\n', { rows: 3 })).toEqual({ status: 422, code: 'file-too-many-rows', line: 5, limit: 3 })
    expect(
      await workbook({ sheets: ['<row r="5"><c><v>1</v></c></row><row r="9"><c><v>1</v></c></row>'] }, { rows: 1 }),
    ).toMatchObject({ line: 9 })
  })

  test('columns', async () => {
    expect(await csv(`a\n${'x,'.repeat(200)}x`)).toEqual({
      status: 422,
      code: 'file-too-many-columns',
      line: 2,
      found: 201,
      limit: 200,
    })
  })

  test('the length of a cell', async () => {
    const expected = { status: 422, code: 'file-cell-too-long', line: 2, column: 'B', found: 2001, limit: 2000 }
    expect(await csv(`a,b\n1,${'x'.repeat(2001)}`)).toEqual(expected)
    const cells = `<row r="2"><c r="B2" t="inlineStr"><is><t>${'x'.repeat(2001)}</t></is></c></row>`
    expect(await workbook({ sheets: [cells] })).toEqual(expected)
  })

  test('a quote that nobody closed names the line where it opens', async () => {
    expect(await csv('nombre,nota\nAna,"sin cerrar\nLuz,x\n')).toEqual({ status: 422, code: 'file-quotes-broken', line: 2 })
    expect(await csv('nombre,nota\n"Kiko" López,x\n')).toMatchObject({ code: 'file-quotes-broken', line: 2 })
  })
})
