import { consentPurposes, type Language, labelOf } from '#base/codes.ts'
import { guatemalaDay, guatemalaTime } from '#base/day.ts'
import { showPartialDate } from '#base/partial-date.ts'
import type { Database } from '#server/db.ts'
import { makePdf } from '#server/pdf.ts'
import { writeCsv } from '#server/spreadsheet/write-csv.ts'
import { chosen, chosenInWords } from '../rules/fields.ts'
import { namesNow } from '../store/held.ts'
import type { Person } from '../store/person.ts'
import type { TransferRow } from '../store/transfers.ts'

type Wanted = {
  person: Person
  transfer: TransferRow
  format: 'json' | 'csv' | 'pdf'
  language: Language
  now: Date
  demonstration: boolean
}

const words = {
  es: {
    title: 'Datos que se comparten',
    to: 'Para',
    purpose: 'Propósito',
    why: 'Motivo',
    until: 'Vale hasta',
    field: 'Dato',
    value: 'Respuesta',
    mark: 'Demostración: persona inventada.',
    footer: (at: string, page: number, pages: number) =>
      `Solo para quien se nombra arriba y solo para ese propósito. Hecho el ${at}. Página ${page} de ${pages}.`,
  },
  en: {
    title: 'Data that are shared',
    to: 'For',
    purpose: 'Purpose',
    why: 'Reason',
    until: 'Valid until',
    field: 'Field',
    value: 'Answer',
    mark: 'Demonstration: invented person.',
    footer: (at: string, page: number, pages: number) =>
      `Only for whom it names above, and only for that purpose. Made on ${at}. Page ${page} of ${pages}.`,
  },
}

/** Exactly the fields of the transfer: as codes for a machine, in words for people. A text that a spreadsheet would run is not run. */
export async function transferFile(db: Database, wanted: Wanted): Promise<Uint8Array> {
  const { person, transfer, format, language, now } = wanted
  const say = words[language]
  if (format === 'json') {
    const { transferId, recipientId, purpose, expiresOn } = transfer
    const file = {
      form: 'ceiba/transfer/1',
      transferId,
      recipientId,
      purpose,
      expiresOn,
      data: chosen(person.form, transfer.fields),
    }
    return new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`)
  }
  const pairs = chosenInWords(person.form, transfer.fields, person.arrivedOn, language, await namesNow(db))
  if (format === 'csv') {
    const rows = pairs.map(({ label, value }) => [label, value])
    return writeCsv({ name: say.title, columns: [{ title: say.field }, { title: say.value }], rows })
  }
  const at = `${showPartialDate(guatemalaDay(now), language)}, ${guatemalaTime(now)}`
  const mark = wanted.demonstration ? `${say.mark} ` : ''
  const footer = (page: number, pages: number) => mark + say.footer(at, page, pages)
  return makePdf({ title: say.title, author: 'Ceiba', language, size: 'letter', madeAt: now, footer }, (pages) => {
    pages.heading(say.title)
    pages.pairs([
      { label: say.to, value: transfer.recipient },
      { label: say.purpose, value: labelOf(consentPurposes, transfer.purpose, language) },
      { label: say.why, value: transfer.why },
      { label: say.until, value: showPartialDate(transfer.expiresOn, language) },
    ])
    pages.rule()
    pages.pairs(pairs, 2)
  })
}
