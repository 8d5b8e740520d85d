import { z } from 'zod'
import { codeList, codesOf, sexes } from '#base/codes.ts'
import { command, download, Id, query } from '#base/contract.ts'
import { returnStates } from '#intake/contract/shapes.ts'

/** What a person can say of two returns. */
export const verdicts = codeList({
  same: { es: 'Es la misma persona', en: 'The same person' },
  different: { es: 'Son personas distintas', en: 'Different people' },
  unsure: { es: 'No es seguro', en: 'Not sure' },
})
export type Verdict = keyof typeof verdicts

/** What the comparison suggests: nearly certain, worth asking, or too little to show unless somebody looks for it. */
export const bands = codeList({
  same: { es: 'Probablemente la misma persona', en: 'Probably the same person' },
  ask: { es: 'Puede ser la misma persona', en: 'May be the same person' },
  weak: { es: 'Pocas coincidencias', en: 'Little in common' },
})
export type Band = keyof typeof bands

/**
 * How one thing of two records compares. `bits` is what it adds to the score: log2 of how many times likelier it is between two
 * records of one person than of two; below zero it speaks against. What either does not tell has no bits.
 */
export const Weight = z.object({
  comparison: z.string(),
  outcome: z.enum(['agrees', 'alike', 'differs', 'unknown']),
  level: z.string(),
  bits: z.number(),
})
export type Weight = z.infer<typeof Weight>

/** Starting point, weights and sum: `start` + all `bits` = `score`. */
export const Comparison = z.object({
  score: z.number(),
  probability: z.number().min(0).max(1),
  start: z.number(),
  weights: z.array(Weight),
  /** The model that was used, by name. */
  model: z.string(),
})
export type Comparison = z.infer<typeof Comparison>

/** What tells who somebody is. */
export const Facts = z.object({
  givenNames: z.string().optional(),
  surnames: z.string().optional(),
  sex: codesOf(sexes).optional(),
  birthDate: z.string().optional(),
  cui: z.string().optional(),
  documentNumber: z.string().optional(),
  birthMunicipality: z.string().optional(),
  residenceMunicipality: z.string().optional(),
  contactPhone: z.string().optional(),
})
export type Facts = z.infer<typeof Facts>

/** One return, as far as it tells who somebody is. */
export const Who = z.object({
  ...Facts.shape,
  subjectId: Id,
  arrivalId: Id,
  state: codesOf(returnStates),
  arrivedOn: z.iso.date(),
  facilityId: z.string(),
  originCountry: z.string(),
})
export type Who = z.infer<typeof Who>

/**
 * A decision as it stands; one that was taken back stays in the history. With a `rule`, nobody at a desk made it: it was made by the rule
 * that `by` had set at that moment.
 */
export const Decision = z.object({
  decisionId: Id,
  oneId: Id,
  otherId: Id,
  verdict: codesOf(verdicts),
  at: z.iso.datetime(),
  by: z.string(),
  score: z.number(),
  rule: z.object({ at: z.iso.datetime() }).optional(),
  undone: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).optional(),
})
export type Decision = z.infer<typeof Decision>

export const Candidate = z.object({
  who: Who,
  /** How often that person was received. */
  returns: z.int(),
  band: codesOf(bands),
  comparison: Comparison,
  /** What was said of this pair, if it counts. */
  decision: Decision.optional(),
})
export type Candidate = z.infer<typeof Candidate>

/**
 * A person: their returns in the order in which they came, and what joined them. `listed` are lists on which they stand without having
 * come, or not yet: those are no returns.
 */
export const Person = z.object({
  personId: Id,
  returns: z.array(Who),
  listed: z.array(Who),
  /** All decisions about any of these returns, newest first. */
  decisions: z.array(Decision),
  /** Days from each return to the next: one fewer than returns. */
  intervals: z.array(z.int()),
})
export type Person = z.infer<typeof Person>

const readers = ['registrar', 'shift-chief', 'analyst'] as const
const desk = ['registrar', 'shift-chief'] as const

/** How many people returned how often. Counts only; small ones too, so they stay inside the institution. */
export const Recurrence = z.object({
  /** People received in the period, and how many of them had been received before, at any time. */
  people: z.int(),
  returnedBefore: z.int(),
  /** People by their number of returns up to the end of the period: 1, 2, 3, 4, 5 and more. */
  byReturns: z.array(z.object({ returns: z.int(), people: z.int() })),
  /** Each return of the period that was not a person's first: the country it came from, and that of the return before it. Most first. */
  routes: z.array(z.object({ from: z.string(), to: z.string(), returns: z.int() })),
  medianInterval: z.number().optional(),
})
export type Recurrence = z.infer<typeof Recurrence>

/** What taking a decision back has changed. */
const Undone = z.object({ before: z.array(Person).optional(), after: z.array(Person) })

export const identity = {
  findCandidates: query('GET /returns/:subjectId/candidates', {
    says: 'Earlier returns that may be of the same person, likeliest first, each with its reasons.',
    may: desk,
    personal: true,
    /** `weak`: also those that have little in common, for somebody who looks further. */
    input: z.object({ subjectId: Id, weak: z.stringbool().default(false) }),
    output: z.object({ who: Who, personId: Id, candidates: z.array(Candidate) }),
  }),
  findClosed: query('GET /returns/:subjectId/closed-match', {
    says: 'Whether somebody at the desk very probably has a record that is closed to the caller, and whom to tell. Nothing of that record, not even of which kind it is: whom to tell depends on the age of who stands here.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id }),
    output: z.object({ subjectId: Id, tell: z.enum(['nobody', 'chief', 'guardian']) }),
  }),
  listReturnedBefore: query('GET /manifests/:manifestId/returned-before', {
    says: 'Rows of a manifest that look like earlier returns, each with the likeliest and its reasons; a hundred rows at a time.',
    may: desk,
    personal: true,
    input: z.object({ manifestId: Id, afterLine: z.coerce.number().pipe(z.int32()).default(-1) }),
    output: z.object({
      /** `facts` is what the file says of the row. */
      found: z.array(z.object({ line: z.int(), facts: Facts, candidate: Candidate })),
      /** The last line looked at, when there are more. */
      next: z.int().optional(),
    }),
  }),
  comparePair: query('GET /returns/:subjectId/candidates/:otherId', {
    says: 'Two returns side by side, compared.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id, otherId: Id }),
    output: z.object({ who: Who, candidate: Candidate, histories: z.tuple([z.array(Who), z.array(Who)]) }),
  }),
  decide: command('POST /returns/:subjectId/decisions', {
    says: 'Says of two returns whether they are of one person. The comparison of this moment is kept with it.',
    may: desk,
    personal: true,
    input: z.object({ subjectId: Id, otherId: Id, decisionId: Id, verdict: codesOf(verdicts) }),
    output: Person,
    again: 'readPerson',
  }),
  undoDecision: command('POST /decisions/:decisionId/undo', {
    says: 'Takes a decision back, with a reason; what it joined or kept apart is as it would be without it.',
    may: desk,
    personal: true,
    /** `also`: decisions to take back together with it, because without it they contradict what was said before (`told-apart`). */
    input: z.object({
      decisionId: Id,
      also: z.array(Id).max(20).default([]),
      reason: z.string().trim().min(3).max(500),
    }),
    /** `before`: who was one person until then. It is told once: sent again, the command says who is one person now. */
    output: Undone,
    again: 'readUndone',
  }),
  readUndone: query('GET /decisions/:decisionId/undone', {
    says: 'The people of a decision that was taken back, as they are now.',
    may: desk,
    personal: true,
    input: z.object({ decisionId: Id }),
    output: Undone,
  }),
  readPerson: query('GET /returns/:subjectId/person', {
    says: 'All returns of the person of a return, and who joined them.',
    may: readers,
    personal: true,
    input: z.object({ subjectId: Id }),
    output: Person,
  }),
  readRecurrence: query('GET /recurrence', {
    says: 'How many people returned how often in a period, and the time between returns. Counts only.',
    may: readers,
    machines: 'figures',
    personal: false,
    input: z.object({ from: z.iso.date(), to: z.iso.date() }),
    output: Recurrence,
  }),
  recurrenceXlsx: download('GET /recurrence.xlsx', {
    says: 'The same counts as a spreadsheet. For use inside the institution: small numbers are shown.',
    may: readers,
    stepUp: true,
    personal: false,
    input: z.object({ from: z.iso.date(), to: z.iso.date(), language: z.enum(['es', 'en']).default('es') }),
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
} as const
