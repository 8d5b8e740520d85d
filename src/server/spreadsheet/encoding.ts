import { Problem } from '#base/problem.ts'
import type { Encoding } from './table.ts'

export type Decoded = { text: string; encoding: Encoding }

/**
 * The text of a file and how it was written. A byte order mark decides; else valid UTF-8 is UTF-8 (other text hardly
 * ever passes as UTF-8 by chance); else it is what Windows programs write in our languages, Windows-1252.
 *
 * Throws `file-not-a-spreadsheet` for bytes that are no text, `file-encoding-unknown` for text in some other encoding.
 */
export function decodedText(bytes: Uint8Array): Decoded {
  const decoded = byMark(bytes) ??
    asUtf8(bytes) ?? { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  if (isJunk(decoded.text)) throw new Problem(422, 'file-not-a-spreadsheet')
  if (decoded.encoding === 'windows-1252' && isAnotherCodePage(decoded.text)) throw new Problem(422, 'file-encoding-unknown')
  return decoded
}

function byMark(bytes: Uint8Array): Decoded | undefined {
  const [a, b] = bytes
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined
  if (encoding === undefined) return undefined
  return { text: decodedOr(encoding, bytes) ?? unknown(), encoding }
}

function asUtf8(bytes: Uint8Array): Decoded | undefined {
  const text = decodedOr('utf-8', bytes)
  return text === undefined ? undefined : { text, encoding: 'utf-8' }
}

function decodedOr(encoding: Encoding, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function unknown(): never {
  throw new Problem(422, 'file-encoding-unknown')
}

/** Control characters that no table has: any NUL, or more of the others than a slip of the keyboard leaves behind. */
function isJunk(text: string): boolean {
  let controls = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0) return true
    // Tab to carriage return are layout; 0x1a ends a file in DOS.
    if (code < 32 && (code < 9 || code > 13) && code !== 0x1a) controls++
  }
  return controls > 4 + text.length / 1000
}

/**
 * Excel's "CSV (MS-DOS)" is code page 850, "CSV (Macintosh)" is Mac Roman. Read as Windows-1252 their accented letters
 * become signs in the middle of words ("Jos‚", "Pe¤a") or bytes that Windows-1252 does not have.
 */
function isAnotherCodePage(text: string): boolean {
  return /[\u0081\u008d\u008f\u0090\u009d]|\p{L}[¤¢£¡‚¥‡Ž–—](?:\p{L}|[,;\t|\r\n]|$)/u.test(text)
}
