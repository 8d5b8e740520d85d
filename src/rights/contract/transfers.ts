import { z } from 'zod'
import { codeList, codesOf, consentPurposes } from '#base/codes.ts'
import { command, download, Id, query } from '#base/contract.ts'
import { Form } from '#intake/contract/form.ts'
import { Day } from '#intake/contract/shapes.ts'
import { Sharing } from './bases.ts'
import { ListedRequest } from './requests.ts'

export const transferStates = codeList({
  proposed: { es: 'Por aprobar', en: 'To be approved' },
  approved: { es: 'Aprobado', en: 'Approved' },
  expired: { es: 'Vencido', en: 'Expired' },
  revoked: { es: 'Revocado', en: 'Revoked' },
})

export const transferFormats = codeList({
  json: { es: 'JSON', en: 'JSON' },
  csv: { es: 'CSV', en: 'CSV' },
  pdf: { es: 'PDF', en: 'PDF' },
})

const Field = z.enum(Object.keys(Form.shape) as [keyof typeof Form.shape, ...(keyof typeof Form.shape)[]])
const Fields = z.array(Field).min(1).max(60)
const InstitutionId = z.string().min(2).max(40)
const Country = z.string().regex(/^[A-Z]{2}$/)
const Reason = z.string().trim().min(5).max(1000)

/** Data of one person for somebody outside. `ground` is what the rule said when it was proposed; it is asked again at each download. */
export const Transfer = z.object({
  transferId: Id,
  recipientId: InstitutionId,
  recipient: z.string(),
  country: Country,
  purpose: codesOf(consentPurposes),
  why: z.string(),
  ground: Sharing,
  fields: Fields,
  expiresOn: z.iso.date(),
  state: codesOf(transferStates),
  proposedBy: z.string().optional(),
  proposedAt: z.iso.datetime(),
  approvedBy: z.string().optional(),
  approvedAt: z.iso.datetime().optional(),
  revoked: z.object({ reason: z.string(), at: z.iso.datetime() }).optional(),
  handed: z.array(z.object({ format: codesOf(transferFormats), at: z.iso.datetime(), by: z.string().optional() })),
})
export type Transfer = z.infer<typeof Transfer>

/** All about the rights of one person over their data. */
export const PersonRights = z.object({
  subjectId: Id,
  givenNames: z.string().optional(),
  surnames: z.string().optional(),
  /** The fields of the form that hold something. */
  held: z.array(Field),
  requests: z.array(ListedRequest),
  transfers: z.array(Transfer),
})
export type PersonRights = z.infer<typeof PersonRights>

const officers = ['shift-chief', 'data-protection-officer'] as const
const one = { subjectId: Id, transferId: Id }
const changed = { output: PersonRights, again: 'readRights', may: officers, personal: true } as const

export const transfers = {
  readRights: query('GET /returns/:subjectId/rights', {
    says: 'What a person has asked about their data, and what was given to whom outside.',
    may: officers,
    personal: true,
    input: z.object({ subjectId: Id }),
    output: PersonRights,
  }),
  proposeTransfer: command('POST /returns/:subjectId/transfers', {
    says: 'Proposes to give chosen fields to somebody outside until a day. Refused where neither the person nor a confirmed law allows it.',
    ...changed,
    input: z.object({
      ...one,
      recipientId: InstitutionId,
      country: Country.default('GT'),
      purpose: codesOf(consentPurposes),
      why: Reason,
      fields: Fields,
      expiresOn: Day,
    }),
  }),
  approveTransfer: command('POST /returns/:subjectId/transfers/:transferId/approve', {
    says: 'A second person approves a transfer.',
    ...changed,
    stepUp: true,
    input: z.object(one),
  }),
  revokeTransfer: command('POST /returns/:subjectId/transfers/:transferId/revoke', {
    says: 'Ends a transfer: nothing is downloaded from here on.',
    ...changed,
    input: z.object({ ...one, reason: Reason }),
  }),
  downloadTransfer: download('GET /returns/:subjectId/transfers/:transferId/file', {
    says: 'Exactly the fields of an approved transfer, as JSON, CSV or PDF. Whether it may be shared is asked again; each download is kept.',
    may: officers,
    personal: true,
    stepUp: true,
    input: z.object({ ...one, format: codesOf(transferFormats), language: z.enum(['es', 'en']).default('es') }),
    media: 'application/octet-stream',
  }),
} as const
