/**
 * One thread of the loading for `lookup`: invents a portion of the register and copies it into the tables: returns, their keys as the
 * library makes them, and the digest that says that the keys are those of the return as it stands.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Facts } from '#identity/contract.ts'
import { keysOfEach, wayOfKeys } from '#identity/rules/compare.ts'
import { foldText } from '#linkage'
import { codeOf, departments } from '../libs/linkage/evaluation/places.ts'
import { type Made, records } from '../libs/linkage/evaluation/records.ts'
import { municipalityNamed } from '../libs/linkage/src/places.ts'
import { arrivalOn, instantOf } from './lookup-arrivals.ts'

export type Portion = {
  connection: pg.ClientConfig
  number: number
  /** Returns to load, records to hold back of people who are in the register, and records that come after them. */
  returns: number
  queries: number
  arriving: number
  /** Arrivals of each day of the whole register. */
  arrivalsADay: number
}

/** A record held back, and the returns of the same person that are in the register. */
export type Query = { facts: Facts; returns: string[] }
export type Loaded = { queries: Query[]; arriving: Facts[] }

const portion: Portion = workerData
const atOnce = 2000

const tables = {
  subject: `intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, line, form, step, step_at,
    slip_code, received_at, created_at, changed_at)`,
  match_key: 'identity.match_key (institution_id, key, subject_id)',
  indexed: 'identity.indexed (subject_id, institution_id, facts, keys)',
}

/** Lines of text into a table; `end` waits until the database has them. */
async function copying(table: keyof typeof tables): Promise<{ add(lines: string): Promise<void>; end(): Promise<void> }> {
  const client = new pg.Client(portion.connection)
  await client.connect()
  const stream: Writable = client.query(from(`copy ${tables[table]} from stdin`))
  return {
    async add(lines) {
      if (!stream.write(lines)) await once(stream, 'drain')
    },
    async end() {
      stream.end()
      await finished(stream)
      await client.end()
    },
  }
}

/** Where names stand for several municipalities the first is taken: a desk chooses from a list. */
const codeByName = new Map<string, string>()
departments.forEach(({ municipalities }, department) => {
  municipalities.forEach((name, municipality) => {
    const folded = foldText(name)
    if (!codeByName.has(folded)) codeByName.set(folded, codeOf({ department: department + 1, municipality: municipality + 1 }))
  })
})

function codeOfPlace(text: string): string | undefined {
  const folded = foldText(text)
  const near = () => municipalityNamed(folded)
  return text === '' ? undefined : (codeByName.get(folded) ?? (near() > 0 ? String(near()).padStart(4, '0') : undefined))
}

/** A record as a form holds it: a desk has no field for an age. */
const factsOf = (made: Made): Facts => ({
  givenNames: made.givenNames || undefined,
  surnames: made.surnames || undefined,
  sex: made.sex === 'F' ? 'female' : 'male',
  birthDate: made.birthDate || undefined,
  cui: made.cui || undefined,
  birthMunicipality: codeOfPlace(made.municipality),
})

/** A version 7 id made at the hour of the arrival, so ids of one day lie together. */
function idOf(instant: Date, row: number): string {
  const time = instant.getTime().toString(16).padStart(12, '0')
  const own = row.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${portion.number.toString(16).padStart(3, '0')}-8000-${own}`
}

/** What PostgreSQL's `row(…)::text` gives: the digest of `staleAmong` (src/identity/store/keys.ts). */
function digestOf({ givenNames, surnames, sex, birthDate, cui, birthMunicipality }: Facts): string {
  const cells = [givenNames, surnames, sex, birthDate, cui, undefined, birthMunicipality, undefined, undefined].map((cell) =>
    cell === undefined ? '' : /[\s",()\\]/.test(cell) ? `"${cell.replaceAll(/["\\]/g, '$&$&')}"` : cell,
  )
  return createHash('md5')
    .update(`(${wayOfKeys},f,${cells.join(',')})`)
    .digest('hex')
}

async function load(): Promise<Loaded> {
  const [subjects, keys, indexed] = await Promise.all([copying('subject'), copying('match_key'), copying('indexed')])
  const queries: Query[] = []
  const arriving: Facts[] = []
  /** Returns of those people of whom a later record is held back. */
  const returnsOf = new Map<number, string[]>()
  const held = new Set<number>()
  // About a fifth of the people have more than one record.
  const every = Math.max(1, Math.floor((portion.returns * 0.15) / portion.queries))
  let row = 0
  let batch: { subjectId: string; facts: Facts }[] = []
  let lines = ''
  const save = async () => {
    const each = keysOfEach(batch.map(({ facts }) => facts))
    let own = ''
    let all = ''
    batch.forEach(({ subjectId, facts }, at) => {
      for (const key of each[at]!) own += `igm\t${key}\t${subjectId}\n`
      all += `${subjectId}\tigm\t${digestOf(facts)}\t{${each[at]!.join(',')}}\n`
    })
    await Promise.all([subjects.add(lines), keys.add(own), indexed.add(all)])
    batch = []
    lines = ''
  }
  const rows = Math.ceil(portion.returns * 1.5) + portion.arriving
  for (const made of records({ seed: 20_261_121 + portion.number, rows, level: 'busy' })) {
    const facts = factsOf(made)
    if (row === portion.returns) {
      if (arriving.push(facts) >= portion.arriving) break
      continue
    }
    const known = returnsOf.get(made.person)
    if (known && !held.has(made.person) && queries.length < portion.queries) {
      held.add(made.person)
      queries.push({ facts, returns: known })
      continue
    }
    const instant = instantOf(made.arrivalDate)
    const subjectId = idOf(instant, row)
    if (known) known.push(subjectId)
    else if (made.person % every === 0) returnsOf.set(made.person, [subjectId])
    const at = instant.toISOString()
    const form = JSON.stringify({ ...facts, nationality: 'GT', returnType: 'deported', reasons: ['economic'], plan: 'stay' })
    const arrivalId = arrivalOn(made.arrivalDate, row, portion.arrivalsADay)
    lines += `${subjectId}\tigm\t${arrivalId}\tcrr-fag\t${made.arrivalDate}\treceived\tt\t1\t${form}\tdone\t${at}\t\\N\t${at}\t${at}\t${at}\n`
    batch.push({ subjectId, facts })
    row++
    if (batch.length === atOnce) await save()
  }
  await save()
  await Promise.all([subjects, keys, indexed].map((table) => table.end()))
  return { queries, arriving }
}

parentPort?.postMessage(await load())
