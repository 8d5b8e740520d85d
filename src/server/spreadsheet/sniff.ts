/** What the bytes are, whatever the name says. `package` is any ZIP, `ole` any of Microsoft's older containers. */
export type Content = 'package' | 'ole' | 'encrypted' | 'old-excel' | 'text' | 'binary'

const SIGNATURES: [Content, number[]][] = [
  ['package', [0x50, 0x4b, 0x03, 0x04]],
  ['package', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  // BIFF 2, 3 and 4: Excel before 1993 wrote its records without a container.
  ['old-excel', [0x09, 0x00, 0x04, 0x00]],
  ['old-excel', [0x09, 0x02, 0x06, 0x00]],
  ['old-excel', [0x09, 0x04, 0x06, 0x00]],
  ['binary', [0x25, 0x50, 0x44, 0x46]], // %PDF
  ['binary', [0x7b, 0x5c, 0x72, 0x74, 0x66]], // {\rtf
  ['binary', [0x89, 0x50, 0x4e, 0x47]],
  ['binary', [0xff, 0xd8, 0xff]],
  ['binary', [0x1f, 0x8b]],
  ['binary', [0x37, 0x7a, 0xbc, 0xaf]],
  ['binary', [0x52, 0x61, 0x72, 0x21]], // Rar!
]

/** Decides by the first bytes; a page (HTML or XML, which some systems call .xls) is no table either. */
export function contentOf(bytes: Uint8Array): Content {
  const content = SIGNATURES.find(([, signature]) => signature.every((byte, i) => bytes[i] === byte))?.[0]
  if (content === 'ole') return insideOle(bytes)
  if (content !== undefined) return content
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 64))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  return /^<(!doctype|\?xml|html|table|head|meta)/i.test(start) ? 'binary' : 'text'
}

/** Stream names stand in the container's directory as UTF-16: a workbook with a password is kept in `EncryptedPackage`. */
function insideOle(bytes: Uint8Array): Content {
  const holds = (name: string) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) return 'encrypted'
  return holds('Workbook') || holds('Book') ? 'old-excel' : 'binary'
}
