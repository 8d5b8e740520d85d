import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { access } from '#access/contract/calls.ts'
import type { Command, Query } from '#base/contract.ts'
import { call, type Fetch } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFolder, command, type Running, start } from '../tests/faults/process.ts'

/** The password of whoever measures. */
export const password = 'una ceiba para medir'

/** A real Ceiba: `ceiba start` as a process of its own, and somebody who is signed in to it. */
export type Ceiba = {
  base: string
  folder: string
  login: string
  /** The session's cookie, as a request sends it. */
  cookie: string
  process: Running['process']
  call<C extends Command | Query>(made: C, input: z.input<C['input']>): Promise<z.output<C['output']>>
  stop(): Promise<void>
}

/**
 * Starts Ceiba in an empty folder (or in the given one) with its own database, or on DATABASE_URL in the settings, and signs
 * in a registrar who may also chief a shift. `stop` removes the folder unless it was given.
 */
export async function aCeiba(settings: Record<string, string> = {}, folder?: string): Promise<Ceiba> {
  const made = folder ? { folder, remove: async () => {} } : await aFolder()
  // One account asks for what a thousand people would.
  const environment = { DATA_FOLDER: `${made.folder}/data`, LOG: 'quiet', PERSONS_PER_HOUR: '1000000000', ...settings }
  const running = await start('start', environment)
  const login = `medidora-${Date.now()}`
  const words = [
    'user',
    'add',
    login,
    '--name',
    'Persona Inventada',
    '--institution',
    'igm',
    '--role',
    'registrar',
    'shift-chief',
    '--json',
  ]
  const added = await command(words, environment)
  if (added.code !== 0) throw new Error(added.said)
  let cookie = ''
  const fetching: Fetch = async (at, init) => {
    const response = await fetch(`${running.base}${at}`, {
      ...init,
      headers: { ...init.headers, ...(cookie && { Cookie: cookie }) },
    })
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return response
  }
  const calling = <C extends Command | Query>(made: C, input: z.input<C['input']>) => call(made, input, { fetch: fetching })
  await calling(access.signIn, { login, password: JSON.parse(added.out).password })
  await calling(access.changePassword, { current: JSON.parse(added.out).password, wanted: password })
  return {
    base: running.base,
    folder: made.folder,
    login,
    cookie,
    process: running.process,
    call: calling as Ceiba['call'],
    async stop() {
      running.process.kill('SIGTERM')
      await running.ended
      await made.remove()
    },
  }
}

/** A flight that is being received now; gives its id. */
export async function anArrival(ceiba: Ceiba): Promise<string> {
  const arrivalId = uuidv7()
  const expectedAt = new Date().toISOString()
  const flight = {
    facilityId: 'crr-fag',
    kind: 'manifest',
    mode: 'air',
    carrier: 'GXA 3100',
    originCountry: 'US',
    expectedAt,
  } as const
  await ceiba.call(intake.createArrival, { arrivalId, ...flight })
  await ceiba.call(intake.openArrival, { arrivalId })
  return arrivalId
}
