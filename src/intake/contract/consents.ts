import { z } from 'zod'
import { codeList, codesOf, consentAnswers, consentPurposes, consentStates } from '#base/codes.ts'
import { command, Id, query } from '#base/contract.ts'
import { Day } from './shapes.ts'

export const consentAudiences = codeList({
  everybody: { es: 'Personas adultas, y niñez con su familia', en: 'Adults, and children with their family' },
  child: { es: 'Niñez y adolescencia que viene sola', en: 'Children who come alone' },
})

/** How the person said it. */
export const consentWays = codeList({
  desk: { es: 'En la recepción', en: 'At the reception' },
  in_person: { es: 'En persona, después', en: 'In person, afterwards' },
  phone: { es: 'Por teléfono', en: 'By telephone' },
  letter: { es: 'Por escrito', en: 'In writing' },
  representative: { es: 'Por medio de quien le representa', en: 'Through a representative' },
})

export const consentTextStates = codeList({
  shipped: { es: 'Viene con el programa', en: 'Comes with the program' },
  draft: { es: 'Por revisar', en: 'To be reviewed' },
  reviewed: { es: 'Revisado', en: 'Reviewed' },
})

const Words = z.string().trim().min(10).max(2000)
const InstitutionId = z.string().min(2).max(40)
const Purpose = codesOf(consentPurposes)
const Questions = z.object({ attention: Words, referral: Words, call_back: Words, statistics: Words })

/** What is read aloud before a person is asked. `language` is one of the directory, or `english`. */
export const ConsentText = z.object({
  version: z.string().max(60),
  audience: codesOf(consentAudiences),
  language: z.string().min(2).max(20),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().optional(),
  opening: Words,
  questions: Questions,
  state: codesOf(consentTextStates),
  writtenBy: z.string().optional(),
  reviewedBy: z.string().optional(),
})
export type ConsentText = z.infer<typeof ConsentText>

/** One answer as it was given once. `recipient`: for this institution only; without it, for everybody. */
export const NotedConsent = z.object({
  purpose: Purpose,
  recipient: InstitutionId.optional(),
  answer: codesOf(consentStates),
  language: z.string(),
  textVersion: z.string(),
  at: z.iso.datetime(),
  how: codesOf(consentWays),
  /** Who wrote it down. */
  by: z.string().optional(),
  note: z.string().optional(),
})
export type NotedConsent = z.infer<typeof NotedConsent>

const desk = ['registrar', 'shift-chief', 'data-protection-officer'] as const
const editors = ['data-protection-officer', 'directory-editor'] as const
const History = z.object({ subjectId: Id, consents: z.array(NotedConsent) })
const Texts = z.object({ texts: z.array(ConsentText) })
const about = {
  subjectId: Id,
  purpose: Purpose,
  recipient: InstitutionId.optional(),
  note: z.string().trim().min(3).max(500).optional(),
}

export const consents = {
  listConsentTexts: query('GET /consent-texts', {
    says: 'The texts that are read before consent is asked: those of the program, and those of the own institution in other languages.',
    may: [...desk, 'directory-editor'],
    personal: false,
    input: z.object({}),
    output: Texts,
  }),
  writeConsentText: command('POST /consent-texts', {
    says: 'Writes a text in another language, or a new one for a day to come. It is read aloud once somebody else has reviewed it.',
    may: editors,
    personal: false,
    input: ConsentText.omit({ version: true, state: true, writtenBy: true, reviewedBy: true }).extend({
      validFrom: Day,
      validUntil: Day.optional(),
    }),
    output: Texts,
    again: 'listConsentTexts',
  }),
  reviewConsentText: command('POST /consent-texts/review', {
    says: 'Says that a text is right, by somebody who did not write it.',
    may: editors,
    personal: false,
    input: z.object({ version: z.string().max(60) }),
    output: Texts,
    again: 'listConsentTexts',
  }),
  readConsents: query('GET /returns/:subjectId/consents', {
    says: 'All that a person answered about the uses of their data, newest first.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id }),
    output: History,
  }),
  noteConsent: command('POST /returns/:subjectId/consents', {
    says: 'Writes down an answer given after the reception, for everybody or for one institution.',
    may: desk,
    personal: true,
    input: z.object({
      ...about,
      answer: codesOf(consentAnswers),
      how: codesOf(consentWays),
      language: z.string().min(2).max(20).default('spanish'),
      textVersion: z.string().max(60),
    }),
    output: History,
    again: 'readConsents',
  }),
  withdrawConsent: command('POST /returns/:subjectId/consents/:purpose/withdraw', {
    says: 'The person takes a consent back. From this moment nothing is shared because of it.',
    may: desk,
    personal: true,
    input: z.object({ ...about, how: codesOf(consentWays) }),
    output: History,
    again: 'readConsents',
  }),
} as const
