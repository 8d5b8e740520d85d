/** What docs/integrations.md shows works as it stands there. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newSecret, shownSecret, sign } from '#exchange/api/signature.ts'

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
