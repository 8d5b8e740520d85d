import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'

/**
 * Pages made of a few kinds of block, one under the other, as tagged PDF (PDF/UA): a screen reader reads headings, lists and the
 * meaning of pictures in the order in which they are drawn. Measures are points (72 to the inch).
 */

export type PdfOptions = {
  title: string
  author: string
  language: 'es' | 'en'
  size: 'letter' | 'half-letter'
  /** The moment written into the file as its date. */
  madeAt: Date
  /** The last line of every page. */
  footer?: (page: number, pages: number) => string
}

export type PdfStyle = 'normal' | 'strong' | 'large' | 'small'
export type PdfPair = { label: string; value: string }

/** What a page is drawn with. A block that does not fit begins a new page. */
export type PdfPages = {
  heading(text: string, level?: 1 | 2): void
  paragraph(text: string, style?: PdfStyle): void
  /** Labels with their values, side by side in so many columns, read row by row. */
  pairs(pairs: PdfPair[], columns?: 1 | 2 | 3): void
  /** A QR code at the left and lines beside it. `alt` is what a screen reader says instead of the picture. */
  code(content: string, alt: string, beside: { text: string; style?: PdfStyle }[]): void
  gap(points: number): void
  rule(): void
}

const sizes = { letter: [612, 792], 'half-letter': [396, 612] } as const
const margins = { letter: 54, 'half-letter': 34 } as const
const ink = { text: '#1a1f1c', quiet: '#56605a', ceiba: '#1d5c3f', rule: '#c9d2cc' }
const styles: Record<PdfStyle, { font: Font; size: number; gap: number }> = {
  normal: { font: 'regular', size: 10.5, gap: 4 },
  strong: { font: 'semibold', size: 10.5, gap: 4 },
  large: { font: 'semibold', size: 18, gap: 6 },
  small: { font: 'regular', size: 9, gap: 3 },
}

type Font = 'regular' | 'semibold'
type Kit = PDFKit.PDFDocument

/** Makes a PDF; `draw` is called once and puts blocks on its pages. */
export async function makePdf(options: PdfOptions, draw: (pages: PdfPages) => void): Promise<Uint8Array> {
  const margin = margins[options.size]
  const kit = new PDFDocument({
    size: [...sizes[options.size]],
    margins: { top: margin, left: margin, right: margin, bottom: margin + 18 },
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: options.language,
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: options.title,
      Author: options.author,
      Creator: 'Ceiba',
      CreationDate: options.madeAt,
      ModDate: options.madeAt,
    },
    font: font('regular') as never,
  })
  kit.registerFont('regular', font('regular')).registerFont('semibold', font('semibold'))
  const bytes = collected(kit)
  const body = kit.struct('Document')
  kit.addStructure(body)
  draw(pagesOver(kit, body))
  body.end()
  if (options.footer) footers(kit, margin, options.footer)
  kit.end()
  return bytes
}

function collected(kit: Kit): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    kit.on('data', (part: Uint8Array) => parts.push(part))
    kit.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    kit.on('error', reject)
  })
}

function pagesOver(kit: Kit, body: PDFKit.PDFStructureElement): PdfPages {
  const left = kit.page.margins.left
  const width = kit.page.width - left - kit.page.margins.right

  const room = (height: number): void => {
    if (kit.y + height > kit.page.height - kit.page.margins.bottom && kit.y > kit.page.margins.top) kit.addPage()
  }
  const write = (tag: string, text: string, at: Line): PDFKit.PDFStructureElement => {
    kit.font(at.font).fontSize(at.size)
    const drawn = drawable(kit, text)
    return kit.struct(tag, drawn === text ? {} : { actual: text }, [
      () => {
        kit.font(at.font).fontSize(at.size).fillColor(at.color)
        kit.text(drawn, at.x, at.y, { width: at.width })
      },
    ])
  }
  const heightOf = (text: string, at: { font: Font; size: number; width: number }): number => {
    kit.font(at.font).fontSize(at.size)
    return kit.heightOfString(drawable(kit, text), { width: at.width })
  }
  const block = (tag: string, text: string, look: { font: Font; size: number; color: string; gap: number }): void => {
    const height = heightOf(text, { ...look, width })
    // A heading does not stand alone at the foot of a page.
    room(height + (tag.startsWith('H') ? 48 : 0))
    body.add(write(tag, text, { ...look, x: left, y: kit.y, width }))
    kit.y += look.gap
  }

  return {
    heading: (text, level = 1) => {
      const look = level === 1 ? { size: 17, gap: 4 } : { size: 12, gap: 3 }
      if (level === 2) kit.y += 6
      block(`H${level}`, text, { font: 'semibold', color: ink.ceiba, ...look })
    },
    paragraph: (text, style = 'normal') => {
      block('P', text, { ...styles[style], color: style === 'small' ? ink.quiet : ink.text })
    },
    pairs: (pairs, columns = 2) => {
      const space = 14
      const cell = (width - space * (columns - 1)) / columns
      const label = { font: 'regular', size: 8.5, color: ink.quiet, width: cell } as const
      const value = { font: 'regular', size: 10.5, color: ink.text, width: cell } as const
      const list = kit.struct('L')
      body.add(list)
      for (let first = 0; first < pairs.length; first += columns) {
        const row = pairs.slice(first, first + columns)
        const height = Math.max(...row.map((pair) => heightOf(pair.label, label) + heightOf(pair.value, value)))
        room(height)
        const top = kit.y
        row.forEach((pair, index) => {
          const x = left + index * (cell + space)
          const item = kit.struct('LI')
          list.add(item)
          item.add(write('Lbl', pair.label, { ...label, x, y: top }))
          item.add(write('LBody', pair.value, { ...value, x, y: top + heightOf(pair.label, label) }))
          item.end()
        })
        kit.y = top + height + 4
      }
      list.end()
    },
    code: (content, alt, beside) => {
      const side = 108
      room(side)
      const top = kit.y
      const box: [number, number, number, number] = [left, top, left + side, top + side]
      const figure = { alt, bbox: box, placement: 'Block' } as never
      body.add(kit.struct('Figure', figure, [() => drawCode(kit, content, { x: left, y: top, side })]))
      const at = { x: left + side + 16, width: width - side - 16 }
      kit.y = top + 6
      for (const { text, style = 'normal' } of beside) {
        body.add(write('P', text, { ...styles[style], ...at, color: style === 'small' ? ink.quiet : ink.text, y: kit.y }))
        kit.y += styles[style].gap
      }
      kit.x = left
      kit.y = Math.max(kit.y, top + side) + 6
    },
    gap: (points) => {
      kit.y += points
    },
    rule: () => {
      room(8)
      kit.markContent('Artifact', { type: 'Layout' })
      kit
        .moveTo(left, kit.y + 2)
        .lineTo(left + width, kit.y + 2)
        .lineWidth(0.75)
        .strokeColor(ink.rule)
        .stroke()
      kit.endMarkedContent()
      kit.y += 8
    },
  }
}

type Line = { x: number; y: number; width: number; font: Font; size: number; color: string }

/** The dark squares of a code, each row's neighbours in one stroke of the pen; a white rim belongs to the code. */
function drawCode(kit: Kit, content: string, at: { x: number; y: number; side: number }): void {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' })
  const rim = 2
  const unit = at.side / (modules.size + 2 * rim)
  kit.fillColor('#000000')
  for (let row = 0; row < modules.size; row++) {
    for (let from = 0; from < modules.size; from++) {
      if (!modules.get(row, from)) continue
      let to = from
      while (to < modules.size && modules.get(row, to)) to++
      kit.rect(at.x + (from + rim) * unit, at.y + (row + rim) * unit, (to - from) * unit, unit)
      from = to
    }
  }
  kit.fill()
}

/** What stands below every page repeats itself: for a screen reader it is not part of the text. */
function footers(kit: Kit, margin: number, footer: (page: number, pages: number) => string): void {
  const { count } = kit.bufferedPageRange()
  for (let index = 0; index < count; index++) {
    kit.switchToPage(index)
    // Text below the margin would begin a new page.
    kit.page.margins.bottom = 0
    kit.markContent('Artifact', { type: 'Pagination' })
    kit.font('regular').fontSize(8).fillColor(ink.quiet)
    const text = drawable(kit, footer(index + 1, count))
    kit.text(text, margin, kit.page.height - margin - 8, { width: kit.page.width - 2 * margin })
    kit.endMarkedContent()
  }
}

/**
 * The text as the current font can draw it. The saltillo of Mayan names (U+A78C) looks like a straight apostrophe and is drawn as one;
 * the true spelling goes into the tag, for reading aloud and copying. A sign that cannot be drawn at all shows as `?`.
 */
function drawable(kit: Kit, text: string): string {
  const { font } = (kit as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })._font
  const has = (sign: string) => [...sign].every((part) => part === '\n' || font.hasGlyphForCodePoint(part.codePointAt(0)!))
  if (has(text)) return text
  return [...text]
    .map((sign) => {
      if (has(sign)) return sign
      if (sign === '\uA78C' || sign === '\uA78B') return "'"
      const apart = sign.normalize('NFD')
      return has(apart) ? apart : '?'
    })
    .join('')
}

const files: Record<Font, string> = {
  regular: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  semibold: '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
}
const read: Partial<Record<Font, Buffer>> = {}

/** Source Sans 3, read once. */
function font(name: Font): Buffer {
  read[name] ??= readFileSync(createRequire(import.meta.url).resolve(files[name]))
  return read[name]
}
