import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, test } from 'vitest'
import { call } from '#browser/call.ts'
import { keysOf } from '#identity/rules/compare.ts'
import { intake } from '#intake/contract/calls.ts'
import { runningEmbedded } from '#server/embedded.ts'
import { chanceFrom } from '../../src/demo/chance.ts'
import { aFolder, command, type Running, signedIn, start } from './process.ts'

const { folder, remove } = await aFolder()
const settings = { DATA_FOLDER: folder }
/** Printed with a failure, so that the same moments can be tried again. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const chance = chanceFrom(seed)
const returns = 60_000
const password = 'tres volcanes y un lago'
let running: Running | undefined

afterAll(async () => {
  running?.process.kill('SIGTERM')
  await running?.ended
  await remove()
})

test('a server killed with -9 while it makes the keys of a register doubles none and leaves none out', {
  timeout: 240_000,
}, async () => {
  const added = await command(
    ['user', 'add', 'registro', '--name', 'Persona Inventada', '--institution', 'igm', '--role', 'registrar', '--json'],
    settings,
  )
  expect(added.code, added.said).toBe(0)
  running = await start('start', settings)
  await signedIn(running.base, 'registro', JSON.parse(added.out).password, password)
  const fetch = await signedIn(running.base, 'registro', password)
  const arrivalId = uuidv7()
  const flight = { facilityId: 'crr-fag', mode: 'air', carrier: 'GXA 3100', originCountry: 'US' } as const
  await call(intake.createArrival, { arrivalId, ...flight, expectedAt: new Date().toISOString() }, { fetch })
  await asked((database) => database.query(people, [arrivalId, returns]))

  // The first time half-way for certain, then at any moment.
  let made = await withKeys()
  for (; made === 0; made = await withKeys()) await sleep(50)
  expect(made).toBeLessThan(returns)
  for (let kill = 0; kill < 3; kill++) {
    if (kill > 0) await sleep(chance.between(200, 1500))
    running.process.kill('SIGKILL')
    await running.ended
    running = await start('start', settings)
  }
  while ((await withKeys()) < returns) await sleep(300)

  const { rows } = await asked((database) =>
    database.query('select subject_id, form, keys from intake.subject left join identity.indexed using (subject_id)'),
  )
  const sorted = (keys: number[]) => keys.toSorted((a, b) => a - b)
  const wrong = rows.filter(({ form, keys }) => String(sorted(keys ?? [])) !== String(sorted(keysOf(form))))
  expect(wrong, `seed ${seed}`).toEqual([])
  const stored = await asked((database) =>
    database.query(`
      select count(*)::int as all, count(*) filter (where not keys @> array[key])::int as others
      from identity.match_key left join identity.indexed using (subject_id)`),
  )
  expect(stored.rows).toEqual([{ all: rows.reduce((sum, { keys }) => sum + keys.length, 0), others: 0 }])
})

/** Asks the running server's own database, behind it. */
async function asked<T>(work: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client((await runningEmbedded(folder))!)
  await database.connect()
  try {
    return await work(database)
  } finally {
    await database.end()
  }
}

async function withKeys(): Promise<number> {
  const { rows } = await asked((database) => database.query('select count(*)::int as made from identity.indexed'))
  return rows[0].made
}

/** So many invented people, put there at once as a restore does. */
const people = `
  insert into intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, line, form, created_at,
    changed_at)
  select gen_random_uuid(), 'igm', $1::uuid, 'crr-fag', current_date, 'received', true, number,
    jsonb_build_object('givenNames', 'Juan ' || (array['Abel', 'Baltazar', 'Ciro', 'Diego'])[1 + number % 4],
      'surnames', 'Tz’unux ' || chr(97 + number % 26) || chr(97 + number / 26 % 26) || 'ol', 'birthDate', 1950 + number % 60 || '-05-12'),
    now(), now() - number * interval '1 second'
  from generate_series(1, $2::int) as number`
