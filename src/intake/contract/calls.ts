import { z } from 'zod'
import { codesOf, compartments, consentAnswers, consentPurposes, familyRelationships, immediateServices } from '#base/codes.ts'
import { command, download, Id, Page, query, Version } from '#base/contract.ts'
import { FormChanges } from './form.ts'
import { Manifest, ManifestRow, Mapping } from './manifest.ts'
import {
  Arrival,
  arrivalStates,
  Counts,
  Day,
  FoundReturn,
  Headcounts,
  ListedReturn,
  NewArrival,
  Return,
  returnStates,
  steps,
  TrailLine,
} from './shapes.ts'

const desk = ['registrar', 'shift-chief'] as const
const chief = ['shift-chief'] as const
/** Who looks after data also reads records, and never attends. */
const officers = [...desk, 'data-protection-officer'] as const
const watchers = [...chief, 'data-protection-officer'] as const
const readers = ['registrar', 'shift-chief', 'analyst'] as const
const profiled = [...officers, 'analyst'] as const
const ofArrival = z.object({ arrivalId: Id })
const ofReturn = z.object({ subjectId: Id })

/** Counts only, for the report of who was received. `c` cells do not occur here: the report never leaves the institution. */
export const ProfileReport = z.object({
  total: z.int(),
  arrivals: z.int(),
  families: z.int(),
  /**
   * Each breakdown with its cells, largest first (age and education in their own order); `unknown`, at the end, counts those who did
   * not say. Of reasons and wishes a person may have several.
   */
  breakdowns: z.array(z.object({ dimension: z.string(), cells: z.array(z.object({ code: z.string(), count: z.int() })) })),
})
export type ProfileReport = z.infer<typeof ProfileReport>

/** The shift at a glance: counts and times, and the few people who must not be forgotten. */
export const Board = z.object({
  at: z.iso.datetime(),
  arrivals: z.array(Arrival),
  waiting: z.int(),
  beingAttended: z.int(),
  received: z.int(),
  children: z.object({ total: z.int(), unaccompanied: z.int(), conditionUnknown: z.int() }),
  families: z.int(),
  beds: z.object({ capacity: z.int().optional(), taken: z.int(), wanted: z.int() }),
  services: z.array(z.object({ service: z.string(), wanted: z.int(), given: z.int() })),
  /** Median and 90th percentile of seconds from one step to the next. */
  times: z.array(z.object({ step: codesOf(steps), people: z.int(), medianSeconds: z.number(), p90Seconds: z.number() })),
  longestWaiting: z.array(ListedReturn),
  unaccompaniedChildren: z.array(ListedReturn),
})
export type Board = z.infer<typeof Board>

const reportFilters = z.object({
  from: Day,
  to: Day,
  facilityId: z.string().max(60).optional(),
  department: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
})

export const intake = {
  // Arrivals
  createArrival: command('POST /arrivals', {
    says: 'Announces a flight, a bus or a mass event at a centre.',
    may: desk,
    machines: 'arrivals:write',
    personal: false,
    input: NewArrival,
    output: Arrival,
    again: 'readArrival',
  }),
  listArrivals: query('GET /arrivals', {
    says: 'Arrivals, newest first.',
    may: readers,
    personal: false,
    input: z.object({
      ...Page,
      state: codesOf(arrivalStates).optional(),
      facilityId: z.string().max(60).optional(),
      from: Day.optional(),
      to: Day.optional(),
      text: z.string().max(100).optional(),
    }),
    output: z.object({ arrivals: z.array(Arrival), next: z.string().optional(), total: z.int() }),
  }),
  readArrival: query('GET /arrivals/:arrivalId', {
    says: 'One arrival with its counts.',
    may: readers,
    personal: false,
    input: ofArrival,
    output: Arrival,
  }),
  changeArrival: command('PATCH /arrivals/:arrivalId', {
    says: 'Corrects an arrival that is not closed.',
    may: desk,
    personal: false,
    input: z.object({ ...NewArrival.omit({ kind: true }).partial().shape, arrivalId: Id, version: Version }),
    output: Arrival,
    again: 'readArrival',
  }),
  openArrival: command('POST /arrivals/:arrivalId/open', {
    says: 'The flight is here: reception begins.',
    may: desk,
    personal: false,
    input: ofArrival,
    output: Arrival,
    again: 'readArrival',
  }),
  closeArrival: command('POST /arrivals/:arrivalId/close', {
    says: 'Closes the arrival with the counts the chief signs; they must be the counts of this moment.',
    may: chief,
    personal: false,
    input: z.object({ arrivalId: Id, counts: Counts, remarks: z.string().trim().min(1).max(2000).optional() }),
    output: Arrival,
    again: 'readArrival',
  }),
  reopenArrival: command('POST /arrivals/:arrivalId/reopen', {
    says: 'Opens a closed arrival again, with a reason; the signature is withdrawn.',
    may: chief,
    personal: false,
    input: z.object({ arrivalId: Id, reason: z.string().trim().min(5).max(500) }),
    output: Arrival,
    again: 'readArrival',
  }),
  setHeadcounts: command('PUT /arrivals/:arrivalId/headcounts', {
    says: 'Counts people of a mass event by group, without names.',
    may: desk,
    personal: false,
    input: z.object({ arrivalId: Id, version: Version, headcounts: Headcounts }),
    output: Arrival,
    again: 'readArrival',
  }),

  // Manifests
  uploadManifest: command('POST /arrivals/:arrivalId/manifests', {
    says: 'Reads a manifest (CSV or XLSX, base64) and gives its preview; the list does not change yet.',
    may: desk,
    machines: 'arrivals:write',
    personal: true,
    input: z.object({ arrivalId: Id, manifestId: Id, fileName: z.string().min(1).max(200), content: z.base64() }),
    output: Manifest,
    secret: ['content'],
    again: 'readManifest',
    largest: 28_000_000,
    atOnce: 2,
  }),
  readProgress: query('GET /manifests/:manifestId/progress', {
    says: 'How far the reading of a manifest has come: a share from 0 to 1.',
    may: desk,
    personal: false,
    input: z.object({ manifestId: Id }),
    output: z.object({ share: z.number().min(0).max(1), rows: z.int() }),
  }),
  listManifests: query('GET /arrivals/:arrivalId/manifests', {
    says: 'The files read for an arrival, the newest first, and which of them were put on the list.',
    may: desk,
    personal: false,
    input: ofArrival,
    output: z.object({
      manifests: z.array(Manifest.pick({ manifestId: true, fileName: true, state: true, uploadedAt: true, appliedAt: true })),
    }),
  }),
  readManifest: query('GET /manifests/:manifestId', {
    says: 'The preview of a manifest.',
    may: desk,
    personal: true,
    input: z.object({ manifestId: Id }),
    output: Manifest,
  }),
  listManifestRows: query('GET /manifests/:manifestId/rows', {
    says: 'Rows of the preview with their findings, page by page.',
    may: desk,
    personal: true,
    input: z.object({
      manifestId: Id,
      only: z.enum(['all', 'findings', 'errors', 'new', 'changed']).default('all'),
      ...Page,
    }),
    output: z.object({ rows: z.array(ManifestRow), next: z.string().optional() }),
  }),
  mapManifest: command('PUT /manifests/:manifestId/mapping', {
    says: 'Corrects which column holds what; the rows are read again.',
    may: desk,
    personal: true,
    input: z.object({ manifestId: Id, mapping: Mapping }),
    output: Manifest,
    again: 'readManifest',
    atOnce: 2,
  }),
  applyManifest: command('POST /manifests/:manifestId/apply', {
    says: 'Puts the rows on the list of the arrival: new ones are added, changed ones updated unless the person was received already.',
    may: desk,
    machines: 'arrivals:write',
    personal: true,
    input: z.object({ manifestId: Id, withdrawGone: z.boolean().default(false) }),
    output: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), withdrawn: z.int(), leftOut: z.int() }),
  }),

  // Reception
  listReturns: query('GET /arrivals/:arrivalId/returns', {
    says: 'The work list of an arrival.',
    may: desk,
    personal: true,
    input: z.object({ arrivalId: Id, state: codesOf(returnStates).optional(), text: z.string().max(100).optional(), ...Page }),
    output: z.object({ returns: z.array(ListedReturn), next: z.string().optional() }),
  }),
  addReturn: command('POST /arrivals/:arrivalId/returns', {
    says: 'Adds a person who is not on the manifest.',
    may: desk,
    personal: true,
    input: z.object({ arrivalId: Id, subjectId: Id, form: FormChanges }),
    output: Return,
    again: 'readReturn',
  }),
  recordReturn: command('POST /returns', {
    says: 'Records a whole return in one call, for desks and systems that received the person already: form, services and consents.',
    may: desk,
    personal: true,
    input: z.object({
      arrivalId: Id,
      subjectId: Id,
      form: FormChanges,
      services: z.array(codesOf(immediateServices)).max(10).default([]),
      consents: z.partialRecord(codesOf(consentPurposes), codesOf(consentAnswers)).default({}),
    }),
    output: z.object({ subjectId: Id, state: codesOf(returnStates), slipCode: z.string() }),
    kept: ['slipCode'],
  }),
  readReturn: query('GET /returns/:subjectId', {
    says: 'One return with everything recorded at reception, as far as the caller’s work needs it.',
    may: profiled,
    personal: true,
    emergency: true,
    input: ofReturn,
    output: Return,
  }),
  beginReception: command('POST /returns/:subjectId/begin', {
    says: 'The person stands at the desk.',
    may: desk,
    personal: true,
    input: ofReturn,
    output: Return,
    again: 'readReturn',
  }),
  saveForm: command('PATCH /returns/:subjectId/form', {
    says: 'Saves changed answers. `before` holds what the desk saw: an answer changed elsewhere since is refused as `stale`, with both.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id, changes: FormChanges, before: FormChanges }),
    output: Return,
    again: 'readReturn',
  }),
  completeStep: command('POST /returns/:subjectId/steps', {
    says: 'Marks a step of the reception as done now.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id, step: z.enum(['identity', 'interview', 'screening', 'services']) }),
    output: Return,
    again: 'readReturn',
  }),
  setService: command('PUT /returns/:subjectId/services/:service', {
    says: 'Records an immediate service as wanted, given or declined; `none` takes the record away.',
    may: desk,
    personal: true,
    input: z.object({
      subjectId: Id,
      service: codesOf(immediateServices),
      state: z.enum(['wanted', 'given', 'declined', 'none']),
      providerId: z.string().max(40).optional(),
    }),
    output: Return,
    again: 'readReturn',
  }),
  setConsent: command('PUT /returns/:subjectId/consents/:purpose', {
    says: 'Records what the person answered when asked for a purpose. A refusal never reduces attention.',
    may: desk,
    personal: true,
    input: z.object({
      subjectId: Id,
      purpose: codesOf(consentPurposes),
      answer: codesOf(consentAnswers),
      language: z.string().min(2).max(20).default('spanish'),
      /** The text that stood on the screen; the one in force unless said. */
      textVersion: z.string().max(60).optional(),
    }),
    output: Return,
    again: 'readReturn',
  }),
  joinFamily: command('POST /returns/:subjectId/family', {
    says: 'Puts people of the same arrival into one family unit, each with the relationship to its head.',
    may: desk,
    personal: true,
    input: z.object({
      subjectId: Id,
      familyUnitId: Id,
      members: z
        .array(z.object({ subjectId: Id, relationship: codesOf(familyRelationships) }))
        .min(2)
        .max(30),
    }),
    output: Return,
    again: 'readReturn',
  }),
  leaveFamily: command('DELETE /returns/:subjectId/family', {
    says: 'Takes a person out of the family unit.',
    may: desk,
    personal: true,
    input: ofReturn,
    output: Return,
    again: 'readReturn',
  }),
  receive: command('POST /returns/:subjectId/receive', {
    says: 'Ends the reception: the person is received and a slip code is given.',
    may: desk,
    personal: true,
    input: ofReturn,
    output: Return,
    again: 'readReturn',
  }),
  markNotArrived: command('POST /returns/:subjectId/not-arrived', {
    says: 'The person on the list did not come; one who was added at the desk leaves the list.',
    may: desk,
    personal: true,
    input: ofReturn,
    output: Return,
    again: 'readReturn',
  }),
  backToList: command('POST /returns/:subjectId/back-to-list', {
    says: 'Takes back “did not arrive”, a withdrawal or a reception begun by mistake: the person is expected again.',
    may: desk,
    personal: true,
    input: ofReturn,
    output: Return,
    again: 'readReturn',
  }),
  setCompartment: command('PUT /returns/:subjectId/compartment', {
    says: 'Closes a record: from here on only members of the compartment see it, or know of it. Members open it again, or move it. `none` opens.',
    may: desk,
    personal: true,
    input: z.object({
      subjectId: Id,
      compartment: z.enum([...codesOf(compartments).options, 'none']),
      reason: z.string().trim().min(5).max(500),
    }),
    output: z.object({ subjectId: Id, compartment: codesOf(compartments).optional() }),
    kept: ['reason'],
  }),
  searchReturns: query('GET /returns', {
    says: 'Finds returns by name (any spelling of accents and apostrophes), CUI or slip code.',
    may: officers,
    personal: true,
    input: z.object({ text: z.string().trim().min(2).max(100), ...Page }),
    output: z.object({ returns: z.array(FoundReturn), next: z.string().optional() }),
  }),
  slip: download('GET /returns/:subjectId/slip.pdf', {
    says: 'The slip to hand over: the institutions to turn to, for a child alone the one that accompanies them, and a QR that holds an opaque code only.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id, language: z.enum(['es', 'en']).default('es') }),
    media: 'application/pdf',
  }),
  profilePdf: download('GET /returns/:subjectId/profile.pdf', {
    says: 'The profile of a returned person, to print.',
    may: profiled,
    personal: true,
    emergency: true,
    input: z.object({ subjectId: Id, language: z.enum(['es', 'en']).default('es') }),
    media: 'application/pdf',
  }),

  readTrail: query('GET /returns/:subjectId/trail', {
    says: 'Who has looked at a record, or written in it: newest first, the dealings of one person on one day put together.',
    may: watchers,
    personal: true,
    purpose: 'audit',
    input: ofReturn,
    output: z.object({ subjectId: Id, lines: z.array(TrailLine), more: z.boolean() }),
  }),
  trailPdf: download('GET /returns/:subjectId/trail.pdf', {
    says: 'The same as a sheet for the person who asks who has seen their data: institutions, dates and what was done, without the names of officials.',
    may: watchers,
    personal: true,
    purpose: 'audit',
    input: z.object({ subjectId: Id, language: z.enum(['es', 'en']).default('es') }),
    media: 'application/pdf',
  }),

  // The shift and its counts
  readBoard: query('GET /board', {
    says: 'The shift board of a centre: who waits, children, families, beds, times.',
    may: desk,
    personal: true,
    input: z.object({ facilityId: z.string().min(1).max(60) }),
    output: Board,
  }),
  profileReport: query('GET /reports/profile', {
    says: 'Counts of received persons by centre, period and place.',
    may: readers,
    machines: 'figures',
    personal: false,
    input: reportFilters,
    output: ProfileReport,
  }),
  profileReportXlsx: download('GET /reports/profile.xlsx', {
    says: 'The same counts as a spreadsheet.',
    may: readers,
    stepUp: true,
    personal: false,
    input: z.object({ ...reportFilters.shape, language: z.enum(['es', 'en']).default('es') }),
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
}
