import { z } from 'zod'
import { codeList, codesOf } from '#base/codes.ts'
import { command, Id, query, type Role } from '#base/contract.ts'

/** How a request to open a record in an emergency stands. */
export const emergencyStates = codeList({
  waiting: { es: 'Espera a la segunda persona', en: 'Waits for the second person' },
  open: { es: 'Abierto', en: 'Open' },
  nobody: { es: 'No hay registro con ese dato', en: 'There is no record by that' },
  refused: { es: 'Negado', en: 'Refused' },
  ended: { es: 'Terminado', en: 'Ended' },
})
export const verdicts = codeList({
  justified: { es: 'Justificado', en: 'Justified' },
  not_justified: { es: 'No justificado', en: 'Not justified' },
})

/** A record opened, or asked for, in an emergency. `due`: until when it must be reviewed; `overdue`: it was not. */
export const Emergency = z.object({
  grantId: Id,
  by: z.string(),
  mine: z.boolean(),
  institutionId: z.string(),
  ownerId: z.string().optional(),
  sought: z.string().optional(),
  reason: z.string().optional(),
  hours: z.int(),
  askedAt: z.iso.datetime(),
  state: codesOf(emergencyStates),
  decidedBy: z.string().optional(),
  subjectId: Id.optional(),
  until: z.iso.datetime().optional(),
  due: z.iso.datetime().optional(),
  overdue: z.boolean(),
  verdict: codesOf(verdicts).optional(),
  remarks: z.string().optional(),
  reviewedBy: z.string().optional(),
})
export type Emergency = z.infer<typeof Emergency>

/** What was done with a record while it was open. */
export const EmergencyEntry = z.object({ at: z.iso.datetime(), call: z.string(), by: z.string().optional() })

/** What somebody is told of. */
export const noticeKinds = codeList({
  'emergency-asked': { es: 'Piden abrir un registro por una emergencia', en: 'A record is to be opened in an emergency' },
  'emergency-opened': { es: 'Se abrió un registro por una emergencia', en: 'A record was opened in an emergency' },
})

/** Something one must be told. `by`: the name of who did it. */
export const Notice = z.object({
  noticeId: Id,
  kind: codesOf(noticeKinds),
  at: z.iso.datetime(),
  by: z.string().optional(),
  grantId: Id.optional(),
  read: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

/** What is open to the caller now. `minutesLeft`: by the clock of the server, the last one begun counts. */
export const OpenEmergency = z.object({ grantId: Id, subjectId: Id, until: z.iso.datetime(), minutesLeft: z.int() })
export type OpenEmergency = z.infer<typeof OpenEmergency>

const ofGrant = z.object({ grantId: Id })
const overseers = ['shift-chief', 'data-protection-officer'] as const
const officer = ['data-protection-officer'] as const
const everybody = ['registrar', 'shift-chief', 'desk', 'data-protection-officer', 'administrator'] as const

export const emergency = {
  askEmergency: command('POST /emergencies', {
    says: 'Asks to open one record that the caller does not see, named by its CUI or slip code, for some hours. The answer tells nothing of whether there is one.',
    may: ['registrar', 'shift-chief', 'desk'],
    personal: false,
    stepUp: true,
    input: z.object({
      grantId: Id,
      sought: z.string().trim().min(10).max(20),
      reason: z.string().trim().min(20).max(1000),
      hours: z.int().min(1).max(8).default(1),
    }),
    output: ofGrant,
    // The words stand in the request itself, from which they are erased with the person; the journal is for ever.
    secret: ['sought', 'reason'],
  }),
  decideEmergency: command('POST /emergencies/:grantId/decision', {
    says: 'The second person opens the record to who asked, or refuses.',
    may: overseers,
    personal: false,
    stepUp: true,
    input: z.object({ grantId: Id, opens: z.boolean() }),
    output: ofGrant,
  }),
  endEmergency: command('POST /emergencies/:grantId/end', {
    says: 'Ends what was opened before its hours are over.',
    may: ['registrar', 'shift-chief', 'desk', 'data-protection-officer'],
    personal: false,
    input: ofGrant,
    output: ofGrant,
  }),
  reviewEmergency: command('POST /emergencies/:grantId/review', {
    says: 'The data protection officer says whether a record was rightly opened.',
    may: officer,
    personal: false,
    input: z.object({ grantId: Id, verdict: codesOf(verdicts), remarks: z.string().trim().min(5).max(1000) }),
    output: ofGrant,
    secret: ['remarks'],
  }),
  listEmergencies: query('GET /emergencies', {
    says: 'Records opened or asked for in an emergency: one’s own, and for chiefs and officers those by and of their institution.',
    may: everybody,
    personal: true,
    purpose: 'audit',
    input: z.object({}),
    output: z.object({ emergencies: z.array(Emergency) }),
  }),
  readOpenEmergencies: query('GET /emergencies/open', {
    says: 'What is open to the caller in an emergency now, and for how many minutes.',
    may: ['registrar', 'shift-chief', 'desk'],
    personal: false,
    input: z.object({}),
    output: z.object({ open: z.array(OpenEmergency) }),
  }),
  readEmergencyJournal: query('GET /emergencies/:grantId/journal', {
    says: 'What was done with a record while it was open in an emergency.',
    may: everybody,
    personal: true,
    purpose: 'audit',
    input: ofGrant,
    output: z.object({ entries: z.array(EmergencyEntry) }),
  }),
  readEmergencyRule: query('GET /emergencies/rule', {
    says: 'Whether a second person opens records in an emergency.',
    may: everybody,
    personal: false,
    input: z.object({}),
    output: z.object({ secondPerson: z.boolean() }),
  }),
  setEmergencyRule: command('PUT /emergencies/rule', {
    says: 'Sets whether a second person opens records in an emergency.',
    may: officer,
    personal: false,
    stepUp: true,
    input: z.object({ secondPerson: z.boolean() }),
    output: z.object({ secondPerson: z.boolean() }),
  }),
  listNotices: query('GET /notices', {
    says: 'What the caller must be told, newest first.',
    may: 'signed-in',
    personal: false,
    input: z.object({}),
    output: z.object({ notices: z.array(Notice), unread: z.int() }),
  }),
  readNotice: command('POST /notices/:noticeId/read', {
    says: 'Marks a notice as read.',
    may: 'signed-in',
    personal: false,
    input: z.object({ noticeId: Id }),
    output: z.object({ noticeId: Id }),
  }),
} as const
export type NoticeFor = {
  institutionId: string
  roles: readonly Role[]
  kind: keyof typeof noticeKinds
  about: Record<string, string>
}
