import { expect, test } from 'vitest'
import { isSigned, newSecret, shownSecret, sign } from './signature.ts'

/** The example of the specification's own libraries. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const body = '{"test": 2432232314}'
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
const now = new Date(1614265330_000)
const golden = {
  'webhook-id': id,
  'webhook-timestamp': '1614265330',
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}

test('a signature is that of Standard Webhooks', () => {
  expect(sign(Buffer.from(secret.slice(6), 'base64'), id, body, now)).toEqual(golden)
  expect(isSigned(secret, golden, body, now)).toBe(true)
})

test('a changed body, id, time, secret or signature is not signed; one of several signatures is enough', () => {
  expect(isSigned(secret, golden, `${body} `, now)).toBe(false)
  expect(isSigned(secret, { ...golden, 'webhook-id': 'msg_other' }, body, now)).toBe(false)
  expect(isSigned(secret, { ...golden, 'webhook-timestamp': '1614265331' }, body, now)).toBe(false)
  expect(isSigned(shownSecret(newSecret()), golden, body, now)).toBe(false)
  expect(isSigned(secret, { ...golden, 'webhook-signature': 'v1,AAAA' }, body, now)).toBe(false)
  expect(isSigned(secret, { ...golden, 'webhook-signature': `v1,AAAA ${golden['webhook-signature']}` }, body, now)).toBe(true)
})

test('a message older or newer than five minutes is not taken', () => {
  const at = (seconds: number) => isSigned(secret, golden, body, new Date(now.getTime() + seconds * 1000))
  expect([at(300), at(-300), at(301), at(-301)]).toEqual([true, true, false, false])
  expect(isSigned(secret, { ...golden, 'webhook-timestamp': 'soon' }, body, now)).toBe(false)
})
