import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, inject, test } from 'vitest'
import { call } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFolder, command, signedIn, start } from './process.ts'

const { folder, remove } = await aFolder()
const cluster = inject('cluster')
const name = `move_${uuidv7().replaceAll('-', '')}`
const administrator = new pg.Client({ ...cluster })
await administrator.connect()
await administrator.query(`create database ${name}`)

afterAll(async () => {
  await administrator.query(`drop database if exists ${name} with (force)`)
  await administrator.end()
  await remove()
})

const external = `postgres://${cluster.user}@localhost:${cluster.port}/${name}?host=${encodeURIComponent(cluster.host)}`
const password = 'tres volcanes y un lago'

test('from the laptop to the ministry’s server and back is backup and restore', { timeout: 180_000 }, async () => {
  const data = path.join(folder, 'data')
  const laptop = { DATA_FOLDER: data }
  const words = [
    'user',
    'add',
    'registro',
    '--name',
    'Persona Inventada',
    '--institution',
    'igm',
    '--role',
    'registrar',
    '--json',
  ]
  const added = JSON.parse((await command(words, laptop)).out)
  const first = await start('start', laptop)
  await signedIn(first.base, 'registro', added.password, password)
  const people = await receive(first.base)
  const whileRunning = path.join(folder, 'running.tar.gz')
  expect((await command(['backup', whileRunning], laptop)).code).toBe(0)
  first.process.kill('SIGTERM')
  await first.ended

  // The master key is in no archive.
  const key = await readFile(path.join(data, 'master.key'), 'utf8')
  const secret = Buffer.from(key.trim().split(/\s+/).at(-1)!, 'base64')
  const archived = gunzipSync(await readFile(whileRunning))
  for (const form of ['base64', 'base64url', 'hex', 'latin1'] as const)
    expect(archived.includes(secret.toString(form), 0, 'latin1')).toBe(false)

  // The laptop is lost, and comes back from the archive: without the key nothing begins, and no new one is made.
  await rm(data, { recursive: true })
  const restored = await command(['restore', whileRunning], laptop)
  expect(restored.code, restored.said).toBe(0)
  expect(restored.said).toContain('master.key')
  const keyless = await command(['start'], { ...laptop, PORT: '0' })
  expect(keyless.code).toBe(1)
  expect(keyless.said).toContain('master.key')
  await writeFile(path.join(data, 'master.key'), key, { mode: 0o400 })
  const second = await start('start', laptop)
  expect(await listed(second.base, people.arrivalId)).toEqual(people.subjectIds)
  second.process.kill('SIGTERM')
  await second.ended

  // The same archive, in another PostgreSQL.
  const ministry = {
    DATABASE_URL: external,
    DATA_FOLDER: path.join(folder, 'never'),
    MASTER_KEY_FILE: path.join(data, 'master.key'),
  }
  const moved = await command(['restore', whileRunning], ministry)
  expect(moved.code, moved.said).toBe(0)
  const { MASTER_KEY_FILE: _, ...unsaid } = ministry
  expect((await command(['start'], { ...unsaid, PORT: '0' })).said).toContain('MASTER_KEY_FILE')
  const third = await start('start', ministry)
  expect(await listed(third.base, people.arrivalId)).toEqual(people.subjectIds)
  third.process.kill('SIGTERM')
  await third.ended
  const again = await command(['restore', whileRunning], ministry)
  expect(again.code).toBe(1)
})

async function receive(base: string): Promise<{ arrivalId: string; subjectIds: string[] }> {
  const fetch = await signedIn(base, 'registro', password)
  const arrivalId = uuidv7()
  const expectedAt = new Date().toISOString()
  await call(
    intake.createArrival,
    { arrivalId, facilityId: 'crr-fag', mode: 'air', carrier: 'GXA 3100', originCountry: 'US', expectedAt },
    { fetch },
  )
  const subjectIds: string[] = []
  for (const surnames of ['Xiloj', "Tz'unux", 'Caal Choc']) {
    const subjectId = uuidv7()
    await call(intake.recordReturn, { arrivalId, subjectId, form: { givenNames: 'Ana', surnames } }, { fetch })
    subjectIds.push(subjectId)
  }
  const [closed, ...open] = subjectIds
  await call(intake.setCompartment, { subjectId: closed!, compartment: 'trafficking', reason: 'La espera alguien' }, { fetch })
  return { arrivalId, subjectIds: open.toSorted() }
}

async function listed(base: string, arrivalId: string): Promise<string[]> {
  const fetch = await signedIn(base, 'registro', password)
  const { returns } = await call(intake.listReturns, { arrivalId }, { fetch })
  return returns.map(({ subjectId }) => subjectId).toSorted()
}
