import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { type Call, type Command, nameOf, type Query } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { asksByItself } from '#browser/acting.ts'
import { call } from '#browser/call.ts'
import { beforeNextTry, countedAsUnsent, heardFromServer, heardNothing } from '#browser/connection.ts'
import { sessionOver, stepUp } from '#browser/interruption.ts'

type Input<C extends Command | Query> = z.input<C['input']>
type Output<C extends Command | Query> = z.output<C['output']>

/**
 * Makes a call and does not give up for what will pass: while nothing answers it tries again, and when the session is
 * over it waits until the person has signed in again, or has shown that it is them where a call asks for that. Throws what the server
 * refuses.
 * With `once`, the first failure is the answer.
 */
export async function send<C extends Command | Query>(
  made: C,
  input: Input<C>,
  options: { entryId?: string; once?: boolean } = {},
): Promise<Output<C>> {
  const ask = () => {
    const byItself = made.kind === 'query' && asksByItself()
    return call(made, input, { byItself, ...(options.entryId && { entryId: options.entryId }) }) as Promise<Output<C>>
  }
  return patientlyAsked(made, ask, options)
}

/** What `send` does for a call, for any way to ask. */
export async function patientlyAsked<T>(made: Call, ask: () => Promise<T>, options: { once?: boolean } = {}): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await ask()
      heardFromServer()
      return answer
    } catch (error) {
      const passing = error instanceof Problem && (error.code === 'no-connection' || error.status === 503)
      if (error instanceof Problem && error.code === 'no-connection') heardNothing()
      else heardFromServer()
      if (options.once) throw error
      if (error instanceof Problem && error.code === 'sign-in-needed' && made.may !== 'anyone') await sessionOver.over()
      else if (error instanceof Problem && error.code === 'step-up-needed') await stepUp.over(error)
      else if (passing) await beforeNextTry(tries)
      else throw error
    }
  }
}

/** Reads: `const accounts = useRead(access.listAccounts, { text })`. The answer of the last input stays until the new one is there. */
export function useRead<C extends Query>(
  made: C,
  input: Input<C>,
  options: { enabled?: boolean; every?: number } = {},
): UseQueryResult<Output<C>> {
  return useQuery({
    queryKey: [nameOf(made), input],
    queryFn: () => send(made, input),
    networkMode: 'always',
    retry: false,
    staleTime: 5_000,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
  }) as UseQueryResult<Output<C>>
}

/**
 * Gives a command: `const add = useCommand(access.addAccount, { changes: [access.listAccounts] })`, then `add.mutate(input)`.
 * Each time it is given it has one entry id, kept while it is tried again, so that it is recorded once.
 * `changes`: the reads that are to be read again afterwards. `inOrder`: commands with the same name wait for each other.
 * `once`: do not try again by itself.
 */
export function useCommand<C extends Command>(
  made: C,
  options: { changes?: readonly Query[]; inOrder?: string; once?: boolean } = {},
): UseMutationResult<Output<C>, Error, Input<C>> {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    retry: false,
    ...(options.inOrder && { scope: { id: options.inOrder } }),
    mutationFn: (input: Input<C>) => countedAsUnsent(() => send(made, input, { entryId: uuidv7(), once: options.once ?? false })),
    onSuccess: async () => {
      for (const read of options.changes ?? []) await client.invalidateQueries({ queryKey: [nameOf(read)] })
    },
  })
}
