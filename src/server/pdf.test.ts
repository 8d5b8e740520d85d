import { describe, expect, test } from 'vitest'
import { makePdf, type PdfPages } from './pdf.ts'

const madeAt = new Date('2026-11-20T15:00:00Z')
const options = { title: 'Título', author: 'Inventada', language: 'es', size: 'letter', madeAt } as const
const pagesOf = async (draw: (pages: PdfPages) => void) => Buffer.from(await makePdf(options, draw)).toString('latin1')
/** Text in a tag is UTF-16, in its file as bytes. */
const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('latin1')

describe('a PDF', () => {
  test('is tagged, has a language, shows its title and says that it is PDF/UA', async () => {
    const pdf = await pagesOf((pages) => pages.heading('Uno'))
    for (const part of ['/Marked true', '/Lang (es)', '/DisplayDocTitle true', '/S /H1', 'pdfuaid:part'])
      expect(pdf).toContain(part)
  })

  test('keeps the true spelling of a saltillo that its font cannot draw', async () => {
    const pdf = await pagesOf((pages) => pages.paragraph('Tzꞌunux'))
    expect(pdf).toContain('/ActualText')
    expect(pdf).toContain(utf16('Tzꞌunux'))
    expect(await pagesOf((pages) => pages.paragraph('Tzʼunux'))).not.toContain('/ActualText')
  })

  test('goes on to another page when one is full', async () => {
    const count = async (lines: number) =>
      (
        await pagesOf((pages) => {
          for (let line = 0; line < lines; line++) pages.paragraph(`Línea ${line}`)
        })
      ).match(/\/Type \/Page\b/g)?.length
    expect(await count(3)).toBe(1)
    expect(await count(60)).toBe(2)
  })

  test('is the same bytes for the same content at the same moment', async () => {
    const draw = (pages: PdfPages) => pages.pairs([{ label: 'Uno', value: '1' }])
    expect(await pagesOf(draw)).toBe(await pagesOf(draw))
  })
})
