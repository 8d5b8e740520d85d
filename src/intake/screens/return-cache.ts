import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { type Command, nameOf } from '#base/contract.ts'
import { send } from '#browser/calling.ts'
import { countedAsUnsent } from '#browser/connection.ts'
import { intake } from '../contract/calls.ts'
import type { Return } from '../contract/shapes.ts'

type AnswersReturn = Command<z.ZodType, typeof Return>

/** Puts an answer where the screens read the person from, unless a later one is there already; lists and counts are read again. */
export async function remember(client: QueryClient, person: Return): Promise<void> {
  const key = [nameOf(intake.readReturn), { subjectId: person.subjectId }]
  // A reading begun earlier must not bring back what stood there before.
  await client.cancelQueries({ queryKey: key })
  client.setQueryData<Return>(key, (before) => (before && before.changedAt > person.changedAt ? before : person))
  for (const read of [intake.listReturns, intake.readArrival, intake.readBoard])
    void client.invalidateQueries({ queryKey: [nameOf(read)] })
}

/** A command about one person: recorded once, in order with the others about the same person, its answer shown at once. */
export function useReturnCommand<C extends AnswersReturn>(made: C, subjectId: string) {
  const client = useQueryClient()
  return useMutation<Return, Error, Omit<z.input<C['input']> & object, 'subjectId'>>({
    networkMode: 'always',
    retry: false,
    scope: { id: subjectId },
    mutationFn: (input) =>
      countedAsUnsent(() => send(made, { ...input, subjectId } as z.input<C['input']>, { entryId: uuidv7() })) as Promise<Return>,
    onSuccess: (person) => remember(client, person),
  })
}
