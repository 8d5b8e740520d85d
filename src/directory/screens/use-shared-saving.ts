import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { problemOf } from '#browser/words/problem-words.ts'
import { mergedFields, picked } from '../rules/merge.ts'

type Entry = { version: number; changedBy?: { login: string } | undefined }

/** What two people wrote differently: mine and theirs, alike in all but that. */
export type Overlap<F> = { login: string; mine: Partial<F>; theirs: Partial<F> }

/**
 * Saves an entry that somebody else may have changed since it was opened. What only one of two changed is merged and saved
 * without a word; where both wrote, `overlap` is a question that `keepMine` or `takeTheirs` answers. Nothing is lost.
 */
export function useSharedSaving<F extends object, E extends Entry & Partial<F>, I>(props: {
  opened: E
  entry: z.ZodType<E>
  members: readonly (keyof F & string)[]
  change: UseMutationResult<E, Error, I>
  input: (fields: F, version: number) => I
  done: () => void
}) {
  const { members, change } = props
  // What this person began with: a newer entry read meanwhile must not be overwritten unseen.
  const [begun, setBegun] = useState({ base: props.opened, initial: picked<F>(props.opened, members) })
  const [question, setQuestion] = useState<{ merged: F; overlapping: (keyof F & string)[]; theirs: E }>()

  const attempt = (fields: F, base: E) => {
    setQuestion(undefined)
    change.mutate(props.input(fields, base.version), {
      onSuccess: props.done,
      onError: (error) => {
        const theirs = currentIn(props.entry, error)
        if (!theirs) return
        const { merged, overlapping } = mergedFields<F>(base, fields, theirs, members)
        if (overlapping.length > 0) setQuestion({ merged, overlapping, theirs })
        else attempt(merged, theirs)
      },
    })
  }
  const overlap: Overlap<F> | undefined = question && {
    login: question.theirs.changedBy?.login ?? '',
    mine: { ...picked<F>(question.theirs, members), ...picked<F>(question.merged, question.overlapping) },
    theirs: picked<F>(question.theirs, members),
  }
  const takeTheirs = () => {
    if (!question) return
    const { theirs, merged, overlapping } = question
    setBegun({ base: theirs, initial: { ...merged, ...picked<F>(theirs, overlapping) } })
    setQuestion(undefined)
    change.reset()
  }
  return {
    /** Changes when the form is to begin again with other values. */
    formKey: begun.base.version,
    initial: begun.initial,
    save: (fields: F) => attempt(fields, begun.base),
    overlap,
    keepMine: () => question && attempt(question.merged, question.theirs),
    takeTheirs,
    /** What was refused for another reason. */
    problem: change.error && !currentIn(z.unknown(), change.error) ? change.error : undefined,
  }
}

/** What a command refused as `stale` says stands now; none for any other problem. */
function currentIn<T>(entry: z.ZodType<T>, problem: unknown): T | undefined {
  const known = problemOf(problem)
  return known.code === 'stale' ? entry.safeParse(known.details.current).data : undefined
}

/** Was an entry refused because its id is another's? Then the next try takes another. */
export const isTaken = (problem: unknown): boolean => problemOf(problem).code === 'directory-id-taken'
