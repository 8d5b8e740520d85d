/** What docs/integrations.md shows works as it stands there. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import { newSecret, shownSecret, sign } from '#exchange/api/signature.ts'
import { sealNew } from '#server/journal.ts'
import { listen } from '#server/listen.ts'
import { aFlight, aPerson, received } from './people.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const page = readFileSync(path.join(import.meta.dirname, '../docs/integrations.md'), 'utf8')
const folder = mkdtempSync(path.join(tmpdir(), 'ceiba-page-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Check = (headers: object, body: string, secret: string, taken: Set<string>, now?: number) => boolean

test('the receiver’s function takes what Ceiba signs, once, and nothing else', async () => {
  const file = path.join(folder, 'receiver.mjs')
  writeFileSync(file, /```js\n([\s\S]*?)```/.exec(page)![1]!)
  const { isFromCeiba } = (await import(file)) as { isFromCeiba: Check }
  const now = new Date()
  const secret = newSecret()
  const body = '{"type":"test","data":{}}'
  const headers = sign(secret, 'd-1', body, now)
  const taken = new Set<string>()
  expect(isFromCeiba(headers, `${body} `, shownSecret(secret), taken)).toBe(false)
  expect(isFromCeiba(headers, body, shownSecret(newSecret()), taken)).toBe(false)
  expect(isFromCeiba(headers, body, shownSecret(secret), taken, now.getTime() / 1000 + 301)).toBe(false)
  expect(isFromCeiba(headers, body, shownSecret(secret), taken)).toBe(true)
  expect(isFromCeiba(headers, body, shownSecret(secret), taken)).toBe(false)
  const example = {
    'webhook-id': /id\n`(msg_\w+)`/.exec(page)![1]!,
    'webhook-timestamp': '1614265330',
    'webhook-signature': /`(v1,[^`]+)`\.\n/.exec(page)![1]!,
  }
  const known = /secret `(whsec_\w+)`/.exec(page)![1]!
  expect(isFromCeiba(example, '{"test": 2432232314}', known, new Set(), 1614265330)).toBe(true)
})

test('the calls of a machine, by curl', async () => {
  const { port, stop } = await listen(world.app, '127.0.0.1', 0)
  afterAll(stop)
  const administrator = await world.someone({ roles: ['administrator'] })
  const scopes = ['arrivals:write' as const, 'returns:read' as const]
  const { secret } = await administrator.call(access.addKey, { keyId: uuidv7(), name: 'Sistema de IGM', scopes, days: 30 })
  const env = { PATH: process.env.PATH, CEIBA: `http://127.0.0.1:${port}`, KEY: secret }
  const [load, read] = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines]) => lines!)
  const run = async (lines: string) => (await promisify(execFile)('bash', ['-euc', lines], { cwd: folder, env })).stdout

  const applied = async () => JSON.parse(/\{"added[^}]*\}/.exec(await run(load!))![0])
  expect(await applied()).toEqual({ added: 1, changed: 0, unchanged: 0, withdrawn: 0, leftOut: 0 })
  // Sent again it is recorded once, and says the same.
  expect(await applied()).toMatchObject({ added: 1, unchanged: 0 })
  const desk = await world.someone()
  const subjectId = await received(desk, await aFlight(desk), aPerson({ birthYear: 1990 }))
  await sealNew(world.doors)
  expect(JSON.parse(await run(read!))).toMatchObject({ returns: [{ subjectId }], more: false })
})
