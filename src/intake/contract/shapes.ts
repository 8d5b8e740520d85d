import { z } from 'zod'
import {
  codeList,
  codesOf,
  compartments,
  consentPurposes,
  consentStates,
  familyRelationships,
  immediateServices,
  returnModes,
} from '#base/codes.ts'
import { Id } from '#base/contract.ts'
import { Finding } from '#base/finding.ts'
import { PartialForm } from './form.ts'

export const arrivalKinds = codeList({
  manifest: { es: 'Vuelo o bus con manifiesto', en: 'Flight or bus with a manifest' },
  mass_event: { es: 'Movimiento masivo, solo conteo', en: 'Mass movement, headcount only' },
})
export const arrivalStates = codeList({
  expected: { es: 'Por llegar', en: 'Expected' },
  receiving: { es: 'En recepción', en: 'Receiving' },
  closed: { es: 'Cerrada y firmada', en: 'Closed and signed' },
})
export const returnStates = codeList({
  expected: { es: 'En lista', en: 'On the list' },
  receiving: { es: 'En atención', en: 'Being attended' },
  received: { es: 'Recibida o recibido', en: 'Received' },
  not_arrived: { es: 'No llegó', en: 'Did not arrive' },
  withdrawn: { es: 'Retirada de la lista', en: 'Withdrawn from the list' },
})
export type ReturnState = keyof typeof returnStates
export const steps = codeList({
  presented: { es: 'Se presentó', en: 'Presented' },
  identity: { es: 'Identidad', en: 'Identity' },
  interview: { es: 'Entrevista', en: 'Interview' },
  screening: { es: 'Tamizaje', en: 'Screening' },
  services: { es: 'Servicios', en: 'Services' },
  done: { es: 'Salida', en: 'Done' },
})
export type Step = keyof typeof steps
export const headcountGroups = codeList({
  women: { es: 'Mujeres', en: 'Women' },
  men: { es: 'Hombres', en: 'Men' },
  girls: { es: 'Niñas y adolescentes mujeres', en: 'Girls' },
  boys: { es: 'Niños y adolescentes hombres', en: 'Boys' },
  unaccompanied: { es: 'De ellos, NNA no acompañados', en: 'Of them, unaccompanied children' },
  not_told: { es: 'Sin distinguir', en: 'Not told apart' },
})

/**
 * Counts of one arrival, without those withdrawn. `listed` came with the manifest, `unlisted` were added at the desk; the four states
 * count both: listed + unlisted = expected + receiving + received + notArrived.
 */
export const Counts = z.object({
  listed: z.int(),
  expected: z.int(),
  receiving: z.int(),
  received: z.int(),
  notArrived: z.int(),
  unlisted: z.int(),
})
export type Counts = z.infer<typeof Counts>

export const Headcounts = z.partialRecord(codesOf(headcountGroups), z.int().min(0).max(100_000))

/** The chief's signature under the counts of a closed arrival. */
export const Signature = z.object({
  accountId: Id,
  name: z.string(),
  at: z.iso.datetime(),
  counts: Counts,
  remarks: z.string().optional(),
})

/** A day that a list or a report can begin with. Years that nobody means are slips of the finger, and PostgreSQL writes them its own way. */
export const Day = z.iso.date().refine((day) => day >= '1900' && day < '2200', 'day')
/** A moment in our time, in whatever time zone it was written. */
export const Moment = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= Date.UTC(1900, 0) && Date.parse(text) < Date.UTC(2200, 0), 'moment')
  .transform((text) => new Date(text).toISOString())

export const NewArrival = z.object({
  arrivalId: Id,
  facilityId: z.string().min(1).max(60),
  kind: codesOf(arrivalKinds).default('manifest'),
  mode: codesOf(returnModes),
  carrier: z.string().trim().min(1).max(40),
  originCountry: z.string().regex(/^[A-Z]{2}$/),
  originPlace: z.string().trim().min(1).max(120).optional(),
  expectedAt: Moment,
  note: z.string().trim().min(1).max(2000).optional(),
})

export const Arrival = z.object({
  ...NewArrival.shape,
  kind: codesOf(arrivalKinds),
  expectedAt: z.iso.datetime(),
  institutionId: z.string(),
  state: codesOf(arrivalStates),
  openedAt: z.iso.datetime().optional(),
  closedAt: z.iso.datetime().optional(),
  headcounts: Headcounts,
  counts: Counts,
  signature: Signature.optional(),
  /** What a rule noticed: a flight announced at a bus station. */
  findings: z.array(Finding).default([]),
  version: z.int(),
})
export type Arrival = z.infer<typeof Arrival>

/** One line of a work list. The name is as displayed; `step` is the last one done. */
export const ListedReturn = z.object({
  subjectId: Id,
  arrivalId: Id,
  state: codesOf(returnStates),
  listed: z.boolean(),
  /** The row of the file. */
  line: z.int().optional(),
  /** The number that the manifest itself gives the person, if it has one. */
  listNumber: z.string().optional(),
  givenNames: z.string().optional(),
  surnames: z.string().optional(),
  sex: z.string().optional(),
  birthDate: z.string().optional(),
  cui: z.string().optional(),
  condition: z.string().optional(),
  isMinor: z.enum(['yes', 'no', 'unknown']),
  destinationMunicipality: z.string().optional(),
  familyUnitId: Id.optional(),
  step: codesOf(steps).optional(),
  stepAt: z.iso.datetime().optional(),
  /** The compartment it is in: only its members are shown the line. */
  compartment: codesOf(compartments).optional(),
})
export type ListedReturn = z.infer<typeof ListedReturn>

/** A line found by search: the list's line, and when and where the person was received. */
export const FoundReturn = z.object({
  ...ListedReturn.shape,
  facilityId: z.string(),
  arrivedAt: z.iso.datetime(),
  carrier: z.string(),
})
export type FoundReturn = z.infer<typeof FoundReturn>

export const GivenService = z.object({
  service: codesOf(immediateServices),
  state: z.enum(['wanted', 'given', 'declined']),
  providerId: z.string().optional(),
  at: z.iso.datetime(),
})

export const Consent = z.object({
  purpose: codesOf(consentPurposes),
  /** For this institution only; without it, for everybody. */
  recipient: z.string().optional(),
  answer: codesOf(consentStates),
  language: z.string(),
  textVersion: z.string(),
  at: z.iso.datetime(),
})

export const FamilyMember = z.object({
  subjectId: Id,
  /** Missing while only the manifest's family group is known. */
  relationship: codesOf(familyRelationships).optional(),
  givenNames: z.string().optional(),
  surnames: z.string().optional(),
  birthDate: z.string().optional(),
  state: codesOf(returnStates),
})

/** What was done with a record, as its trail tells it. */
export const looks = codeList({
  seen: { es: 'Apareció en una lista, una búsqueda o un tablero', en: 'Appeared in a list, a search or a board' },
  opened: { es: 'Se abrió', en: 'Was opened' },
  compared: { es: 'Se comparó con otros retornos', en: 'Was compared with other returns' },
  printed: { es: 'Se imprimió', en: 'Was printed' },
  changed: { es: 'Se escribió o corrigió', en: 'Was written or corrected' },
  refused: { es: 'Se pidió y se negó', en: 'Was asked for and refused' },
})
export type Look = keyof typeof looks

/** Somebody's dealings of one kind with a record on one day. */
export const TrailLine = z.object({
  day: z.iso.date(),
  /** Who: the account's name; none when the program did it by itself. */
  by: z.string().optional(),
  institutionId: z.string().optional(),
  look: codesOf(looks),
  times: z.int(),
  lastAt: z.iso.datetime(),
})
export type TrailLine = z.infer<typeof TrailLine>

/** One person as received once: the subject. All that the desk knows, with what a rule noticed about it. */
export const Return = z.object({
  subjectId: Id,
  institutionId: z.string(),
  arrival: Arrival.pick({
    arrivalId: true,
    facilityId: true,
    mode: true,
    carrier: true,
    originCountry: true,
    originPlace: true,
    expectedAt: true,
    state: true,
  }),
  state: codesOf(returnStates),
  listed: z.boolean(),
  line: z.int().optional(),
  listNumber: z.string().optional(),
  form: PartialForm,
  isMinor: z.enum(['yes', 'no', 'unknown']),
  /** What a rule noticed; `at` is the form's field. */
  findings: z.array(z.object({ ...Finding.shape, at: z.string() })),
  steps: z.partialRecord(codesOf(steps), z.iso.datetime()),
  services: z.array(GivenService),
  consents: z.array(Consent),
  family: z.object({ familyUnitId: Id, members: z.array(FamilyMember) }).optional(),
  slipCode: z.string().optional(),
  receivedAt: z.iso.datetime().optional(),
  changedAt: z.iso.datetime(),
  /** The compartment it is in: for everybody else there is no such return. */
  compartment: codesOf(compartments).optional(),
})
export type Return = z.infer<typeof Return>
