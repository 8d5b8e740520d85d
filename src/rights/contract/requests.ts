import { z } from 'zod'
import { codeList, codesOf, documentTypes } from '#base/codes.ts'
import { command, download, Id, Page, query, Version } from '#base/contract.ts'
import { Day } from '#intake/contract/shapes.ts'
import { erasureStates } from '#retention/contract.ts'

export const requestKinds = codeList({
  access: { es: 'Saber qué datos hay', en: 'Know what is held' },
  who_looked: { es: 'Saber quién los ha visto', en: 'Know who has looked' },
  correction: { es: 'Corregir', en: 'Correct' },
  opposition: { es: 'Oponerse a un uso', en: 'Object to a use' },
  erasure: { es: 'Que se borren', en: 'That they be erased' },
})
export type RequestKind = keyof typeof requestKinds

export const requestStates = codeList({
  open: { es: 'En trámite', en: 'Open' },
  answered: { es: 'Respondida', en: 'Answered' },
  refused: { es: 'Negada con motivo', en: 'Refused with a reason' },
  handed_over: { es: 'Entregada a la persona encargada de datos', en: 'Handed to the data protection officer' },
})
export type RequestState = keyof typeof requestStates

export const askers = codeList({
  person: { es: 'La propia persona', en: 'The person' },
  representative: { es: 'Quien la representa', en: 'A representative' },
})

/** What an attachment proves. */
export const proofs = codeList({
  identity: { es: 'Quién pide', en: 'Who asks' },
  power: { es: 'Que puede representar', en: 'That they may represent' },
  other: { es: 'Otra cosa', en: 'Something else' },
})

/** What a program said that looks for viruses. */
export const scans = codeList({
  clean: { es: 'Revisado: sin virus conocidos', en: 'Scanned: no known virus' },
  not_scanned: { es: 'No se revisó contra virus', en: 'Not scanned for viruses' },
})

export const eventKinds = codeList({
  opened: { es: 'Se recibió la solicitud', en: 'The request was received' },
  identity_checked: { es: 'Se comprobó quién pide', en: 'Who asks was checked' },
  attached: { es: 'Se agregó un documento', en: 'A document was added' },
  extended: { es: 'Se prorrogó el plazo', en: 'The term was extended' },
  told: { es: 'Se avisó a quien había recibido datos', en: 'A recipient of data was told' },
  erasure_asked: { es: 'Se concedió: se pidió el borrado', en: 'It was granted: the erasure was asked for' },
  answered: { es: 'Se respondió', en: 'It was answered' },
  refused: { es: 'Se negó con motivo', en: 'It was refused with a reason' },
  handed_over: { es: 'Se entregó a la persona encargada de datos', en: 'It was handed to the data protection officer' },
})

const Reason = z.string().trim().min(5).max(2000)
const Asker = z.object({
  kind: codesOf(askers),
  name: z.string().trim().min(2).max(120).optional(),
  relation: z.string().trim().min(2).max(120).optional(),
  contact: z.string().trim().min(4).max(200).optional(),
})

/** One line of the list. Days are ISO dates in Guatemala. */
export const ListedRequest = z.object({
  subjectId: Id,
  requestId: Id,
  /** `DP-2026-0007`: of the institution, by year. */
  number: z.string(),
  kind: codesOf(requestKinds),
  state: codesOf(requestStates),
  askedOn: z.iso.date(),
  dueOn: z.iso.date(),
  late: z.boolean(),
  givenNames: z.string().optional(),
  surnames: z.string().optional(),
})
export type ListedRequest = z.infer<typeof ListedRequest>

export const Attachment = z.object({
  attachmentId: Id,
  proves: codesOf(proofs),
  media: z.string(),
  bytes: z.int(),
  scan: codesOf(scans),
  at: z.iso.datetime(),
  by: z.string().optional(),
})

export const Event = z.object({
  eventId: Id,
  kind: codesOf(eventKinds),
  note: z.string().optional(),
  transferId: Id.optional(),
  at: z.iso.datetime(),
  by: z.string().optional(),
})

export const Request = z.object({
  ...ListedRequest.shape,
  asks: z.string(),
  asker: Asker,
  identity: z.object({ document: codesOf(documentTypes), note: z.string().optional(), at: z.iso.datetime() }).optional(),
  extension: z.object({ reason: z.string(), from: z.iso.date(), at: z.iso.datetime() }).optional(),
  answer: z.object({ text: z.string(), at: z.iso.datetime() }).optional(),
  attachments: z.array(Attachment),
  events: z.array(Event),
  /** The newest erasure that was asked because of this request. */
  erasure: z.object({ erasureId: Id, state: codesOf(erasureStates), askedAt: z.iso.datetime() }).optional(),
  /** Nothing that identifies the person is left. */
  erased: z.boolean(),
  /** Who outside received data and has not been told yet of a correction, an opposition or an erasure. */
  toTell: z.array(z.object({ transferId: Id, recipient: z.string() })),
  version: z.int(),
})
export type Request = z.infer<typeof Request>

const officers = ['shift-chief', 'data-protection-officer'] as const
const one = { subjectId: Id, requestId: Id }
const changed = { output: Request, again: 'readRequest', may: officers, personal: true } as const
const language = z.enum(['es', 'en']).default('es')

export const requests = {
  openRequest: command('POST /returns/:subjectId/requests', {
    says: 'Receives what a person asks about their data; it gets a number and the day by which it must be answered.',
    ...changed,
    input: z.object({
      ...one,
      kind: codesOf(requestKinds),
      asks: Reason,
      asker: Asker,
      askedOn: Day.optional(),
    }),
  }),
  listRequests: query('GET /rights/requests', {
    says: 'What people have asked, the one due first.',
    may: officers,
    personal: true,
    input: z.object({
      state: codesOf(requestStates).optional(),
      kind: codesOf(requestKinds).optional(),
      late: z.stringbool().optional(),
      ...Page,
    }),
    output: z.object({ requests: z.array(ListedRequest), next: z.string().optional() }),
  }),
  readRequest: query('GET /returns/:subjectId/requests/:requestId', {
    says: 'One request with its documents and its history.',
    may: officers,
    personal: true,
    input: z.object(one),
    output: Request,
  }),
  checkIdentity: command('PUT /returns/:subjectId/requests/:requestId/identity', {
    says: 'Notes with which document it was checked who asks.',
    ...changed,
    input: z.object({ ...one, version: Version, document: codesOf(documentTypes), note: Reason.optional() }),
  }),
  extendRequest: command('POST /returns/:subjectId/requests/:requestId/extend', {
    says: 'Extends the term, once, with a reason that the person is told.',
    ...changed,
    input: z.object({ ...one, version: Version, reason: Reason }),
  }),
  tellRecipient: command('POST /returns/:subjectId/requests/:requestId/told', {
    says: 'Notes that a recipient of data was told of what the person asked.',
    ...changed,
    input: z.object({ ...one, transferId: Id, note: Reason }),
  }),
  answerRequest: command('POST /returns/:subjectId/requests/:requestId/answer', {
    says: 'Ends a request: answered, refused with a reason, or handed to the data protection officer.',
    ...changed,
    input: z.object({
      ...one,
      version: Version,
      outcome: z.enum(['answered', 'refused', 'handed_over']),
      text: Reason,
    }),
  }),
  exportPdf: download('GET /returns/:subjectId/requests/:requestId/export.pdf', {
    says: 'All that is held about the person, who looked and to whom it was given, to print for whoever asked.',
    may: officers,
    personal: true,
    input: z.object({ ...one, language }),
    media: 'application/pdf',
  }),
  exportJson: download('GET /returns/:subjectId/requests/:requestId/export.json', {
    says: 'The same for a machine.',
    may: officers,
    personal: true,
    input: z.object(one),
    media: 'application/json',
  }),
  attach: command('POST /returns/:subjectId/requests/:requestId/attachments', {
    says: 'Adds a document as proof: PDF, JPEG, PNG or WebP of at most 10 MB (base64). It is checked, and images lose what they tell beside the picture.',
    ...changed,
    input: z.object({ ...one, attachmentId: Id, proves: codesOf(proofs), content: z.base64() }),
    secret: ['content'],
    largest: 14_500_000,
    atOnce: 2,
  }),
  readAttachment: download('GET /returns/:subjectId/attachments/:attachmentId', {
    says: 'A document that was added to a request.',
    may: officers,
    personal: true,
    input: z.object({ subjectId: Id, attachmentId: Id }),
    // Whatever it is, a browser saves it and shows nothing.
    media: 'application/octet-stream',
  }),
} as const
