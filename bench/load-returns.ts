/**
 * Fills a database with invented returns, quickly: the names are skewed as names are (a few very frequent, a long tail), the days lie
 * over ten years. For measuring only; `node bench/load-returns.ts <number>` on an empty database of its own.
 */
import type pg from 'pg'
import { foldName } from '#base/personal-name.ts'
import { openPool } from '#server/db.ts'
import { startEmbedded } from '#server/embedded.ts'
import { migrate } from '#server/migrate.ts'

const given = (
  'José|María|Juan|Carlos|Ana|Luis|Pedro|Manuel|Rosa|Miguel|Juana|Francisco|Diego|Marta|Domingo|Mateo|Antonio|Tomás|Lucía|Sebastián|' +
  'Elena|Mario|Jorge|Byron|Wilmer|Kevin|Edwin|Selvin|Brayan|Yesenia|Marvin|Elmer|Rony|Walter|Danilo|Santos|Catarina|Petrona|Micaela|' +
  'Isabela|Magdalena|Dominga|Candelaria|Josefa|Manuela|Tomasa|Gaspar|Baltazar|Melchor|Andrés|Pascual|Nicolás|Cristóbal|Lorenzo|Eulalia|' +
  'Angelina|Wendy|Heidy|Gladys|Blanca|Sandra|Silvia|Sonia|Vilma|Irma|Olga|Aura|Mirna|Noé|Isaías|Abner|Eliseo|Obdulio|Rigoberto|' +
  'Fidelino|Hermelindo|Florentín|Crisanta|Hilaria|Ixchel|Nikté|Ixmucané|Balam|Tojil|Saqarik|Ajpu|Kab’an|Tz’unun|Imox|No’j'
).split('|')
const family = (
  'López|Pérez|García|Hernández|Gómez|Morales|Ramírez|Vásquez|Juárez|Díaz|Mendoza|Domingo|Velásquez|Ramos|Ortiz|de León|Castillo|' +
  'Reyes|Cruz|Méndez|Francisco|Sebastián|Pedro|Pascual|Mateo|Aguilar|Fuentes|Escobar|Martínez|González|Xiloj|Tz’unux|Chávez|Ajú|Coy|' +
  'Choc|Caal|Pop|Xol|Tiul|Cucul|Ical|Maquín|Sacul|Tzul|Us|Ixcoy|Chitop|Batz|Ixcot|Tzoc|Saquic|Tum|Ajpop|K’ix|Q’uq’|B’atz|Ch’en|' +
  'Ordóñez|Monzón|Barrios|Cifuentes|Godínez|Orozco|Bámaca|Marroquín|Sic|Osorio|Raymundo|Brito|Cobo|Ceto|Matom|Santiago|Marcos|' +
  'Silvestre|Esteban|Alonzo|Calmo|Jerónimo|Ambrocio|Carrillo|Matías|Jacinto|Pablo|Cardona|Lux|Quino|Guarcax|Yaxón|Saloj|Cojtí|Bixcul'
).split('|')

/** Rare surnames out of syllables: the long tail. */
const tail = [
  'ba',
  'cha',
  'ix',
  'ku',
  'lo',
  'mes',
  'ni',
  'pol',
  'quin',
  'ro',
  'sa',
  'tum',
  'ul',
  'xo',
  'ya',
  'zel',
  'mon',
  'ta',
  'wi',
  'gra',
]
const rare = tail.flatMap((a) => tail.flatMap((b) => tail.map((c) => a[0]!.toUpperCase() + a.slice(1) + b + c)))

/** Puts `count` returns of the institution `igm` into a migrated database; gives the seconds it took. */
export async function loadReturns(pool: pg.Pool, count: number): Promise<number> {
  const began = performance.now()
  const client = await pool.connect()
  try {
    await client.query("set ceiba.institution = 'igm'; set synchronous_commit = off; select setseed(0.4)")
    await client.query('create temporary table given (number int primary key, name text, keys text[])')
    await client.query('create temporary table family (number int primary key, name text, keys text[])')
    await words(client, 'given', given)
    await words(client, 'family', [...family, ...rare])
    await client.query(arrivals, [Math.ceil(count / perArrival)])
    // In pieces, so that the disk is not asked for everything at once.
    for (let from = 0; from < count; from += piece) await client.query(returns, [from, Math.min(count, from + piece) - 1])
    for (const text of others) await client.query(text)
    await client.query('vacuum analyze')
    await client.query('reset ceiba.institution; reset synchronous_commit')
  } finally {
    client.release()
  }
  return (performance.now() - began) / 1000
}

const perArrival = 125
const piece = 50_000

async function words(client: pg.ClientBase, table: 'given' | 'family', names: string[]): Promise<void> {
  const keys = names.map((name) => foldName(name))
  const text = `insert into ${table} select number - 1, name, string_to_array(keys, ' ')
    from unnest($1::text[], $2::text[]) with ordinality as one (name, keys, number)`
  await client.query(text, [names, keys])
}

const arrivals = `
  insert into intake.arrival (arrival_id, institution_id, facility_id, kind, mode, carrier, origin_country, origin_place, expected_at,
    state, opened_at, closed_at)
  select gen_random_uuid(), 'igm', case when number % 3 = 0 then 'crr-tecun-uman' else 'crr-fag' end, 'manifest',
    case when number % 3 = 0 then 'land' else 'air' end, 'V-' || number, case when number % 3 = 0 then 'MX' else 'US' end, 'Invented',
    timestamptz '2026-11-20 15:00Z' - number * (interval '3652 days' / $1), 'closed',
    timestamptz '2026-11-20 15:00Z' - number * (interval '3652 days' / $1),
    timestamptz '2026-11-20 19:00Z' - number * (interval '3652 days' / $1)
  from generate_series(0, $1::int - 1) as number`

/** A version 7 id made at an instant, as desks make them: ids sort by time, so those of one day lie together. */
function madeAt(instant: string, seed: string): string {
  return `(lpad(to_hex((extract(epoch from ${instant}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${seed}::text), 1, 3)
    || '8' || substr(md5(${seed}::text), 4, 15))::uuid`
}

/** `random() ^ n` picks the first of a list often and the last seldom; one in five has a surname of the tail. */
const returns = `
  with listed as materialized (
    select arrival_id, facility_id, expected_at, row_number() over (order by expected_at desc) - 1 as number
    from intake.arrival
  ),
  drawn as materialized (
    select number,
      floor(power(random(), 2.2) * ${given.length})::int as first, floor(power(random(), 1.6) * ${given.length})::int as second,
      case when random() < 0.2 then ${family.length} + floor(random() * ${rare.length})::int
        else floor(power(random(), 2.2) * ${family.length})::int end as third,
      case when random() < 0.2 then ${family.length} + floor(random() * ${rare.length})::int
        else floor(power(random(), 1.8) * ${family.length})::int end as fourth,
      1950 + floor(power(random(), 0.6) * 68)::int as born, random() as chance
    from generate_series($1::int, $2::int) as number
  ),
  person as materialized (
    select drawn.*, ${madeAt('expected_at', 'drawn.number')} as subject_id, arrival_id, facility_id, expected_at, one.name || ' ' || two.name as given_names, three.name || ' ' || four.name as surnames,
      one.keys || two.keys || three.keys || four.keys as keys
    from drawn
    join listed on listed.number = drawn.number / ${perArrival}
    join given one on one.number = first
    join given two on two.number = second
    join family three on three.number = third
    join family four on four.number = fourth
  ),
  added as (
    insert into intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, line, form, step, step_at,
      slip_code, received_at, created_at, changed_at)
    select subject_id, 'igm', arrival_id, facility_id, (expected_at at time zone 'America/Guatemala')::date, 'received', true,
      person.number % ${perArrival} + 1,
      jsonb_build_object('givenNames', given_names, 'surnames', surnames, 'sex', case when chance < 0.78 then 'male' else 'female' end,
        'birthDate', born || '-0' || 1 + floor(chance * 9)::int || '-1' || floor(chance * 10)::int, 'nationality', 'GT',
        'cui', (9000000000000 + person.number * 7919::bigint % 999999999999)::text,
        'condition', case when born > 2008 then 'accompanied_child' else 'adult' end,
        'people', case when chance < 0.55 then 'maya' else 'ladino' end, 'education', 'isced_' || floor(chance * 4)::int,
        'destinationMunicipality', lpad((1 + floor(chance * 22)::int)::text, 2, '0') || '01',
        'returnType', 'deported', 'reasons', case when chance < 0.64 then '["economic"]' else '["violence", "family_reunification"]' end::jsonb,
        'plan', case when chance < 0.4 then 'stay' else 'migrate_again' end, 'wishes', '["job"]'::jsonb),
      'done', expected_at + interval '1 hour', upper(substr(md5(person.number::text), 1, 10)), expected_at + interval '1 hour', expected_at,
      expected_at
    from person
    returning subject_id, institution_id, arrived_on
  )
  insert into intake.name_key (subject_id, institution_id, key, arrived_on)
  select distinct added.subject_id, institution_id, key, arrived_on
  from added
  join person using (subject_id), unnest(keys) as key`

const others = [
  `insert into intake.slip (code, subject_id, institution_id)
   select slip_code, subject_id, institution_id from intake.subject on conflict do nothing`,
  `insert into intake.step (subject_id, step, institution_id, at, account_id)
   select subject_id, 'done', institution_id, step_at, '00000000-0000-7000-8000-000000000001' from intake.subject`,
]

if (import.meta.main) {
  const [count = '100000', folder = 'bench/out/returns'] = process.argv.slice(2)
  const database = await startEmbedded({ folder, say: console.log })
  const pool = openPool(database.connection, { most: 2 })
  await migrate(pool)
  console.log(`${count} returns in ${(await loadReturns(pool, Number(count))).toFixed(0)} s`)
  await pool.end()
  await database.stop()
}
