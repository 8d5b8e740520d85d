import { marks } from '../contract/marks.ts'
import { review } from '../contract/review.ts'
import { identity } from '../contract.ts'

/** What is read again when a decision is made or taken back. */
export const changedByDecisions = [
  identity.comparePair,
  marks.listRecognised,
  identity.findCandidates,
  identity.readPerson,
  identity.readRecurrence,
  review.listQuestions,
  review.countQuestions,
] as const
