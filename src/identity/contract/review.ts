import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { command, Id, Page, query } from '#base/contract.ts'
import { bands, Who } from '../contract.ts'

/** The two of a pair: the later return, and the one before it. */
const Pair = { subjectId: Id, otherId: Id }
/** Where a pair stands in the list, also when it has been answered. */
const Place = z.string().max(200)

/** Somebody who is looking at a pair, and until when it is left to them. */
export const Claim = z.object({ by: z.string(), mine: z.boolean(), until: z.iso.datetime() })
export type Claim = z.infer<typeof Claim>

/** A pair that nobody has decided about. */
export const Question = z.object({
  place: Place,
  later: Who,
  earlier: Who,
  score: z.number(),
  band: codesOf(bands),
  /** Returns of both people, all of which hang on the answer. */
  returns: z.int(),
  foundAt: z.iso.datetime(),
  claim: Claim.optional(),
})
export type Question = z.infer<typeof Question>

/** Of which questions: received at a centre, likely so, later return not before a day. */
const filters = {
  facilityId: z.string().max(60).optional(),
  band: codesOf(bands).optional(),
  since: z.iso.date().optional(),
}
const desk = ['registrar', 'shift-chief'] as const

export const review = {
  listQuestions: query('GET /questions', {
    says: 'Pairs of returns that are worth asking about, those first whose answer is worth most.',
    may: desk,
    personal: true,
    input: z.object({ ...filters, ...Page }),
    output: z.object({ questions: z.array(Question), next: z.string().optional() }),
  }),
  countQuestions: query('GET /questions/count', {
    says: 'How many pairs wait for an answer; from a thousand on, a thousand.',
    may: desk,
    // It shows nobody, but counts only whom the reader may see: a closed record is none.
    personal: true,
    input: z.object(filters),
    output: z.object({ count: z.int(), andMore: z.boolean() }),
  }),
  takeQuestion: command('POST /questions/take', {
    says: 'Gives the next pair that nobody else is looking at, behind a place if it is named, and keeps it for the caller for a few minutes.',
    may: desk,
    personal: true,
    /** `behind` is the place of the pair that is left: it goes back to the others. */
    input: z.object({ ...filters, behind: Place.optional() }),
    output: z.object({ pair: z.object({ ...Pair, place: Place }).optional() }),
    kept: ['place'],
  }),
  claimQuestion: command('POST /questions/:subjectId/:otherId/claim', {
    says: 'Keeps a pair for the caller for a few minutes, unless somebody else has it: then tells who.',
    may: desk,
    personal: true,
    input: z.object(Pair),
    /** No claim: the pair waits for no answer any more. */
    output: z.object({ claim: Claim.optional() }),
  }),
} as const
