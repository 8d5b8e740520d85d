import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, test } from 'vitest'
import { call } from '#browser/call.ts'
import { webhooks } from '#exchange/contract/webhooks.ts'
import { intake } from '#intake/contract/calls.ts'
import { aReceiver } from '../receiver.ts'
import { aFolder, command, type Running, signedIn, start } from './process.ts'

const { folder, remove } = await aFolder()
const settings = { DATA_FOLDER: folder, OUTGOING_HOSTS: '127.0.0.1@127.0.0.0/8' }
const password = 'tres volcanes y un lago'
let running: Running | undefined

afterAll(async () => {
  running?.process.kill('SIGTERM')
  await running?.ended
  await remove()
})

test('a server killed with -9 while others are told tells all of it after the next start, each under one id', {
  timeout: 120_000,
}, async () => {
  const roles = ['registrar', 'administrator'].flatMap((role) => ['--role', role])
  const added = await command(
    ['user', 'add', 'avisos', '--name', 'Persona Inventada', '--institution', 'igm', ...roles, '--json'],
    settings,
  )
  expect(added.code, added.said).toBe(0)
  const to = await aReceiver()
  to.answer((response) => setTimeout(() => response.writeHead(200).end(), 150))
  running = await start('start', settings)
  await signedIn(running.base, 'avisos', JSON.parse(added.out).password, password)
  const fetch = await signedIn(running.base, 'avisos', password)
  await call(webhooks.addSubscription, { subscriptionId: uuidv7(), url: to.url, kinds: ['return.received'] }, { fetch })
  const [arrivalId, expectedAt] = [uuidv7(), new Date().toISOString()]
  const flight = { arrivalId, facilityId: 'crr-fag', mode: 'air', carrier: 'V-1', originCountry: 'US', expectedAt } as const
  await call(intake.createArrival, flight, { fetch })
  const people = Array.from({ length: 80 }, () => uuidv7())
  const form = { givenNames: 'Persona', surnames: 'Inventada', birthDate: '1980' }
  for (const subjectId of people) await call(intake.recordReturn, { arrivalId, subjectId, form }, { fetch })

  while (to.received.length < 10) await sleep(50)
  running.process.kill('SIGKILL')
  await running.ended
  const before = to.received.length
  expect(before).toBeLessThan(people.length)
  running = await start('start', settings)
  const told = () => new Set(to.received.map((one) => one.told.data.subjectId))
  while (told().size < people.length) await sleep(200)
  expect([...told()].sort()).toEqual([...people].sort())
  const ids = new Map<string, Set<string>>()
  for (const { headers, told } of to.received) {
    const subjectId = told.data.subjectId!
    ids.set(subjectId, (ids.get(subjectId) ?? new Set()).add(headers['webhook-id']!))
  }
  expect([...ids.values()].every((one) => one.size === 1)).toBe(true)
  // What was under way at the moment of the kill may come twice, nothing else.
  expect(to.received.length).toBeLessThanOrEqual(people.length + 8)
})
