import type { Language } from '#base/codes.ts'
import { guatemalaDay, guatemalaTime } from '#base/day.ts'
import { showPartialDate } from '#base/partial-date.ts'
import { displayName } from '#base/personal-name.ts'
import { makePdf } from '#server/pdf.ts'
import { showSlipCode } from '../rules/slip-code.ts'
import type { Centre } from '../store/arrival.ts'
import type { Office } from '../store/names.ts'

export type Slip = {
  code: string
  givenNames?: string | undefined
  surnames?: string | undefined
  receivedAt: string
  centre: Centre | undefined
  /** The institution that accompanies a child who is alone. */
  guardian?: Office | undefined
  offices: Office[]
  /** What every page must say of itself, if anything. */
  mark?: string | undefined
}

const words = {
  es: {
    title: 'Constancia de recepción',
    for: 'Se entrega a',
    noName: 'Persona sin nombre registrado',
    received: (day: string, time: string) => `Se le recibió el ${day} a las ${time}.`,
    yourCode: 'Su código',
    codeSays: 'Muéstrelo donde le atiendan para encontrar su registro. El código no dice nada de usted.',
    qr: (code: string) => `Código QR con el código ${code}`,
    accompaniedBy: 'Quién le acompaña',
    accompaniedSays:
      'Cuida sus derechos y ve con quién puede irse. Puede pedir hablar con esta institución en cualquier momento.',
    whereToGo: 'A dónde acudir',
    attendedAt: 'Le atendió',
    phone: (phone: string) => `Tel. ${phone}`,
    rightsTitle: 'Sus derechos',
    rights: [
      'La atención es gratuita. Nadie puede cobrarle ni pedirle nada a cambio.',
      'Lo que usted contó es confidencial. Puede pedir que se corrija, y preguntar quién lo ha visto.',
      'Negarse a compartir sus datos no reduce la atención que recibe.',
    ],
    keep: 'Guarde esta hoja. Si la pierde, puede pedir otra en el centro.',
  },
  en: {
    title: 'Reception slip',
    for: 'Handed to',
    noName: 'Person without a recorded name',
    received: (day: string, time: string) => `You were received on ${day} at ${time}.`,
    yourCode: 'Your code',
    codeSays: 'Show it where you are attended, to find your record. The code says nothing about you.',
    qr: (code: string) => `QR code with the code ${code}`,
    accompaniedBy: 'Who accompanies you',
    accompaniedSays: 'It looks after your rights and sees with whom you may leave. You may ask to talk with it at any time.',
    whereToGo: 'Where to go',
    attendedAt: 'You were attended at',
    phone: (phone: string) => `Tel. ${phone}`,
    rightsTitle: 'Your rights',
    rights: [
      'Attention is free of charge. Nobody may ask you for money or anything else in exchange.',
      'What you told is confidential. You may ask for it to be corrected, and ask who has seen it.',
      'Refusing to share your data never reduces the attention you receive.',
    ],
    keep: 'Keep this sheet. If you lose it, you can ask for another at the centre.',
  },
}

/** The slip on half a letter sheet. It holds no CUI and nothing of what the person told: it may be found by anybody. */
export function slipPdf(slip: Slip, language: Language, now: Date): Promise<Uint8Array> {
  const say = words[language]
  const { centre } = slip
  const name = displayName([slip.givenNames, slip.surnames].filter(Boolean).join(' ')) || say.noName
  const code = showSlipCode(slip.code)
  const author = centre?.operator ?? 'Ceiba'
  return makePdf(
    {
      title: `${say.title} ${code}`,
      author,
      language,
      size: 'half-letter',
      madeAt: now,
      footer: () => [slip.mark, say.keep].filter(Boolean).join(' '),
    },
    (pages) => {
      if (centre?.operator) pages.paragraph(centre.operator, 'small')
      pages.heading(say.title)
      pages.rule()
      pages.paragraph(say.for, 'small')
      pages.paragraph(name, 'large')
      const day = showPartialDate(guatemalaDay(slip.receivedAt), language)
      pages.paragraph(say.received(day, guatemalaTime(slip.receivedAt)))
      pages.gap(4)
      pages.code(slip.code, say.qr(code), [
        { text: say.yourCode, style: 'small' },
        { text: code, style: 'large' },
        { text: say.codeSays },
      ])
      if (slip.guardian) {
        pages.heading(say.accompaniedBy, 2)
        pages.paragraph(officeLine(slip.guardian, say.phone), 'strong')
        pages.paragraph(say.accompaniedSays)
      }
      if (centre || slip.offices.length > 0) pages.heading(say.whereToGo, 2)
      if (centre) {
        pages.paragraph(say.attendedAt, 'small')
        pages.paragraph(placeLine(centre.name, centre, say.phone), 'strong')
      }
      for (const office of slip.offices) pages.paragraph(officeLine(office, say.phone))
      pages.heading(say.rightsTitle, 2)
      for (const right of say.rights) pages.paragraph(right)
    },
  )
}

const officeLine = (office: Office, phone: (number: string) => string): string =>
  placeLine(office.acronym ? `${office.name} (${office.acronym})` : office.name, office, phone)

/** The name, and what the directory knows of how to reach it; nothing is made up. */
function placeLine(
  name: string,
  place: { address?: string | undefined; municipality?: string | undefined; phone?: string | undefined },
  phone: (number: string) => string,
): string {
  return [name, place.address, place.municipality, place.phone && phone(place.phone)].filter(Boolean).join(' · ')
}
