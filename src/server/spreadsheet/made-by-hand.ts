import { constants, crc32, deflateRawSync } from 'node:zlib'

/**
 * Files written byte by byte for the tests, so that they can lie where no honest program would: a workbook that claims
 * a gigabyte, that holds less or more than it says, whose names climb out of their folder.
 */
export type Part = {
  name: string
  data: string | Uint8Array
  /** The deflated bytes, where making them from `data` would take long. */
  packed?: Uint8Array
  /** What the directory claims instead of the truth. */
  claims?: { size?: number; packedSize?: number; checksum?: number; encrypted?: boolean; method?: number }
}

/** A ZIP (APPNOTE 4.3.6): a header and the deflated bytes of each part, the directory, its end. */
export function zipOf(parts: Part[]): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const data = Buffer.from(part.data)
    const packed = Buffer.from(part.packed ?? deflateRawSync(data))
    const name = Buffer.from(part.name)
    const claims = part.claims ?? {}
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(claims.encrypted ? 1 : 0, 2)
    common.writeUInt16LE(claims.method ?? 8, 4)
    common.writeUInt32LE(claims.checksum ?? crc32(data), 10)
    common.writeUInt32LE(claims.packedSize ?? packed.length, 14)
    common.writeUInt32LE(claims.size ?? data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, name]))
    locals.push(local)
    offset += local.length
  }
  const directorySize = directory.reduce((sum, record) => sum + record.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directorySize, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]))
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** What surrounds the cells of a workbook; every piece can be replaced or joined by others. */
export type WorkbookPieces = {
  /** The inside of `<sheetData>` of each sheet, in order. */
  sheets?: string[]
  afterSheetData?: string
  strings?: string[]
  numberFormats?: string[]
  workbook?: string
  more?: Part[]
}

export function workbookParts(pieces: WorkbookPieces): Part[] {
  const sheets = pieces.sheets ?? ['']
  const list = sheets.map((_, i) => `<sheet name="Hoja${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')
  const links = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const formats = pieces.numberFormats ?? []
  return [
    { name: '[Content_Types].xml', data: '<?xml version="1.0"?><Types/>' },
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    { name: 'xl/workbook.xml', data: pieces.workbook ?? `<workbook xmlns:r="${RELATIONS}"><sheets>${list}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships>${links.join('')}<Relationship Id="rId98" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId99" Type="${RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', data: `<sst>${(pieces.strings ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>` },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet><numFmts>${formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    ...sheets.map((cells, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: `<worksheet><sheetData>${cells}</sheetData>${pieces.afterSheetData ?? ''}</worksheet>`,
    })),
    ...(pieces.more ?? []),
  ]
}

export function workbookOf(pieces: WorkbookPieces): Uint8Array {
  return zipOf(workbookParts(pieces))
}

/** An OLE2 container holding nothing but the directory entry of one stream, as .xls files and locked workbooks start. */
export function oleOf(stream: string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(1016),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(400),
    ]),
  )
}

/** Blanks by the megabyte, deflated: one megabyte as a block that can be repeated, as those who make bombs do. */
export function deflatedBlanks(megabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, ' '), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), deflateRawSync('')])
}
