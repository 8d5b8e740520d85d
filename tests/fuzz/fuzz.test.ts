import { gunzipSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { compartments } from '#base/codes.ts'
import { roles } from '#base/contract.ts'
import type { Fetch } from '#browser/call.ts'
import { aFlight, aPerson, received } from '../people.ts'
import { aWorld } from '../world.ts'
import { type Operation, operationsIn, requestsTo, type Sent } from './requests.ts'
import type { Circumstances } from './values.ts'

/**
 * Everything that our own OpenAPI document describes, asked at random: as it should be, almost so, and as an attacker would. One call
 * leads to the next by what its answer held. `npm run fuzz -- --requests 10000 --seed 1` does it at length.
 */

const requests = Number(process.env.FUZZ_REQUESTS ?? 1500)
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

/** What is everybody's: whoever writes there, as a text that people are asked with, writes for all institutions, and so without a mark. */
const isEverybodys = ({ id }: Operation) => /^(directory|release)\.|ConsentText/.test(id)
/** Calls by which one institution lets another see something of its own. Each is decided by whoever owns the record. */
const sharedByDesign: readonly string[] = []

const world = await aWorld({ personsPerHour: 1_000_000 })
const { operations, refusal } = operationsIn(await (await world.app.request('/api/openapi.json')).json())
const chance = {
  next: 0,
  count: 0,
  pick: <T>(arbitrary: fc.Arbitrary<T>): T => fc.sample(arbitrary, { seed: seed + chance.next++, numRuns: 1 })[0]!,
}

type Actor = {
  mark: string
  institution: string | undefined
  roles: readonly (typeof roles)[number][]
  fetch: Fetch
}
const word = seed.toString(36).padStart(4, '0').slice(-4)
const most = roles.filter((role) => role !== 'directory-editor')
const nobody = { fetch: world.visitor.fetch }
const actors: Record<'first' | 'second' | 'editor' | 'visitor', Actor> = {
  first: { mark: `qa${word}`, institution: 'igm', roles: most, ...nobody },
  second: { mark: `qb${word}`, institution: 'minex', roles: most, ...nobody },
  // What stands in the directory is everybody's: it is written without a mark.
  editor: { mark: '', institution: 'igm', roles: ['directory-editor'], ...nobody },
  visitor: { mark: `qv${word}`, institution: undefined, roles: [], ...nobody },
}
const marks = Object.values(actors)
  .map(({ mark }) => mark)
  .filter((mark) => mark !== '')

/** What answers held, by the name of the member. Texts of people are not among it: they stay with who wrote them. */
const known = new Map<string, Set<unknown>>()
/** Mostly one goes on with one's own; else with what anybody saw. */
const knownTo = (actor: Actor) => (name: string) => [
  ...((chance.count++ % 4 > 0 && known.get(`${actor.mark} ${name}`)) || known.get(name) || []),
]
/** The ids that the first user's own answers held. */
const ofTheFirst = new Set<unknown>()
const leads = /(Id|Ids|[cC]ode|version|state|step|kind|mode|number|next|service|department|country)$/

function learn(value: unknown, whose: Actor, name = ''): void {
  if (Array.isArray(value)) for (const member of value) learn(member, whose, name.replace(/s$/, ''))
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) learn(member, whose, key)
  else if (leads.test(name) && value !== null && value !== undefined && !marks.some((mark) => String(value).includes(mark))) {
    const means = name === 'next' ? 'after' : name
    for (const key of [means, `${whose.mark} ${means}`]) {
      const values = known.get(key) ?? new Set()
      known.set(key, values)
      // The oldest goes: what is new leads on.
      if (values.size >= 40) values.delete(values.values().next().value)
      values.add(value)
    }
    if (whose === actors.first && /^(subjectId|arrivalId|manifestId)$/.test(name)) ofTheFirst.add(value)
  }
}

async function arrive(actor: Actor): Promise<void> {
  if (!actor.institution) return
  const someone = await world.someone({
    roles: [...actor.roles],
    institution: actor.institution,
    compartments: Object.keys(compartments),
  })
  actor.fetch = someone.fetch
  learn({ accountId: someone.accountId }, actor)
  if (!actor.roles.includes('registrar')) return
  const arrivalId = await aFlight(someone, { carrier: `${actor.mark} V1` })
  const names = { givenNames: `${actor.mark} Ixchel`, surnames: `${actor.mark} Coc` }
  const subjectId = await received(someone, arrivalId, aPerson({ ...names, birthYear: 1987 }))
  learn({ arrivalId, subjectId }, actor)
}

const answers = new Map<string, z.ZodType>()
function schemaOf(operation: Operation, status: number): z.ZodType {
  const key = status === 200 ? operation.id : 'refusal'
  const schema = answers.get(key) ?? z.fromJSONSchema((status === 200 ? operation.answer : refusal) as never)
  answers.set(key, schema)
  return schema
}

type Fault = { what: string; sent: string; answer: string }
const faults = new Map<string, Fault>()

/** Whoever asked for a compressed answer was given one. */
async function textOf(answer: Response): Promise<string> {
  const bytes = Buffer.from(await answer.arrayBuffer())
  const encoding = answer.headers.get('Content-Encoding')
  return String(encoding === 'gzip' ? gunzipSync(bytes) : encoding === 'deflate' ? inflateSync(bytes) : bytes)
}

/** Everything that an answer must hold, whoever asked for whatever. */
async function examine(sent: Sent, actor: Actor, answer: Response): Promise<void> {
  const { operation } = sent
  const text = await textOf(answer)
  const fault = (what: string) => {
    const told = {
      what,
      sent: `${sent.how} ${operation.method} ${sent.path} ${sent.body}`.slice(0, 800),
      answer: `${answer.status} ${text}`.slice(0, 400),
    }
    if (!faults.has(`${operation.id}: ${what}`)) faults.set(`${operation.id}: ${what}`, told)
  }
  if (answer.status >= 500) fault(`${answer.status} ${JSON.stringify(world.log.at(-1))}`)
  const type = answer.headers.get('Content-Type')
  const isJson = type === 'application/json' || type === 'application/problem+json'
  if (![200, 400, 401, 403, 404, 405, 409, 413, 415, 422, 423, 428, 429].includes(answer.status))
    fault(`answered ${answer.status}`)
  if (type !== (answer.status === 200 ? operation.media : 'application/problem+json'))
    fault(`answered ${answer.status} as ${type}`)
  if (answer.headers.get('Cache-Control') !== 'no-store') fault('may be kept')
  if (isJson) {
    const value: unknown = JSON.parse(text)
    const read = schemaOf(operation, answer.status).safeParse(value)
    if (!read.success) fault(`is not as described: ${read.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`)}`)
    if (answer.status === 200) learn(value, actor)
  }
  if (actor === actors.first || isEverybodys(operation) || sharedByDesign.includes(operation.id)) return
  if (text.includes(actors.first.mark)) fault('shows what the first user wrote')
  const asked = sent.path.split(/[/?&=]/)
  if (answer.status === 200 && !isJson && asked.some((part) => ofTheFirst.has(part)))
    fault('hands out a paper of the first user’s')
}

test(`${requests} requests made from our own description, seed ${seed}`, { timeout: 1_200_000 }, async () => {
  for (const actor of Object.values(actors)) await arrive(actor)
  const statuses = new Map<number, number>()
  const reached = new Set<string>()
  const theirs = (actor: Actor) =>
    operations.filter(({ may }) => typeof may === 'string' || actor.roles.some((role) => may.includes(role)))
  const chosen = fc.oneof(
    { weight: 9, arbitrary: fc.constant(actors.first) },
    { weight: 7, arbitrary: fc.constant(actors.second) },
    { weight: 2, arbitrary: fc.constant(actors.editor) },
    { weight: 1, arbitrary: fc.constant(actors.visitor) },
  )
  const started = performance.now()
  let slowest = 0
  let answering = 0
  for (let count = 0; count < requests; count++) {
    const actor = chance.pick(chosen)
    const may = theirs(actor)
    const operation = chance.pick(fc.constantFrom(...(may.length > 0 && chance.pick(fc.nat(9)) > 0 ? may : operations)))
    const at: Circumstances = { known: knownTo(actor), mark: isEverybodys(operation) ? '' : actor.mark }
    const sent = chance.pick(requestsTo(operation, at))
    // The centre where all arrive stays one.
    if (operation.method !== 'GET' && sent.path.includes('/facilities/crr-fag')) continue
    world.now = new Date(world.now.getTime() + 2000)
    const { method } = operation
    const began = performance.now()
    const answer = await actor.fetch(sent.path, {
      method,
      headers: sent.headers,
      ...(sent.body !== undefined && { body: sent.body }),
    })
    const taken = performance.now() - began
    answering += taken
    slowest = Math.max(slowest, taken)
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    if (answer.status === 200) reached.add(operation.id)
    const ended = answer.status === 401 && sent.how !== 'hostile headers'
    await examine(sent, actor, answer)
    if (ended || count % 250 === 249) await arrive(actor)
  }
  const told = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`)
  console.log(
    `${requests} requests in ${((performance.now() - started) / 1000).toFixed(0)} s, seed ${seed}; ${told.join(', ')}; ` +
      `${reached.size} of ${operations.length} calls answered 200; answering took ${(answering / 1000).toFixed(0)} s, the slowest ${slowest.toFixed(0)} ms`,
  )
  const never = operations.filter(({ id }) => !reached.has(id)).map(({ id }) => id)
  if (never.length > 0) console.log(`Never answered 200: ${never.join(', ')}`)

  expect(
    [...faults.entries()].map(([which, fault]) => ({ which, ...fault })),
    `seed ${seed}`,
  ).toEqual([])
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  // Somebody who gets nowhere finds nothing.
  expect(reached.size).toBeGreaterThan(operations.length / 2)
  const log = JSON.stringify(world.log)
  expect(marks.filter((mark) => log.includes(mark))).toEqual([])
  expect(await crossed()).toEqual([])
})

/** Tables with a row of one institution that holds what a user of another wrote. */
async function crossed(): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select table_schema as schema, table_name as name
     from information_schema.columns
     where column_name = 'institution_id' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { schema, name } of rows) {
    const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
    for (const { mark, institution } of [actors.first, actors.second]) {
      const others = `select count(*)::int as n from ${table} t where institution_id <> $1 and position($2 in t::text) > 0`
      const { rows: counted } = await world.owner.query(others, [institution, mark])
      if (counted[0].n > 0) found.push(`${schema}.${name} ${mark}`)
    }
  }
  return found
}
