import { damaged } from './refusals.ts'

/** What a scanner tells. Names come without their namespace prefix; `attribute` answers for the element just opened. */
export type XmlHandlers = {
  open?(name: string, attribute: (name: string) => string | undefined): void
  close?(name: string): void
  text?(text: string): void
}

/** No tag or text of a workbook is longer than 32,767 characters; this leaves room and bounds what is kept waiting. */
const LONGEST = 1_000_000
const DEEPEST = 100

/**
 * Reads the XML of a workbook's parts as it arrives in pieces, so that a sheet never stands in memory as a whole.
 *
 * A subset on purpose: no document type, so no entity can be defined and none can explode; the five named entities
 * and character numbers are understood. Throws `file-damaged` for anything that is not well formed.
 */
export function xmlScanner(handlers: XmlHandlers): { write(piece: string): void; end(): void } {
  const opened: string[] = []
  let waiting = ''

  function write(piece: string): void {
    const source = waiting + piece
    let at = 0
    for (;;) {
      const start = source.indexOf('<', at)
      const end = start < 0 ? -1 : endOfMarkup(source, start)
      if (start < 0 || end < 0) break
      if (start > at) handlers.text?.(unescaped(source.slice(at, start)))
      markup(source.slice(start, end))
      at = end
    }
    waiting = source.slice(at)
    if (waiting.length > LONGEST) damaged()
  }

  function markup(token: string): void {
    if (token.startsWith('<!--') || token.startsWith('<?')) return
    if (token.startsWith('<![CDATA[')) {
      handlers.text?.(token.slice(9, -3))
      return
    }
    if (token.startsWith('</')) {
      const name = token.slice(2, -1).trim()
      if (opened.pop() !== name) damaged()
      handlers.close?.(localName(name))
      return
    }
    const name = /^<([^\s/>"'=<]+)/.exec(token)?.[1] ?? damaged()
    const local = localName(name)
    handlers.open?.(local, attributesOf(token))
    if (token.endsWith('/>')) {
      handlers.close?.(local)
      return
    }
    opened.push(name)
    if (opened.length > DEEPEST) damaged()
  }

  function end(): void {
    if (opened.length > 0 || waiting.trim() !== '') damaged()
  }

  return { write, end }
}

/** Where the markup that starts at `start` ends, or -1 while the rest of it has not arrived. */
function endOfMarkup(source: string, start: number): number {
  if (source.startsWith('<!', start)) {
    if (source.startsWith('<!--', start)) return after(source.indexOf('-->', start + 4), 3)
    if (source.startsWith('<![CDATA[', start)) return after(source.indexOf(']]>', start + 9), 3)
    return source.length - start < 9 ? -1 : damaged()
  }
  if (source.startsWith('<?', start)) return after(source.indexOf('?>', start + 2), 2)
  let quote = 0
  for (let at = start + 1; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x3e) return at + 1
    else if (code === 0x22 || code === 0x27) quote = code
    else if (code === 0x3c) damaged()
  }
  return -1
}

function after(found: number, length: number): number {
  return found < 0 ? -1 : found + length
}

function attributesOf(token: string): (name: string) => string | undefined {
  let attributes: Map<string, string> | undefined
  return (wanted) => {
    if (attributes === undefined) {
      attributes = new Map()
      for (const [, name = '', double, single] of token.matchAll(/([^\s=/"'<]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
        if (!name.startsWith('xmlns')) attributes.set(localName(name), unescaped(double ?? single ?? ''))
      }
    }
    return attributes.get(wanted)
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? ''
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
