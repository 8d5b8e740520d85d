import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, test } from 'vitest'
import { Problem } from '#base/problem.ts'
import { call, type Fetch } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import { chanceFrom } from '../../src/demo/chance.ts'
import { aFolder, command, everyone, type Running, signedIn, start } from './process.ts'

const { folder, remove } = await aFolder()
const settings = { DATA_FOLDER: folder }
/** Printed with a failure, so that the same moments can be tried again. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const chance = chanceFrom(seed)
const atLength = process.env.FAULTS === 'all'
const password = 'tres volcanes y un lago'
let running: Running | undefined

afterAll(async () => {
  running?.process.kill('SIGTERM')
  await running?.ended
  await remove()
})

test('a server killed with -9 while returns are recorded loses none that it acknowledged and doubles none', {
  timeout: atLength ? 900_000 : 120_000,
}, async () => {
  const added = await command(
    ['user', 'add', 'registro', '--name', 'Persona Inventada', '--institution', 'igm', '--role', 'registrar', '--json'],
    settings,
  )
  expect(added.code, added.said).toBe(0)
  running = await start('start', settings)
  await signedIn(running.base, 'registro', JSON.parse(added.out).password, password)
  let fetch = await signedIn(running.base, 'registro', password)
  const arrivalId = uuidv7()
  await call(intake.createArrival, anArrival(arrivalId), { fetch })

  const acknowledged: string[] = []
  const retried: { subjectId: string; entryId: string }[] = []
  const kills = atLength ? 30 : 4
  for (let kill = 0; kill < kills; kill++) {
    const writers = Array.from({ length: 6 }, () => recordUntilRefused(fetch, arrivalId, acknowledged, retried))
    await sleep(chance.between(300, 1000))
    running.process.kill('SIGKILL')
    await running.ended
    await Promise.all(writers)
    running = await start('start', settings)
    fetch = await signedIn(running.base, 'registro', password)
    await sendAgain(fetch, arrivalId, acknowledged, retried)
  }

  await nothingLostOrDoubled(fetch, arrivalId, acknowledged)
  console.log(`${kills} kills of the server: ${acknowledged.length} acknowledged, 0 lost, 0 doubled`)
})

test('a database killed with -9 loses nothing either: the server says so and ends, and the next start has everything', {
  timeout: atLength ? 900_000 : 120_000,
}, async () => {
  running?.process.kill('SIGTERM')
  await running?.ended
  running = await start('start', settings)
  let fetch = await signedIn(running.base, 'registro', password)
  const arrivalId = uuidv7()
  await call(intake.createArrival, anArrival(arrivalId), { fetch })
  const acknowledged: string[] = []
  const retried: { subjectId: string; entryId: string }[] = []
  const back: number[] = []
  const kills = atLength ? 30 : 1
  for (let kill = 0; kill < kills; kill++) {
    const writers = Array.from({ length: 6 }, () => recordUntilRefused(fetch, arrivalId, acknowledged, retried))
    await sleep(chance.between(300, 1000))
    const [postmaster] = (await readFile(path.join(folder, 'pg/postmaster.pid'), 'utf8')).split('\n')
    process.kill(Number(postmaster), 'SIGKILL')
    expect(await running.ended).toBe(1)
    expect(running.said()).toMatch(/(ended without Ceiba|terminó sin que Ceiba)/)
    await Promise.all(writers)
    const began = performance.now()
    running = await start('start', settings)
    back.push((performance.now() - began) / 1000)
    fetch = await signedIn(running.base, 'registro', password)
    await sendAgain(fetch, arrivalId, acknowledged, retried)
  }
  await nothingLostOrDoubled(fetch, arrivalId, acknowledged)
  const median = back.toSorted((a, b) => a - b)[Math.floor(back.length / 2)]!
  console.log(
    `${kills} kills of the database: ${acknowledged.length} acknowledged, 0 lost, 0 doubled; back after ${median.toFixed(1)} s (median), ${Math.max(...back).toFixed(1)} s at most`,
  )
})

const anArrival = (arrivalId: string) =>
  ({
    arrivalId,
    facilityId: 'crr-fag',
    mode: 'air',
    carrier: 'GXA 3100',
    originCountry: 'US',
    expectedAt: new Date().toISOString(),
  }) as const

const aName = (subjectId: string) => ({
  givenNames: 'Persona',
  surnames: `Inventada ${subjectId.slice(-4).replaceAll(/\d/g, 'x')}`,
})

/** Records one return after the other until the server is gone. */
async function recordUntilRefused(
  fetch: Fetch,
  arrivalId: string,
  acknowledged: string[],
  retried: { subjectId: string; entryId: string }[],
): Promise<void> {
  for (;;) {
    const [subjectId, entryId] = [uuidv7(), uuidv7()]
    try {
      await call(intake.recordReturn, { arrivalId, subjectId, form: aName(subjectId) }, { fetch, entryId })
      acknowledged.push(subjectId)
    } catch (error) {
      // No answer at all, or that the database is gone.
      if (!(error instanceof Problem) || ![0, 503].includes(error.status)) throw error
      retried.push({ subjectId, entryId })
      return
    }
  }
}

/** Whoever got no answer sends the same command again. */
async function sendAgain(
  fetch: Fetch,
  arrivalId: string,
  acknowledged: string[],
  retried: { subjectId: string; entryId: string }[],
): Promise<void> {
  for (const { subjectId, entryId } of retried.splice(0)) {
    await call(intake.recordReturn, { arrivalId, subjectId, form: aName(subjectId) }, { fetch, entryId })
    acknowledged.push(subjectId)
  }
}

/** Everybody who was acknowledged is there once, nobody else is, and the journal is whole. */
async function nothingLostOrDoubled(fetch: Fetch, arrivalId: string, acknowledged: string[]): Promise<void> {
  const found = await everyone(fetch, arrivalId)
  expect(acknowledged.length, `seed ${seed}`).toBeGreaterThan(20)
  expect(acknowledged.filter((subjectId) => !found.includes(subjectId))).toEqual([])
  expect(found.length).toBe(new Set(found).size)
  expect(found.length).toBe(acknowledged.length)
  const doctor = await command(['doctor', '--json'], settings)
  expect(JSON.parse(doctor.out).findings).toContainEqual(expect.objectContaining({ about: 'Journal', well: true }))
}
