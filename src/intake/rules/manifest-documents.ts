import { findCountry } from '#base/countries.ts'
import { checkCui, normalizeCui } from '#base/cui.ts'
import { meansUnknown } from '#base/unknown-words.ts'
import type { ManifestPerson } from './manifest-fields.ts'
import { type Reading, remark, warning, wordIn } from './manifest-reading.ts'
import { documentTypeOf } from './manifest-words.ts'

/** CUI, passport or other number, wherever it was written: thirteen digits with a right check are a CUI in any column. */
export function documentsIn(reading: Reading): Pick<ManifestPerson, 'cui' | 'documentType' | 'documentNumber' | 'alienNumber'> {
  const { cell, note } = reading
  const alienNumber = wordIn(reading, 'alienNumber', 60)
  const passport = wordIn(reading, 'passport', 120)?.toUpperCase()
  let other = wordIn(reading, 'documentNumber', 120)
  let documentType = documentTypeOf(cell('documentType'))
  let cui = normalizeCui(wordIn(reading, 'cui', 120) ?? '')
  if (!cui && other && /^\d{13}$/.test(normalizeCui(other)) && (documentType === 'dpi' || checkCui(other).length === 0)) {
    cui = normalizeCui(other)
    note('documentNumber', remark('document-is-cui', other, cui))
    other = undefined
  } else if (cui) note('cui', ...checkCui(cell('cui')))
  if (cui && !/^\d{13}$/.test(cui)) {
    // What is no CUI is still the only number this person came with.
    other ??= wordIn(reading, 'cui', 120)
    cui = ''
  }
  if (cui) documentType ??= 'dpi'
  else if (passport && !other) documentType ??= 'passport'
  return { cui: cui || undefined, documentType, documentNumber: other ?? passport, alienNumber }
}

export function nationalityIn({ cell, note }: Reading): string | undefined {
  const text = cell('nationality')
  if (text === '' || meansUnknown(text)) return undefined
  const code = findCountry(text)
  if (!code) note('nationality', warning('nationality-unknown', text))
  else if (code !== 'GT') note('nationality', remark('nationality-foreign', text))
  return code
}

export function phoneIn(reading: Reading): string | undefined {
  const text = wordIn(reading, 'contactPhone', 30)
  if (!text || text.replace(/\D/g, '').length >= 4) return text
  reading.note('contactPhone', warning('phone-unreadable', text))
  return undefined
}
