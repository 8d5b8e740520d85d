import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, test } from 'vitest'
import { call } from '#browser/call.ts'
import { settings as identity } from '#identity/contract/settings.ts'
import { intake } from '#intake/contract/calls.ts'
import { runningEmbedded } from '#server/embedded.ts'
import { chanceFrom } from '../../src/demo/chance.ts'
import { aFolder, command, type Running, signedIn, start } from './process.ts'

const { folder, remove } = await aFolder()
const settings = { DATA_FOLDER: folder }
/** Printed with a failure, so that the same moments can be tried again. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const chance = chanceFrom(seed)
/** Everybody twice. */
const returns = process.env.FAULTS === 'all' ? 3000 : 1500
const password = 'tres volcanes y un lago'
let running: Running | undefined

afterAll(async () => {
  running?.process.kill('SIGTERM')
  await running?.ended
  await remove()
})

test('a server killed with -9 while it looks for pairs and joins them finds each once and joins none twice', {
  timeout: 240_000,
}, async () => {
  const words = ['--name', 'Persona Inventada', '--institution', 'igm', '--role', 'registrar', '--role', 'administrator']
  const added = await command(['user', 'add', 'registro', ...words, '--json'], settings)
  expect(added.code, added.said).toBe(0)
  running = await start('start', settings)
  await signedIn(running.base, 'registro', JSON.parse(added.out).password, password)
  const fetch = await signedIn(running.base, 'registro', password)
  await call(identity.setAutomatic, { version: 0, above: 10 }, { fetch })
  const arrivals = [uuidv7(), uuidv7()]
  const flight = { facilityId: 'crr-fag', mode: 'air', originCountry: 'US', expectedAt: '2026-01-20T14:00:00Z' } as const
  for (const arrivalId of arrivals)
    await call(intake.createArrival, { arrivalId, carrier: arrivalId.slice(-6), ...flight }, { fetch })
  await asked(people, [arrivals, returns])

  // First half-way for certain, then at any moment: while it looks, or while it joins.
  running = await again(running)
  while ((await lookedAt()) === 0) await sleep(20)
  for (let kill = 0; kill < 4; kill++) {
    await sleep(chance.between(100, 1200))
    running = await again(running)
  }
  while ((await lookedAt()) < returns) await sleep(200)
  let linked = -1
  for (let now = await links(); now !== linked; now = await links()) {
    linked = now
    await sleep(1500)
  }
  const pairs = `select one_id || ' ' || other_id as pair, score from identity.question order by 1`
  const found = await asked(pairs)
  expect(found.length, `seed ${seed}`).toBeGreaterThan(returns / 3)
  expect(linked, `seed ${seed}`).toBeGreaterThan(returns / 8)
  const twice = await asked('select one_id, other_id from identity.decision group by 1, 2 having count(*) > 1')
  expect(twice, `seed ${seed}`).toEqual([])

  // Looked at all over again, without being killed, it finds the same. (How rare a name is was counted anew: scores move a little.)
  await forgotten('identity.looked')
  await forgotten('identity.question')
  running = await again(running)
  while ((await lookedAt()) < returns) await sleep(200)
  const anew = await asked(pairs)
  expect(
    anew.map(({ pair }) => pair),
    `seed ${seed}`,
  ).toEqual(found.map(({ pair }) => pair))
  const moved = anew.map(({ score }, index) => Math.abs(Number(score) - Number(found[index]!.score)))
  expect(Math.max(...moved), `seed ${seed}`).toBeLessThan(0.1)
})

/** Empties a table while the server writes in it too: where they wait for each other, PostgreSQL ends one of them. */
async function forgotten(table: string): Promise<void> {
  await asked(`delete from ${table}`).catch((error) => {
    if (error.code !== '40P01') throw error
    return forgotten(table)
  })
}

async function again(before: Running): Promise<Running> {
  before.process.kill('SIGKILL')
  await before.ended
  return start('start', settings)
}

/** Asks the running server's own database, behind it. */
async function asked(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const database = new pg.Client((await runningEmbedded(folder))!)
  await database.connect()
  try {
    return (await database.query(text, values)).rows
  } finally {
    await database.end()
  }
}

const countOf = async (table: string) => Number((await asked(`select count(*) as count from identity.${table}`))[0]!.count)
const lookedAt = () => countOf('looked')
const links = () => countOf('decision')

/** So many invented people on two flights, put there at once as a restore does. */
const people = `
  insert into intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, line, form, created_at,
    changed_at)
  select gen_random_uuid(), 'igm', ($1::uuid[])[1 + number % 2], 'crr-fag', current_date - number % 2 * 400, 'received', true, number,
    jsonb_build_object(
      'givenNames', initcap(translate(substr(md5('given ' || person), 1, 7), '0123456789', 'aeiouaeiou')),
      'surnames', initcap(translate(substr(md5('surname ' || person), 1, 8), '0123456789', 'aeiouaeiou')),
      'sex', 'male',
      'birthDate', (date '1950-01-01' + person % 20000)::text)
      || case when person % 3 = 0 then '{"birthMunicipality": "1413"}'::jsonb else '{}' end,
    now(), now() - number * interval '1 millisecond'
  from generate_series(1, $2::int) as number, lateral (select number / 2 as person) as who`
