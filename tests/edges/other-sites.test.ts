import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { nameOf, roles } from '#base/contract.ts'
import { features } from '../../src/features.ts'
import { aWorld } from '../world.ts'

/** A page of another site that somebody with a session opens can send commands in their name: none is taken. */

const world = await aWorld()
const insider = await world.someone({ roles: [...roles] })
const commands = features.flatMap(({ contract }) => Object.values(contract)).filter(({ kind }) => kind === 'command')

const foreign: Record<string, string>[] = [
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'nonsense' },
  { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://ceiba.example', Host: 'ceiba.example' },
  { Origin: 'https://elsewhere.example', Host: 'ceiba.example' },
  { Origin: 'https://ceiba.example.elsewhere.example', Host: 'ceiba.example' },
  { Origin: 'null', Host: 'ceiba.example' },
]
/** The first is what OAuth speaks: a call may say that it takes it, one that needs no cookie. */
const forms = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']

describe.each(commands.map((call) => [nameOf(call), call] as const))('%s', (_, { method, path, form }) => {
  const address = `/api${path.replaceAll(/:\w+/g, () => uuidv7())}`
  const send = async (headers: Record<string, string>, body = '{}') => {
    const answer = await insider.fetch(address, { method, body, headers })
    return { status: answer.status, code: (await answer.json()).code }
  }

  test('is not taken from another site', async () => {
    for (const headers of foreign)
      expect(await send({ 'Content-Type': 'application/json', ...headers })).toEqual({ status: 403, code: 'other-site' })
  })

  test('is not taken from a form, which needs no leave to be sent across', async () => {
    for (const type of forms.slice(form ? 1 : 0))
      expect(await send({ 'Content-Type': type })).toEqual({ status: 415, code: 'json-needed' })
  })
})
