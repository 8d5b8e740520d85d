import { z } from 'zod'
import { codeList, codesOf } from '#base/codes.ts'
import { command, Id, query } from '#base/contract.ts'
import { Sharing } from '#rights/contract/bases.ts'

/** Because of what the registry was asked about somebody, kept with the question: what `mayShare` said at that moment. */
export const verificationBases = codeList({
  consent: { es: 'La persona está de acuerdo', en: 'The person agrees' },
  duty: { es: 'Una ley que la institución confirmó', en: 'A law that the institution confirmed' },
})
export type VerificationBasis = keyof typeof verificationBases

export const verificationStates = codeList({
  waiting: { es: 'Esperando respuesta', en: 'Waiting for an answer' },
  confirmed: { es: 'Coincide', en: 'Agrees' },
  differs: { es: 'No coincide del todo', en: 'Does not agree entirely' },
  unknown: { es: 'El registro no conoce ese número', en: 'The registry does not know that number' },
  unavailable: { es: 'Sin respuesta', en: 'No answer' },
})

/** What is compared, as far as both sides tell it. */
export const verifiedFields = codeList({
  givenNames: { es: 'Nombres', en: 'Given names' },
  surnames: { es: 'Apellidos', en: 'Surnames' },
  birthDate: { es: 'Fecha de nacimiento', en: 'Date of birth' },
  sex: { es: 'Sexo', en: 'Sex' },
})
export type VerifiedField = keyof typeof verifiedFields

/** Why the registry did not answer. */
export const failures = codeList({
  'no-connection': { es: 'No se pudo llegar al registro.', en: 'The registry could not be reached.' },
  'not-allowed': {
    es: 'Este servidor no tiene permiso de llamar al registro.',
    en: 'This server is not allowed to call the registry.',
  },
  slow: { es: 'El registro tardó demasiado.', en: 'The registry took too long.' },
  failing: { es: 'El registro tiene una falla.', en: 'The registry has a fault.' },
  busy: { es: 'El registro pidió esperar.', en: 'The registry asked to wait.' },
  refused: { es: 'El registro no aceptó la clave de la institución.', en: 'The registry did not accept the institution’s key.' },
  unreadable: { es: 'El registro contestó algo que no se entiende.', en: 'The registry answered something that cannot be read.' },
})
export type Failure = keyof typeof failures

export const Verification = z.object({
  verificationId: Id,
  state: codesOf(verificationStates),
  basis: codesOf(verificationBases),
  askedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().optional(),
  compared: z.array(codesOf(verifiedFields)),
  differs: z.array(codesOf(verifiedFields)),
  why: codesOf(failures).optional(),
  /** When it is asked again, while there is no answer. */
  nextTryAt: z.iso.datetime().optional(),
  /** Says the record something else today than what was compared? Then the answer is of the past. */
  changedSince: z.boolean(),
})
export type Verification = z.infer<typeof Verification>

/** `connected`: is there a connection to the registry? `sharing`: may it be asked about this person? `last`: the newest question about the CUI of this return. */
export const VerificationState = z.object({
  subjectId: Id,
  connected: z.boolean(),
  sharing: Sharing.pick({ may: true, because: true }),
  restingUntil: z.iso.datetime().optional(),
  last: Verification.optional(),
})
export type VerificationState = z.infer<typeof VerificationState>

const desk = ['registrar', 'shift-chief'] as const

export const verification = {
  readVerification: query('GET /returns/:subjectId/verification', {
    says: 'What the civil registry said of the CUI of a return: agrees, what differs, not known, or not answered yet.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id }),
    output: VerificationState,
  }),
  verify: command('POST /returns/:subjectId/verification', {
    says: 'Asks the civil registry about the CUI of a return, in the background: reception never waits for it. Not of whom their data may not be shared.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id, verificationId: Id }),
    output: VerificationState,
    again: 'readVerification',
  }),
} as const
