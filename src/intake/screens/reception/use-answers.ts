import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { call } from '#browser/call.ts'
import { send } from '#browser/calling.ts'
import { countedAsUnsent } from '#browser/connection.ts'
import { useSession } from '#browser/session.tsx'
import { intake } from '../../contract/calls.ts'
import type { Return } from '../../contract/shapes.ts'
import { remember } from '../return-cache.ts'
import { type Answers, answersFrom } from './answers.ts'
import { draftOf, keepDraft } from './drafts.ts'
import { answersKeeper, type Keeper } from './keeper.ts'

const StaleDetails = z.object({ fields: z.record(z.string(), z.object({ theirs: z.unknown().optional() })) })

/** The answers of one person, saved while they are typed. The component that uses it has the person's id as its key. */
export function useAnswers(person: Return): { keeper: Keeper; answers: Answers; problem: unknown } {
  const client = useQueryClient()
  const { accountId } = useSession().me
  const { subjectId } = person
  const [keeper] = useState(() =>
    answersKeeper(answersFrom(person.form, draftOf(sessionStorage, accountId, subjectId)), {
      async save(changes, before) {
        const input = { subjectId, changes, before }
        const saved = await countedAsUnsent(() => send(intake.saveForm, input, { entryId: uuidv7() }))
        await remember(client, saved)
        return saved.form
      },
      conflictsIn,
      keep: (typed) => keepDraft(sessionStorage, accountId, subjectId, typed),
    }),
  )

  useEffect(() => keeper.news(person.form), [keeper, person.form])

  useEffect(() => {
    // The tab may never come back: what is unsent goes out in a request that outlives the page.
    const leave = () => {
      const unsent = keeper.unsent()
      if (unsent) void call(intake.saveForm, { subjectId, ...unsent }, { entryId: uuidv7(), keepalive: true }).catch(() => {})
    }
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      keeper.flush()
    }
  }, [keeper, subjectId])

  return { keeper, ...useSyncExternalStore(keeper.subscribe, keeper.current) }
}

/** What stands on the server for each answer that was refused as `stale`. */
function conflictsIn(error: unknown): Answers['conflicts'] | undefined {
  if (!(error instanceof Problem) || error.code !== 'stale') return undefined
  const details = StaleDetails.safeParse(error.details)
  if (!details.success) return undefined
  return Object.fromEntries(Object.entries(details.data.fields).map(([field, { theirs }]) => [field, theirs ?? null]))
}
