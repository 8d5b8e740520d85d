import type { ConsentPurpose, ConsentState } from '#base/codes.ts'

/** What a decision about sharing needs of an answer. */
export type Answered = {
  purpose: ConsentPurpose
  recipient?: string | undefined
  answer: ConsentState
  at: string
}

/**
 * What a person says now about a purpose and an institution. What they said of that institution goes before what they said of
 * everybody, unless they refused or withdrew the whole purpose since. Nothing when they were never asked.
 */
export function answerFor<A extends Answered>(
  answers: readonly A[],
  purpose: ConsentPurpose,
  institution?: string,
): A | undefined {
  const newest = (recipient: string | undefined) =>
    answers
      .filter((one) => one.purpose === purpose && (one.recipient ?? undefined) === recipient)
      .reduce<A | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined)
  const everybody = newest(undefined)
  const theirs = institution === undefined ? undefined : newest(institution)
  if (!theirs) return everybody
  const ended = everybody && (everybody.answer === 'withdrawn' || everybody.answer === 'refused') && everybody.at > theirs.at
  return ended ? everybody : theirs
}
