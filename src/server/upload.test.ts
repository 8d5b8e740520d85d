import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { makePdf } from './pdf.ts'
import { virusScan } from './upload/virus-scan.ts'
import { checkUpload } from './upload.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'ceiba-scan-'))
afterAll(() => rmSync(folder, { recursive: true }))

const picture = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#1d5c3f' } })
/** A photograph as a telephone takes it: on its side, and it knows where. */
const photograph = () =>
  picture()
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD0: { Make: 'Camara Inventada', Artist: 'Persona Inventada' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '14/1 38/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '90/1 30/1 0/1' },
    })
const pdf = (body: string) => Buffer.from(`%PDF-1.7\n${body}\ntrailer << /Root 1 0 R >>\n%%EOF`, 'latin1')
const code = (bytes: Uint8Array) =>
  checkUpload(bytes, undefined).then(
    ({ media }) => media as string,
    (problem: { code: string }) => problem.code,
  )

describe('an image', () => {
  test.each(['jpeg', 'png', 'webp'] as const)(
    'of kind %s loses its place, its camera and its author, and stands upright',
    async (kind) => {
      const bytes = await photograph().toFormat(kind).toBuffer()
      const before = await sharp(bytes).metadata()
      expect(before.exif?.length).toBeGreaterThan(100)
      expect(bytes.includes('Camara Inventada')).toBe(true)
      const { bytes: kept, media, scan } = await checkUpload(bytes, undefined)
      expect([media, scan]).toEqual([`image/${kind}`, 'not_scanned'])
      const after = await sharp(Buffer.from(kept)).metadata()
      expect(after).toMatchObject({ format: kind, width: 40, height: 60 })
      expect([after.exif, after.xmp, after.iptc, after.orientation]).toEqual([undefined, undefined, undefined, undefined])
      for (const trace of ['Camara', 'Inventada', 'Exif', 'GPS']) expect(Buffer.from(kept).includes(trace)).toBe(false)
    },
  )

  test('loses what was hidden behind its end', async () => {
    const bytes = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')])
    expect(Buffer.from((await checkUpload(bytes, undefined)).bytes).includes('script')).toBe(false)
  })

  test('with more pixels than a page has is refused by its header, in little time and memory', async () => {
    const row = Buffer.alloc(1 + 3 * 10)
    const header = Buffer.alloc(13)
    header.writeUInt32BE(60_000, 0)
    header.writeUInt32BE(60_000, 4)
    header.set([8, 2, 0, 0, 0], 8)
    const bomb = Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(row)),
      chunk('IEND', Buffer.alloc(0)),
    ])
    const [began, memory] = [performance.now(), process.memoryUsage().rss]
    expect(await code(bomb)).toBe('upload-too-many-pixels')
    expect(performance.now() - began).toBeLessThan(1000)
    expect(process.memoryUsage().rss - memory).toBeLessThan(100_000_000)
  })

  test('that is broken, or only begins like one, is refused', async () => {
    const bytes = await picture().jpeg().toBuffer()
    expect(await code(bytes.subarray(0, bytes.length / 2))).toBe('upload-broken-image')
    expect(await code(Buffer.from('\xff\xd8\xff\xe0 no es una imagen', 'latin1'))).toBe('upload-broken-image')
  })
})

describe('a PDF', () => {
  const made = () =>
    makePdf({ title: 'Poder', author: 'Ceiba', language: 'es', size: 'letter', madeAt: new Date(0) }, (pages) =>
      pages.paragraph('Documento inventado'),
    )
  test('that only shows pages is kept as it is', async () => {
    const bytes = await made()
    expect((await checkUpload(bytes, undefined)).bytes).toEqual(bytes)
  })
  test.each([
    '1 0 obj << /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj',
    '1 0 obj << /Type /Catalog /OpenAction << /S /Java#53cript /J#53 (app.alert(1)) >> >> endobj',
    '1 0 obj << /Type /Catalog /OpenAction << /S /Launch /F (cmd.exe) >> >> endobj',
    '1 0 obj << /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >> endobj',
    '1 0 obj << /Type /Catalog /AcroForm << /XFA 2 0 R >> >> endobj',
    '3 0 obj << /AA << /O << /S /SubmitForm /F (http://example.org) >> >> >> endobj',
    // An earlier revision that a later one replaces.
    '1 0 obj << /S /JavaScript /JS 2 0 R >> endobj 1 0 obj << /Type /Catalog >> endobj',
  ])('that does something by itself, or carries a file, is refused: %s', async (body) =>
    expect(await code(pdf(body))).toBe('upload-active-pdf'),
  )
  const packed = (list: Buffer, filter = '/FlateDecode') =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n9 0 obj << /Type /ObjStm /N 1 /First 4 /Filter ${filter} >> stream\r\n`),
      list,
      Buffer.from('\nendstream endobj\n%%EOF'),
    ])
  test('is looked into where its objects are packed', async () => {
    const list = '1 0 << /S /Launch /F (cmd.exe) >>'
    expect(await code(packed(deflateSync(list)))).toBe('upload-active-pdf')
    expect(await code(packed(deflateSync('1 0 << /Type /Catalog >>')))).toBe('application/pdf')
    // However long the list is, and though nothing says that it is one.
    const pages = `1 0 ${'<< /Type /Page >> '.repeat(2000)}`
    expect(await code(packed(deflateSync(pages)))).toBe('application/pdf')
    const unsaid = packed(deflateSync(`${pages}${list.slice(4)}`))
      .toString('latin1')
      .replace('/Type /ObjStm', '')
    expect(await code(Buffer.from(unsaid, 'latin1'))).toBe('upload-active-pdf')
  })
  test('is refused where it cannot be looked into: encrypted, packed otherwise, or packed to exhaust', async () => {
    expect(await code(pdf('5 0 obj << /Filter /Standard >> endobj trailer << /Encrypt 5 0 R >>'))).toBe('upload-unreadable-pdf')
    expect(await code(packed(Buffer.from('31203020>'), '/ASCIIHexDecode'))).toBe('upload-unreadable-pdf')
    const bomb = deflateSync(Buffer.concat([Buffer.from('1 0 '), Buffer.alloc(200_000_000, 0x20)]))
    const began = performance.now()
    expect(await code(packed(bomb))).toBe('upload-unreadable-pdf')
    expect(await code(pdf('streamx\x9c'.repeat(1_000_000)))).toBe('upload-unreadable-pdf')
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

test('what is no document is refused by its content, whatever it is called, and so is what is too large', async () => {
  for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', 'PK\u0003\u0004', '<html>', ''])
    expect(await code(Buffer.from(text))).toBe('upload-other-kind')
  expect(await code(Buffer.alloc(10_000_001))).toBe('upload-too-large')
})

describe('a program that looks for viruses', () => {
  const script = path.join(folder, 'scan.sh')
  writeFileSync(script, 'if grep -q EICAR-INVENTADO; then exit 1; fi\nexit 0\n')
  const scan = virusScan(`/bin/sh ${script}`)
  const clean = pdf('1 0 obj << /Type /Catalog >> endobj')
  const infected = pdf('1 0 obj << /Type /Catalog >> endobj % EICAR-INVENTADO')
  test('says of each document whether it is clean', async () => {
    expect((await checkUpload(clean, scan)).scan).toBe('clean')
    await expect(checkUpload(infected, scan)).rejects.toMatchObject({ code: 'upload-infected' })
  })
  test('that does not run, or ends otherwise, lets nothing in', async () => {
    for (const command of ['/no/hay/tal/programa', '/bin/sh -c exit\\ 2', '/bin/false --x'])
      expect(await virusScan(command)(clean)).not.toBe('clean')
    await expect(checkUpload(clean, virusScan('/no/hay/tal/programa'))).rejects.toMatchObject({ code: 'virus-scan-failed' })
  })
})

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc(named))
  return Buffer.concat([length, named, check])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
