import { z } from 'zod'
import { codeList, codesOf, consentPurposes } from '#base/codes.ts'
import { command, Id, query, Version } from '#base/contract.ts'

/** Whom a legal basis speaks of. */
export const basisPersons = codeList({
  everybody: { es: 'Todas las personas', en: 'Everybody' },
  children_alone: { es: 'Niñez y adolescencia que viene sola', en: 'Children who come alone' },
  trafficking: { es: 'Registros cerrados de trata', en: 'Closed records of trafficking' },
  tracing: { es: 'Registros cerrados de búsqueda', en: 'Closed records of tracing' },
})

/** What the institution has said of our reading. */
export const basisWords = codeList({
  to_confirm: { es: 'Por confirmar por la institución', en: 'To be confirmed by the institution' },
  confirmed: { es: 'Confirmada', en: 'Confirmed' },
  rejected: { es: 'No se usa', en: 'Not used' },
})

/** Why something may be shared, or may not. */
export const sharingReasons = codeList({
  consent: { es: 'La persona dijo que sí.', en: 'The person agreed.' },
  basis: {
    es: 'Una ley lo permite sin preguntar, y la institución lo confirmó.',
    en: 'A law allows it without asking, and the institution has confirmed it.',
  },
  refused: { es: 'La persona dijo que no.', en: 'The person refused.' },
  withdrawn: { es: 'La persona retiró su consentimiento.', en: 'The person withdrew their consent.' },
  not_asked: { es: 'No se le preguntó a la persona.', en: 'The person was not asked.' },
  basis_to_confirm: {
    es: 'Una ley podría permitirlo, pero la institución aún no lo ha confirmado.',
    en: 'A law may allow it, but the institution has not confirmed it yet.',
  },
})

const InstitutionId = z.string().min(2).max(40)
const Text = z.object({ es: z.string(), en: z.string() })

export const Basis = z.object({
  basisId: z.string().max(60),
  law: Text,
  /** As our reading has it: nobody has compared it with the official text yet unless the institution confirmed it. */
  article: z.string(),
  says: Text,
  purpose: codesOf(consentPurposes),
  /** To whom; none named means any institution. */
  institutions: z.array(InstitutionId),
  forWhom: codesOf(basisPersons),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().optional(),
  word: codesOf(basisWords),
  note: z.string().optional(),
  by: z.string().optional(),
  at: z.iso.datetime().optional(),
})
export type Basis = z.infer<typeof Basis>

/** The answer of the one rule that is asked at every share. */
export const Sharing = z.object({
  may: z.boolean(),
  because: codesOf(sharingReasons),
  basisId: z.string().optional(),
  /** When the person answered, and to which text. */
  at: z.iso.datetime().optional(),
  textVersion: z.string().optional(),
})
export type Sharing = z.infer<typeof Sharing>

/** Days are working days. `daysOff`: asuetos granted besides the holidays of the law. */
export const Settings = z.object({
  answerDays: z.int().min(1).max(60),
  extensionDays: z.int().min(1).max(60),
  secondPerson: z.boolean(),
  daysOff: z.array(z.iso.date()).max(60),
  version: Version,
})
export type Settings = z.infer<typeof Settings>

const officers = ['shift-chief', 'data-protection-officer'] as const
const desk = ['registrar', ...officers] as const
const Bases = z.object({ bases: z.array(Basis) })

export const bases = {
  listBases: query('GET /rights/bases', {
    says: 'The laws that let data be shared without asking, in our reading, and what the own institution says of each.',
    may: desk,
    personal: false,
    input: z.object({}),
    output: Bases,
  }),
  sayOfBasis: command('PUT /rights/bases/:basisId', {
    says: 'The institution confirms or rejects our reading of a law. Nothing is shared because of a law before.',
    may: ['data-protection-officer'],
    stepUp: true,
    personal: false,
    input: z.object({
      basisId: z.string().max(60),
      word: z.enum(['confirmed', 'rejected']),
      note: z.string().trim().min(5).max(1000),
    }),
    output: Bases,
    again: 'listBases',
  }),
  readSettings: query('GET /rights/settings', {
    says: 'In how many working days requests are answered, and whether what leaves needs a second person.',
    may: desk,
    personal: false,
    input: z.object({}),
    output: Settings,
  }),
  changeSettings: command('PUT /rights/settings', {
    says: 'Changes how requests and transfers are dealt with from now on.',
    may: ['data-protection-officer'],
    stepUp: true,
    personal: false,
    input: Settings,
    output: Settings,
  }),
  askSharing: query('GET /returns/:subjectId/sharing', {
    says: 'May data of this person be shared for a purpose with an institution, and why?',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id, purpose: codesOf(consentPurposes), institution: InstitutionId }),
    output: z.object({ subjectId: Id, ...Sharing.shape }),
  }),
} as const
