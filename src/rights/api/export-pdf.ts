import {
  compartments,
  consentPurposes,
  consentStates,
  familyRelationships,
  immediateServices,
  type Language,
  labelOf,
} from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import { guatemalaDay, guatemalaTime } from '#base/day.ts'
import { showPartialDate } from '#base/partial-date.ts'
import { displayName } from '#base/personal-name.ts'
import { consentWays } from '#intake/contract/consents.ts'
import { looks, returnStates, steps } from '#intake/contract/shapes.ts'
import { formWords } from '#intake/rules/form-words.ts'
import { profileBlocks } from '#intake/rules/profile.ts'
import { showSlipCode } from '#intake/rules/slip-code.ts'
import { makePdf, type PdfPages, type PdfPair } from '#server/pdf.ts'
import type { Export, Held, Names } from '../contract/export.ts'
import { requestKinds, requestStates } from '../contract/requests.ts'
import { transferFormats, transferStates } from '../contract/transfers.ts'
import { exportWords } from '../rules/export-words.ts'

type Made = { language: Language; now: Date; demonstration: boolean }

/** The export on paper: first what is held, then what was done with it. No official and no other person is named. */
export function exportPdf(made: Export, names: Names, { language, now, demonstration }: Made): Promise<Uint8Array> {
  const say = exportWords[language]
  const { givenNames, surnames } = made.returns.at(-1)!.form
  const name = displayName([givenNames, surnames].filter(Boolean).join(' ')) || say.somebody
  const at = momentIn(made.madeAt, language)
  const mark = demonstration ? `${say.mark} ` : ''
  const footer = (page: number, pages: number) => mark + say.footer(made.number, page, pages)
  return makePdf({ title: say.title, author: 'Ceiba', language, size: 'letter', madeAt: now, footer }, (pages) => {
    pages.paragraph(made.number, 'small')
    pages.heading(say.title)
    pages.paragraph(name, 'large')
    pages.paragraph(say.intro(at, made.returns.length))
    for (const one of made.returns) drawReturn(pages, one, names, language)
    drawList(
      pages,
      say.requests,
      made.requests.map((one) => requestPair(one, language)),
      say.noRequests,
    )
    drawList(
      pages,
      say.transfers,
      made.transfers.map((one) => transferPair(one, language)),
      say.noTransfers,
    )
    drawList(pages, say.trail, trailPairs(made, names, language), say.noTrail)
    pages.heading(say.rightsTitle, 2)
    for (const right of say.rights) pages.paragraph(right)
  })
}

function drawReturn(pages: PdfPages, one: Held, names: Names, language: Language): void {
  const say = exportWords[language]
  pages.rule()
  pages.heading(say.returned(dayIn(one.arrivedOn, language), one.centre ?? ''), 1)
  pages.pairs(
    [
      { label: say.institution, value: names.institutions.get(one.institutionId) ?? one.institutionId },
      { label: say.came, value: `${one.carrier}, ${countryName(one.originCountry, language)}` },
      { label: say.state, value: labelOf(returnStates, one.state, language) },
      ...(one.slipCode ? [{ label: say.code, value: showSlipCode(one.slipCode) }] : []),
      ...(one.compartment ? [{ label: say.closed, value: labelOf(compartments, one.compartment, language) }] : []),
      ...(one.familyMembers > 0 ? [{ label: say.family, value: familyWords(one, language) }] : []),
      { label: say.written, value: momentIn(one.createdAt, language) },
      { label: say.changed, value: momentIn(one.changedAt, language) },
    ],
    2,
  )
  const named = (['givenNames', 'surnames'] as const).flatMap((field) => {
    const value = one.form[field]
    return value === undefined ? [] : [{ label: formWords[field].label[language], value }]
  })
  if (named.length > 0) pages.pairs(named, 2)
  for (const { title, pairs } of profileBlocks(one.form, one.arrivedOn, language, names)) {
    pages.heading(title, 2)
    pages.pairs(pairs, 2)
  }
  const stepPairs = one.steps.map(({ step, at }) => ({ label: labelOf(steps, step, language), value: momentIn(at, language) }))
  drawList(pages, say.steps, stepPairs, say.nothing)
  const serviceState = (state: keyof typeof say.serviceState) => say.serviceState[state]
  const services = one.services.map(({ service, state, providerId, at }) => ({
    label: labelOf(immediateServices, service, language),
    value: [serviceState(state), providerId && (names.institutions.get(providerId) ?? providerId), momentIn(at, language)]
      .filter(Boolean)
      .join(', '),
  }))
  drawList(pages, say.services, services, say.nothing)
  const consents = one.consents.map((consent) => ({
    label: [
      labelOf(consentPurposes, consent.purpose, language),
      consent.recipient && (names.institutions.get(consent.recipient) ?? consent.recipient),
    ]
      .filter(Boolean)
      .join(' · '),
    value: say.consent(
      labelOf(consentStates, consent.answer, language),
      names.languages.get(consent.language) ?? consent.language,
      consent.textVersion,
      labelOf(consentWays, consent.how, language),
      momentIn(consent.at, language),
    ),
  }))
  drawList(pages, say.consents, consents, say.nothing)
  const rows = one.manifestRows.map(({ file, line, cells }) => ({ label: say.row(file, line), value: cells.join(' · ') }))
  drawList(pages, say.manifest, rows, say.nothing)
  const comparisons = one.comparisons.map(({ verdict, at, takenBack }) => ({
    label: momentIn(at, language),
    value: takenBack ? `${say.verdict[verdict]} ${say.takenBack}` : say.verdict[verdict],
  }))
  drawList(pages, say.comparisons, comparisons, say.nothing)
  pages.paragraph(say.searchWords(one.searchWords.join(', ')), 'small')
}

function drawList(pages: PdfPages, title: string, pairs: PdfPair[], none: string): void {
  pages.heading(title, 2)
  if (pairs.length > 0) pages.pairs(pairs, 1)
  else pages.paragraph(none)
}

function familyWords(one: Held, language: Language): string {
  const relation = one.familyRelationship && labelOf(familyRelationships, one.familyRelationship, language)
  return [relation, exportWords[language].withOthers(one.familyMembers)].filter(Boolean).join(', ')
}

function requestPair(one: Export['requests'][number], language: Language): PdfPair {
  const state = labelOf(requestStates, one.state, language)
  return {
    label: `${one.number} · ${labelOf(requestKinds, one.kind, language)} · ${dayIn(one.askedOn, language)}`,
    value: [one.asks, `${state}.`, one.answer].filter(Boolean).join(' '),
  }
}

function transferPair(one: Export['transfers'][number], language: Language): PdfPair {
  const say = exportWords[language]
  const fields = one.fields.map((field) => formWords[field].label[language]).join(', ')
  const handed = one.handed.map(({ format, at }) => `${labelOf(transferFormats, format, language)}, ${momentIn(at, language)}`)
  return {
    label: `${one.recipient} · ${labelOf(transferStates, one.state, language)}`,
    value: [
      `${labelOf(consentPurposes, one.purpose, language)}: ${one.why}`,
      `${say.fields}: ${fields}.`,
      handed.length > 0 ? `${say.handed}: ${handed.join('; ')}.` : say.notHanded,
    ].join(' '),
  }
}

/** What each institution did on one day. */
function trailPairs({ trail }: Export, names: Names, language: Language): PdfPair[] {
  const say = exportWords[language]
  return trail.map(({ day, institutionId, look, times }) => ({
    label: dayIn(day, language),
    value: `${institutionId ? (names.institutions.get(institutionId) ?? institutionId) : say.itself}: ${labelOf(looks, look, language)} (${say.times(times)})`,
  }))
}

const dayIn = (day: string, language: Language) => showPartialDate(day, language)
const momentIn = (moment: string, language: Language) => `${dayIn(guatemalaDay(moment), language)}, ${guatemalaTime(moment)}`
