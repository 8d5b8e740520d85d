import type { z } from 'zod'
import {
  consentPurposes,
  consentStates,
  familyRelationships,
  immediateServices,
  type Language,
  labelOf,
  returnModes,
} from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import { guatemalaDay, guatemalaTime } from '#base/day.ts'
import { showPartialDate } from '#base/partial-date.ts'
import { displayName } from '#base/personal-name.ts'
import { makePdf, type PdfPair } from '#server/pdf.ts'
import { type Return, returnStates, steps } from '../contract/shapes.ts'
import type { PlaceNames } from '../rules/form-words.ts'
import { birthInWords, nothingRecorded, profileBlocks } from '../rules/profile.ts'
import { showSlipCode } from '../rules/slip-code.ts'
import type { Centre } from '../store/arrival.ts'

export type Profile = {
  person: z.input<typeof Return>
  centre: Centre | undefined
  names: PlaceNames
  /** Who printed it. */
  printedBy: string
  /** What is left out, in words. */
  withheld: readonly string[]
  /** What every page must say of itself, if anything. */
  mark?: string | undefined
}

const words = {
  es: {
    title: 'Perfil de persona retornada',
    noName: 'Sin nombre registrado',
    reception: 'Recepción',
    centre: 'Centro',
    arrival: 'Llegada',
    from: 'Viene de',
    state: 'Estado',
    code: 'Código de la constancia',
    received: 'Fecha de recepción',
    steps: 'Pasos',
    services: 'Servicios inmediatos',
    consents: 'Consentimiento',
    family: 'Unidad familiar',
    relative: 'Familiar',
    serviceState: { wanted: 'Solicitado', given: 'Entregado', declined: 'No lo quiso' },
    none: 'Nada registrado.',
    dash: '— : no se registró respuesta.',
    withheld: (what: string) => `No aparece, porque no es parte del trabajo de quien imprime: ${what}.`,
    footer: (by: string, at: string, page: number, pages: number) =>
      `Confidencial. Contiene datos personales: guárdelo bajo llave y destrúyalo cuando ya no lo necesite. Impreso por ${by}, ${at}. Página ${page} de ${pages}.`,
  },
  en: {
    title: 'Profile of a returned person',
    noName: 'No recorded name',
    reception: 'Reception',
    centre: 'Centre',
    arrival: 'Arrival',
    from: 'Comes from',
    state: 'State',
    code: 'Code of the slip',
    received: 'Received at',
    steps: 'Steps',
    services: 'Immediate services',
    consents: 'Consent',
    family: 'Family unit',
    relative: 'Relative',
    serviceState: { wanted: 'Wanted', given: 'Given', declined: 'Declined' },
    none: 'Nothing recorded.',
    dash: '— : no answer was recorded.',
    withheld: (what: string) => `Left out, because it is no part of the work of who prints: ${what}.`,
    footer: (by: string, at: string, page: number, pages: number) =>
      `Confidential. It holds personal data: keep it under lock and destroy it when no longer needed. Printed by ${by}, ${at}. Page ${page} of ${pages}.`,
  },
}

/** The profile on letter sheets: every field in its place, answered or not. */
export function profilePdf(
  { person, centre, names, printedBy, withheld, mark }: Profile,
  language: Language,
  now: Date,
): Promise<Uint8Array> {
  const say = words[language]
  const name = nameOf(person.form) || say.noName
  const at = momentInWords(now.toISOString(), language)
  const footer = (page: number, pages: number) => [mark, say.footer(printedBy, at, page, pages)].filter(Boolean).join(' ')
  const author = centre?.operator ?? 'Ceiba'
  return makePdf({ title: say.title, author, language, size: 'letter', madeAt: now, footer }, (pages) => {
    const header = [centre?.operator, centre?.name ?? person.arrival.facilityId, dayInWords(person.arrival.expectedAt, language)]
    pages.paragraph(header.filter(Boolean).join(' · '), 'small')
    pages.paragraph(say.title, 'small')
    pages.heading(name)
    pages.rule()
    pages.heading(say.reception, 2)
    pages.pairs(receptionPairs(person, centre, language), 3)
    for (const block of profileBlocks(person.form, guatemalaDay(person.arrival.expectedAt), language, names)) {
      pages.heading(block.title, 2)
      const [wide, narrow] = [block.pairs.filter(isWide), block.pairs.filter((pair) => !isWide(pair))]
      pages.pairs(narrow, 3)
      pages.pairs(wide, 1)
    }
    const lists: [string, PdfPair[]][] = [
      [say.steps, stepPairs(person, language)],
      [say.services, servicePairs(person, language)],
      [say.consents, consentPairs(person, language, names)],
      [say.family, familyPairs(person, language)],
    ]
    for (const [title, pairs] of lists) {
      pages.heading(title, 2)
      if (pairs.length > 0) pages.pairs(pairs, 2)
      else pages.paragraph(say.none)
    }
    pages.gap(6)
    pages.paragraph(say.dash, 'small')
    if (withheld.length > 0) pages.paragraph(say.withheld(withheld.join(', ')), 'small')
  })
}

/** A long answer takes the whole line. */
function isWide(pair: PdfPair): boolean {
  return pair.value.length > 90
}

type Person = z.input<typeof Return>

function receptionPairs(person: Person, centre: Centre | undefined, language: Language): PdfPair[] {
  const say = words[language]
  const { arrival } = person
  const from = [arrival.originPlace, countryName(arrival.originCountry, language)].filter(Boolean).join(', ')
  return [
    { label: say.centre, value: centre?.name ?? arrival.facilityId },
    {
      label: say.arrival,
      value: `${labelOf(returnModes, arrival.mode, language)}, ${arrival.carrier}, ${momentInWords(arrival.expectedAt, language)}`,
    },
    { label: say.from, value: from },
    { label: say.state, value: labelOf(returnStates, person.state, language) },
    { label: say.received, value: person.receivedAt ? momentInWords(person.receivedAt, language) : nothingRecorded },
    { label: say.code, value: person.slipCode ? showSlipCode(person.slipCode) : nothingRecorded },
  ]
}

function stepPairs(person: Person, language: Language): PdfPair[] {
  return Object.keys(steps).flatMap((step) => {
    const at = person.steps[step as keyof typeof steps]
    return at ? [{ label: labelOf(steps, step, language), value: momentInWords(at, language) }] : []
  })
}

function servicePairs(person: Person, language: Language): PdfPair[] {
  return person.services.map(({ service, state, at }) => ({
    label: labelOf(immediateServices, service, language),
    value: `${words[language].serviceState[state]}, ${momentInWords(at, language)}`,
  }))
}

function consentPairs(person: Person, language: Language, names: PlaceNames): PdfPair[] {
  return person.consents.map(({ purpose, answer, language: spoken, at }) => {
    const asked = names.languages.get(spoken) ?? spoken
    const value = `${labelOf(consentStates, answer, language)} (${asked}, ${momentInWords(at, language)})`
    return { label: labelOf(consentPurposes, purpose, language), value }
  })
}

function familyPairs(person: Person, language: Language): PdfPair[] {
  const day = guatemalaDay(person.arrival.expectedAt)
  return (person.family?.members ?? []).map((member) => ({
    label: member.relationship ? labelOf(familyRelationships, member.relationship, language) : words[language].relative,
    value: [
      nameOf(member) || words[language].noName,
      ...(member.birthDate ? [birthInWords(member.birthDate, day, language)] : []),
    ].join(', '),
  }))
}

function nameOf({ givenNames, surnames }: { givenNames?: string | undefined; surnames?: string | undefined }): string {
  return displayName([givenNames, surnames].filter(Boolean).join(' '))
}

function dayInWords(instant: string, language: Language): string {
  return showPartialDate(guatemalaDay(instant), language)
}

/** `20 de noviembre de 2026, 09:05` */
function momentInWords(instant: string, language: Language): string {
  return `${dayInWords(instant, language)}, ${guatemalaTime(instant)}`
}
