import { describe, expect, test } from 'vitest'
import { workbookOf } from './made-by-hand.ts'
import { readTable } from './read.ts'

const csv = (text: string | Uint8Array, name = 'manifiesto.csv') =>
  readTable({ name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text })
const xlsx = (pieces: Parameters<typeof workbookOf>[0]) => readTable({ name: 'manifiesto.xlsx', bytes: workbookOf(pieces) })
const cellsOf = (table: { rows: { cells: string[] }[] }) => table.rows.map((row) => row.cells)

describe('a CSV file', () => {
  test.each([
    [',', 'nombre,edad\nAna,30\n'],
    [';', 'nombre;edad\nAna;30\n'],
    ['\t', 'nombre\tedad\nAna\t30\n'],
    ['|', 'nombre|edad\nAna|30\n'],
  ])('is read with the delimiter %j it was written with', async (delimiter, text) => {
    const table = await csv(text)
    expect(table).toMatchObject({ format: 'csv', delimiter, encoding: 'utf-8', firstLine: 1 })
    expect(cellsOf(table)).toEqual([
      ['nombre', 'edad'],
      ['Ana', '30'],
    ])
  })

  test('keeps decimal commas when semicolons separate', async () => {
    const table = await csv('nombre;peso;talla\nAna;61,5;1,58\nLuz;70,2;1,61\n')
    expect(cellsOf(table)[1]).toEqual(['Ana', '61,5', '1,58'])
  })

  test('may name its delimiter in a first line that only Excel knows', async () => {
    const table = await csv('sep=;\r\nnombre;nota\r\nAna;a,b,c\r\n')
    expect(table).toMatchObject({ delimiter: ';', firstLine: 1 })
    expect(cellsOf(table)[1]).toEqual(['Ana', 'a,b,c'])
  })

  test('keeps quotes, delimiters and line breaks inside a quoted cell, and the line numbers of what follows', async () => {
    const table = await csv('nombre,nota\r\n"Pérez, Ana","dijo ""sí""\r\ny firmó"\r\nLuz,\r\n')
    expect(table.rows).toEqual([
      { line: 1, cells: ['nombre', 'nota'] },
      { line: 2, cells: ['Pérez, Ana', 'dijo "sí"\ny firmó'] },
      { line: 3, cells: ['Luz', ''] },
    ])
  })

  test('loses its blank rows but not the numbers of the others', async () => {
    const table = await csv('\n\n , \nnombre,edad\n\nAna,30\n,,,\n\n')
    expect(table.firstLine).toBe(4)
    expect(table.rows.map((row) => row.line)).toEqual([4, 6])
  })

  test('gives all rows the same number of cells', async () => {
    expect(cellsOf(await csv('a,b,c\n1\n1,2,3,4\n'))).toEqual([
      ['a', 'b', 'c', ''],
      ['1', '', '', ''],
      ['1', '2', '3', '4'],
    ])
  })

  test('of one column is one column', async () => {
    expect(cellsOf(await csv('CUI\n2222333440101\n'))).toEqual([['CUI'], ['2222333440101']])
  })

  test('with only a header is a header', async () => {
    expect((await csv('nombre,edad')).rows).toEqual([{ line: 1, cells: ['nombre', 'edad'] }])
  })

  test.each([
    ['utf-8', new TextEncoder().encode('\ufeffNombre;Año\nMaría Tzʼunun;ñandú\n')],
    ['utf-16le', Buffer.from('\ufeffNombre;Año\nMaría Tzʼunun;ñandú\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffNombre;Año\nMaría Tzʼunun;ñandú\n', 'utf16le').swap16()],
  ])('with the mark of %s is read as such', async (encoding, bytes) => {
    const table = await csv(bytes)
    expect(table.encoding).toBe(encoding)
    expect(cellsOf(table)).toEqual([
      ['Nombre', 'Año'],
      ['María Tzʼunun', 'ñandú'],
    ])
  })

  test('without a mark and not UTF-8 is Windows-1252', async () => {
    const table = await csv(Buffer.from('Nombre;Año\nJosé Muñoz Güell;¿1990?\n', 'latin1'))
    expect(table.encoding).toBe('windows-1252')
    expect(cellsOf(table)[1]).toEqual(['José Muñoz Güell', '¿1990?'])
  })

  test('keeps a long number that was protected as ="…"', async () => {
    expect(cellsOf(await csv('CUI,nombre\n="0222333440101",Ana\n"=""0222333440102""",Luz\n'))).toEqual([
      ['CUI', 'nombre'],
      ['0222333440101', 'Ana'],
      ['0222333440102', 'Luz'],
    ])
  })

  test('may hold telephones, negative numbers, hyphens, bulleted names and handles', async () => {
    const cells = [
      '+502 5555 1234',
      '+1 (602) 555-0100',
      '-',
      '--',
      '-5',
      '-5.25',
      '+3',
      '-1,234',
      '- pendiente',
      '-Juan (hijo)',
      '@anita',
      '=',
      '====',
    ]
    const text = cells.map((cell) => `x;${cell}`).join('\n')
    expect(cellsOf(await csv(text)).map(([, cell]) => cell)).toEqual(cells)
  })
})

describe('an XLSX file', () => {
  test('keeps every digit of a long number, stored as a number or as text', async () => {
    const table = await xlsx({
      strings: ['<t>2222333440101</t>'],
      sheets: [
        '<row r="1"><c r="A1"><v>2222333440101</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><v>12345678901234567890</v></c><c r="D1"><v>2.22233344E+12</v></c></row>',
      ],
    })
    expect(cellsOf(table)).toEqual([['2222333440101', '2222333440101', '12345678901234567890', '2222333440000']])
  })

  test('shows decimals as the program shows them', async () => {
    const table = await xlsx({
      sheets: [
        '<row><c><v>1.1000000000000001</v></c><c><v>-0.30000000000000004</v></c><c><v>61.5</v></c><c><v>1.0000000000000001E-5</v></c></row>',
      ],
    })
    expect(cellsOf(table)).toEqual([['1.1', '-0.3', '61.5', '0.00001']])
  })

  test('shows dates as YYYY-MM-DD, with the time when there is one, whatever their format', async () => {
    const table = await xlsx({
      numberFormats: [
        'dd/mm/yyyy',
        'd&quot; de &quot;mmmm&quot; de &quot;yyyy',
        '[$-100A]dd-mmm-yy;@',
        'dd/mm/yyyy\\ hh:mm',
        'hh:mm',
        '[h]:mm',
        '0.00',
        '&quot;día&quot; 0',
      ],
      sheets: [
        `<row r="1"><c r="A1" s="1"><v>46346</v></c><c r="B1" s="2"><v>31594</v></c><c r="C1" s="3"><v>59</v></c><c r="D1" s="4"><v>46346.4375</v></c>
         <c r="E1" s="4"><v>46346</v></c><c r="F1" s="1"><v>46346.9</v></c><c r="G1" s="5"><v>0.35416666666666663</v></c><c r="H1" s="6"><v>1.1041666666666667</v></c>
         <c r="I1" s="7"><v>46346</v></c><c r="J1" s="8"><v>7</v></c><c r="K1" t="d"><v>1987-03-02T00:00:00</v></c><c r="L1" t="d"><v>1987-03-02T10:30:00Z</v></c></row>`,
      ],
    })
    expect(cellsOf(table)).toEqual([
      [
        '2026-11-20',
        '1986-07-01',
        '1900-02-28',
        '2026-11-20T10:30',
        '2026-11-20',
        '2026-11-20',
        '08:30',
        '26:30',
        '46346',
        '7',
        '1987-03-02',
        '1987-03-02T10:30',
      ],
    ])
  })

  test('counts dates from 1904 when the workbook says so', async () => {
    const workbook = '<workbook><workbookPr date1904="1"/><sheets><sheet name="Hoja1" r:id="rId1"/></sheets></workbook>'
    const table = await xlsx({ workbook, numberFormats: ['yyyy-mm-dd'], sheets: ['<row><c s="1"><v>44884</v></c></row>'] })
    expect(cellsOf(table)).toEqual([['2026-11-20']])
  })

  test('keeps the leading zeros and groups that a format of zeros shows', async () => {
    const table = await xlsx({
      numberFormats: ['0000', '0000\\ 00000\\ 0000', '00&quot;-&quot;00'],
      sheets: [
        '<row><c s="1"><v>101</v></c><c s="2"><v>222333440101</v></c><c s="3"><v>101</v></c><c s="1"><v>12345</v></c></row>',
      ],
    })
    expect(cellsOf(table)).toEqual([['0101', '0222 33344 0101', '01-01', '12345']])
  })

  test('shows truth values, errors, rich text and escaped characters as text', async () => {
    const table = await xlsx({
      strings: [
        '<r><t>María </t></r><r><rPr><b/></rPr><t xml:space="preserve">López</t></r><rPh><t>x</t></rPh>',
        '<t>a &amp; b &#xE1;<![CDATA[<c>]]></t>',
      ],
      sheets: [
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="s"><v>0</v></c><c r="E1" t="s"><v>1</v></c><c r="F1" t="inlineStr"><is><t>una_x000D__x000A_dos_x0000_</t></is></c></row>',
      ],
    })
    expect(cellsOf(table)).toEqual([['TRUE', 'FALSE', '#N/A', 'María López', 'a & b á<c>', 'una\ndos']])
  })

  test('keeps line and column of every cell, also where the file leaves cells and rows out', async () => {
    const table = await xlsx({
      sheets: [
        '<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row><row r="4"><c r="A4" s="0"/></row><row r="9"><c><v>3</v></c></row><row/><row><c/><c><v>4</v></c></row>',
      ],
    })
    expect(table.firstLine).toBe(3)
    expect(table.rows).toEqual([
      { line: 3, cells: ['', '1', '', '2'] },
      { line: 9, cells: ['3', '', '', ''] },
      { line: 11, cells: ['', '4', '', ''] },
    ])
  })

  test('repeats a value merged over several rows, and leaves one merged over columns in the first', async () => {
    const table = await xlsx({
      sheets: [
        '<row r="1"><c r="A1"><v>100</v></c></row><row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row><row r="5"><c r="B5"><v>3</v></c></row>',
      ],
      afterSheetData: '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/></mergeCells>',
    })
    expect(cellsOf(table)).toEqual([
      ['100', ''],
      ['7', '1'],
      ['7', '2'],
      ['', '3'],
    ])
  })

  test('is read from the first visible sheet that holds anything, or from the one asked for', async () => {
    const pieces = {
      workbook:
        '<x:workbook xmlns:x="m" xmlns:r="n"><x:sheets><x:sheet name="Oculta" r:id="rId1" state="hidden"/><x:sheet name="Vacía" r:id="rId2"/><x:sheet name="Vuelo &amp; lista" r:id="rId3"/></x:sheets></x:workbook>',
      sheets: ['<row><c><v>1</v></c></row>', '', '<row><c><v>3</v></c></row>'],
    }
    expect(await xlsx(pieces)).toMatchObject({
      sheet: 'Vuelo & lista',
      sheets: ['Oculta', 'Vacía', 'Vuelo & lista'],
      rows: [{ cells: ['3'] }],
    })
    const bytes = workbookOf(pieces)
    expect(await readTable({ name: 'a.xlsx', bytes, sheet: 'Oculta' })).toMatchObject({ rows: [{ cells: ['1'] }] })
    await expect(readTable({ name: 'a.xlsx', bytes, sheet: 'Otra' })).rejects.toMatchObject({ code: 'file-sheet-unknown' })
  })

  test('may hold text that begins like a formula, because text is never run', async () => {
    const table = await xlsx({ sheets: ['<row><c t="inlineStr"><is><t>=1+1</t></is></c></row>'] })
    expect(cellsOf(table)).toEqual([['=1+1']])
  })
})
