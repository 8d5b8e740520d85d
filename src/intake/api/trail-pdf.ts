import { type Language, labelOf } from '#base/codes.ts'
import { guatemalaDay, guatemalaTime } from '#base/day.ts'
import { showPartialDate } from '#base/partial-date.ts'
import { displayName } from '#base/personal-name.ts'
import { makePdf } from '#server/pdf.ts'
import type { PartialForm } from '../contract/form.ts'
import { looks, type TrailLine } from '../contract/shapes.ts'

type Trail = {
  form: PartialForm
  lines: readonly TrailLine[]
  /** There are older ones that do not stand here. */
  more: boolean
  /** Names of institutions by their id. */
  names: ReadonlyMap<string, string>
  mark?: string | undefined
}

const words = {
  es: {
    title: 'Quién ha visto sus datos',
    says: (name: string, at: string) =>
      `Estas instituciones vieron o escribieron datos de ${name} en este registro, hasta ${at}. Usted tiene derecho a saberlo, a pedir que se corrija lo que no sea cierto y a preguntar por qué se consultó.`,
    itself: 'El programa, por sí mismo',
    times: (times: number) => (times === 1 ? 'una vez' : `${times} veces`),
    none: 'Nadie, aparte de quien imprime esta hoja.',
    more: 'Hay consultas más antiguas que no caben aquí: pídalas.',
    somebody: 'esta persona',
    footer: (page: number, pages: number) => `Se entrega solo a la persona o a quien la representa. Página ${page} de ${pages}.`,
  },
  en: {
    title: 'Who has seen your data',
    says: (name: string, at: string) =>
      `These institutions saw or wrote data of ${name} in this register, until ${at}. You have the right to know, to have corrected what is not true, and to ask why it was looked at.`,
    itself: 'The program, by itself',
    times: (times: number) => (times === 1 ? 'once' : `${times} times`),
    none: 'Nobody but the one who prints this sheet.',
    more: 'There are older ones that do not fit here: ask for them.',
    somebody: 'this person',
    footer: (page: number, pages: number) => `Given only to the person or whoever represents them. Page ${page} of ${pages}.`,
  },
}

/** The trail of a record for the person it is about. Officials stand behind their institution: they are not named. */
export function trailPdf({ form, lines, more, names, mark }: Trail, language: Language, now: Date): Promise<Uint8Array> {
  const say = words[language]
  const name = displayName([form.givenNames, form.surnames].filter(Boolean).join(' ')) || say.somebody
  const at = `${showPartialDate(guatemalaDay(now), language)}, ${guatemalaTime(now)}`
  const footer = (page: number, pages: number) => [mark, say.footer(page, pages)].filter(Boolean).join(' ')
  return makePdf({ title: say.title, author: 'Ceiba', language, size: 'letter', madeAt: now, footer }, (pages) => {
    pages.heading(say.title)
    pages.paragraph(say.says(name, at))
    pages.rule()
    for (const [day, of] of Map.groupBy(lines, (line) => line.day)) {
      pages.heading(showPartialDate(day, language), 2)
      pages.pairs(pairsOf(of, names, language), 1)
    }
    if (lines.length === 0) pages.paragraph(say.none)
    if (more) pages.paragraph(say.more, 'small')
  })
}

/** What each institution did on one day; its officials put together. */
function pairsOf(lines: readonly TrailLine[], names: Trail['names'], language: Language) {
  const say = words[language]
  return [...Map.groupBy(lines, ({ institutionId }) => institutionId)].map(([institutionId, of]) => ({
    label: institutionId ? (names.get(institutionId) ?? institutionId) : say.itself,
    value: [...Map.groupBy(of, ({ look }) => look)]
      .map(([look, same]) => `${labelOf(looks, look, language)} (${say.times(same.reduce((sum, { times }) => sum + times, 0))})`)
      .join('. '),
  }))
}
