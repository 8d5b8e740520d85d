import { z } from 'zod'
import { codeList, codesOf } from '#base/codes.ts'
import { command, Id, query, Version } from '#base/contract.ts'

/** What is kept by a clock of its own, from the day on which it was written down. */
export const categories = codeList({
  adults: { es: 'Registros abiertos de personas adultas', en: 'Open records of adults' },
  children: { es: 'Registros abiertos de niñas, niños y adolescentes', en: 'Open records of children' },
  closed: { es: 'Registros cerrados', en: 'Closed records' },
  never_arrived: { es: 'Personas en listas que no llegaron', en: 'People on lists who never arrived' },
  manifest_lines: { es: 'Lo que decían los manifiestos, palabra por palabra', en: 'What manifests said, word for word' },
})
export type Category = keyof typeof categories

export const erasureBases = codeList({
  asked: { es: 'La persona lo pidió', en: 'The person asked for it' },
  mistake: { es: 'No debió registrarse', en: 'It should not have been recorded' },
  order: { es: 'Orden de una autoridad', en: 'An authority ordered it' },
  clock: { es: 'Venció el plazo de conservación', en: 'The time for which it is kept is over' },
})
export const erasureStates = codeList({
  asked: { es: 'Por confirmar', en: 'To be confirmed' },
  done: { es: 'Hecha', en: 'Done' },
  dropped: { es: 'Descartada', en: 'Dropped' },
})

export const Hold = z.object({
  holdId: Id,
  reason: z.string(),
  until: z.iso.date().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  liftedAt: z.iso.datetime().optional(),
})
export const Erasure = z.object({
  subjectId: Id,
  erasureId: Id,
  basis: codesOf(erasureBases),
  /** The request of the person that is its ground. */
  requestId: Id.optional(),
  state: codesOf(erasureStates),
  at: z.iso.datetime(),
  /** Who asked; the program by itself when the clock ran out. */
  by: z.string().optional(),
  /** Whoever reads asked for it, and so cannot confirm it. */
  mine: z.boolean(),
})
export type Erasure = z.infer<typeof Erasure>

export type Hold = z.infer<typeof Hold>
export const Keeping = z.object({
  subjectId: Id,
  holds: z.array(Hold),
  erasures: z.array(Erasure),
  /** When what identifies the person was erased. */
  erasedAt: z.iso.datetime().optional(),
})
export type Keeping = z.infer<typeof Keeping>

/** How long a category is kept. What the institution has not confirmed is our proposal, and nothing is forgotten by it. */
export const Period = z.object({
  category: codesOf(categories),
  days: z.int().min(1).max(36_500).optional(),
  confirmed: z.boolean(),
  version: z.int(),
})
export type Period = z.infer<typeof Period>

/** What is due today, of a category: nothing changes by asking. `held` must not be erased. */
export const Due = z.object({ ...Period.shape, due: z.int(), held: z.int(), before: z.iso.date().optional() })
export type Due = z.infer<typeof Due>

const officer = ['data-protection-officer'] as const
const confirmer = ['data-protection-officer', 'shift-chief'] as const
const ofReturn = z.object({ subjectId: Id })
const ofErasure = z.object({ subjectId: Id, erasureId: Id })
const Reason = z.string().trim().min(5).max(500)
const audit = { personal: true, purpose: 'audit' } as const

export const retention = {
  readKeeping: query('GET /returns/:subjectId/keeping', {
    says: 'What keeps a record, and what was asked about erasing it.',
    may: confirmer,
    ...audit,
    input: ofReturn,
    output: Keeping,
  }),
  placeHold: command('POST /returns/:subjectId/holds', {
    says: 'Holds a record, because a court or an authority needs it: until then nobody erases it.',
    may: officer,
    ...audit,
    input: z.object({ subjectId: Id, holdId: Id, reason: Reason, until: z.iso.date().optional() }),
    output: Keeping,
    kept: ['reason'],
    again: 'readKeeping',
  }),
  liftHold: command('POST /returns/:subjectId/holds/:holdId/lift', {
    says: 'Lifts a hold, with a reason.',
    may: officer,
    stepUp: true,
    ...audit,
    input: z.object({ subjectId: Id, holdId: Id, reason: Reason }),
    output: Keeping,
    kept: ['reason'],
    again: 'readKeeping',
  }),
  askErasure: command('POST /returns/:subjectId/erasures', {
    says: 'Asks that a person be erased, with all their returns. Nothing is erased before somebody else confirms it. `requestId`: the request for erasure that is granted by this.',
    may: officer,
    ...audit,
    input: z.object({ ...ofErasure.shape, basis: codesOf(erasureBases).exclude(['clock']), requestId: Id.optional() }),
    output: Keeping,
    again: 'readKeeping',
  }),
  confirmErasure: command('POST /returns/:subjectId/erasures/:erasureId/confirm', {
    says: 'Erases a person, for ever: the key, the names, numbers, words and whatever they are found by. What is counted stays. Not by who asked for it.',
    may: confirmer,
    stepUp: true,
    ...audit,
    input: ofErasure,
    output: Keeping,
    again: 'readKeeping',
  }),
  dropErasure: command('POST /returns/:subjectId/erasures/:erasureId/drop', {
    says: 'Drops what was asked: the person stays.',
    may: confirmer,
    ...audit,
    input: ofErasure,
    output: Keeping,
    again: 'readKeeping',
  }),
  listErasures: query('GET /erasures', {
    says: 'Erasures that wait for somebody to confirm them, oldest first.',
    may: confirmer,
    ...audit,
    input: z.object({}),
    output: z.object({ erasures: z.array(Erasure) }),
  }),
  readDue: query('GET /retention', {
    says: 'How long everything is kept, and what is due today: counts only, and nothing changes by asking. With a category and days, what that category would forget if it were kept so long.',
    may: officer,
    personal: false,
    input: z.object({
      category: codesOf(categories).optional(),
      days: z.coerce.number().int().min(1).max(36_500).optional(),
    }),
    output: z.object({ due: z.array(Due) }),
  }),
  setPeriod: command('PUT /retention/:category', {
    says: 'Confirms or changes how long a category is kept. From the next night on what is older is forgotten; without days it is kept.',
    may: officer,
    stepUp: true,
    personal: false,
    input: z.object({ category: codesOf(categories), days: z.int().min(1).max(36_500).optional(), version: Version }),
    output: Period,
  }),
}
