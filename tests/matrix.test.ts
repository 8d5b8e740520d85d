/**
 * The matrix, made from the table of permissions: every kind of work, of the own institution and of another, member of a compartment
 * and not, makes every call that there is, about an open record, a closed one and one of the other institution, for every purpose.
 * What is right is what the engine says; what is wrong is counted. A call that somebody adds is in it without a line here.
 */
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { decide, type Held, relationTo } from '#access/rules/engine.ts'
import { classesSeen, type FieldClass } from '#access/rules/fields.ts'
import { type Call, nameOf, pathParameters, purposes, type Role, roles } from '#base/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { features } from '../src/features.ts'
import { aFlight, received } from './people.ts'
import { aWorld } from './world.ts'

const world = await aWorld({ personsPerHour: 100_000 })
const calls = features.flatMap(({ contract }): Call[] => Object.values(contract))

/** Somebody with signs in every class of what is told of a person, so that any of them betrays the record. */
async function aRecord(institution: string, mark: string, number: string, compartment?: 'health') {
  const desk = await world.someone({ roles: ['registrar', 'shift-chief'], institution })
  const arrivalId = await aFlight(desk, { carrier: `V-${number}` })
  const form = {
    givenNames: `Invent${mark}`,
    surnames: `Apell${mark}`,
    cui: `2987 ${number} 0101`,
    birthDate: '1980-02-03',
    contactPhone: `5599 ${number}`,
    functioning: { seeing: 'cannot' as const },
    flags: ['lgbtiq' as const],
    note: `Contó${mark}`,
  }
  const subjectId = await received(desk, arrivalId, form)
  if (compartment) await desk.call(intake.setCompartment, { subjectId, compartment, reason: 'En tratamiento' })
  const traces: Partial<Record<FieldClass, string[]>> = {
    identity: [form.givenNames, form.givenNames.toUpperCase(), form.surnames, `2987${number}0101`, form.cui],
    contact: [form.contactPhone, form.contactPhone.replace(' ', '')],
    narrative: [form.note],
  }
  const record: Held = { subjectId, institutionId: institution, compartment }
  return { record, arrivalId, traces, form }
}
const people = [
  await aRecord('igm', 'aqx', '10001'),
  await aRecord('igm', 'bqx', '10002', 'health'),
  await aRecord('pgn', 'cqx', '10003'),
]

type Somebody = {
  roles: Role[]
  institutionId: string
  compartments: string[]
  fetch: (path: string, init: RequestInit) => Promise<Response>
}
const somebodies: (Somebody | undefined)[] = [undefined]
for (const institution of ['igm', 'pgn'])
  for (const compartments of [[], ['health']])
    for (const work of [[], ...roles.map((role) => [role])] as Role[][]) {
      const { fetch, institutionId } = await world.someone({ roles: work, institution, compartments })
      somebodies.push({ roles: work, institutionId, compartments, fetch })
    }

/** What a call is asked with: whatever it takes, about this person as far as it is about one. */
function inputFor(call: Call, { record, arrivalId, form }: (typeof people)[number]): Record<string, string> {
  const known: Record<string, string> = {
    subjectId: record.subjectId,
    otherId: record.subjectId,
    arrivalId,
    facilityId: 'crr-fag',
    institutionId: 'igm',
    text: form.surnames,
    from: '2026-01-01',
    to: '2026-12-31',
    code: '0101',
    figureId: 'F001',
    purpose: 'referral',
    service: 'food',
  }
  const schema = z.toJSONSchema(call.input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: object
    required?: string[]
  }
  const names = [
    ...(schema.required ?? []),
    ...pathParameters(call.path),
    ...Object.keys(schema.properties ?? {}).filter((name) => name in known),
  ]
  return Object.fromEntries([...new Set(names)].map((name) => [name, known[name] ?? uuidv7()]))
}

/**
 * Commands are sent with a body that nothing reads, so that the matrix changes nothing: whether one may give them is decided before. Where
 * the record is out of reach, they are given as they are.
 */
function request(call: Call, input: Record<string, string>, harmless: boolean): [path: string, init: RequestInit] {
  const inPath = pathParameters(call.path)
  const path = `/api${call.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(input[name] ?? uuidv7()))}`
  const rest = Object.entries(input).filter(([name]) => !inPath.includes(name))
  if (call.kind !== 'command') return [`${path}?${new URLSearchParams(rest)}`, { method: 'GET' }]
  const body = JSON.stringify(harmless ? Object.fromEntries(rest) : [])
  return [path, { method: call.method, body, headers: { 'Content-Type': 'application/json' } }]
}

const gates = ['sign-in-needed', 'not-your-work', 'purpose-not-yours']
let cases = 0
let shown = 0
const wrong: string[] = []

async function tryIt(
  who: Somebody | undefined,
  call: Call,
  person: (typeof people)[number],
  purpose?: (typeof purposes)[number],
) {
  cases += 1
  const relation = who && relationTo(person.record, who)
  const unreachable = relation === 'closed' || relation === 'stranger'
  const { allowed } = decide({ call, caller: who, purpose })
  const [path, init] = request(call, inputFor(call, person), unreachable && 'subjectId' in inputFor(call, person))
  const fetch = who?.fetch ?? world.visitor.fetch
  const response = await fetch(path, { ...init, headers: { ...init.headers, ...(purpose && { 'Ceiba-Purpose': purpose }) } })
  const text = await response.text()
  const code = response.ok ? '' : ((JSON.parse(text || '{}') as { code?: string }).code ?? '')
  const at = `${who ? `${who.roles} ${who.institutionId} ${who.compartments}` : 'visitor'} ${nameOf(call)} ${purpose ?? ''} ${relation} → ${response.status} ${code}`
  const fault = (says: string) => wrong.push(`${says}: ${at}`)
  if (response.status >= 500) fault('broken')
  if (!allowed && !gates.includes(code)) fault('let in')
  if (allowed && gates.includes(code)) fault('kept out')
  if (
    allowed &&
    unreachable &&
    call.kind === 'download' &&
    call.personal &&
    pathParameters(call.path).includes('subjectId') &&
    response.ok
  )
    fault('a paper of somebody out of reach')
  for (const { record, traces } of people) {
    const theirs = who && relationTo(record, who)
    const reached = theirs === 'own' || theirs === 'member'
    const seen = classesSeen(
      who ? who.roles.filter((role) => call.may === 'anyone' || call.may === 'signed-in' || call.may.includes(role)) : [],
    )
    const open = call.personal && reached
    // What the caller sent themselves tells them nothing.
    const told = (trace: string) =>
      text.includes(trace) && !path.includes(encodeURIComponent(trace)) && !String(init.body).includes(trace)
    if (!open && told(record.subjectId)) fault('tells of somebody out of reach')
    for (const [of, words] of Object.entries(traces))
      if (words.some(told)) {
        if (!open || !seen.includes(of as FieldClass)) fault(`tells ${of}`)
        else shown += 1
      }
  }
}

test('of all cases of the matrix none is wrong', { timeout: 600_000 }, async () => {
  const jobs: (() => Promise<void>)[] = []
  for (const who of somebodies)
    for (const call of calls) {
      const about = call.personal ? people : people.slice(0, 1)
      for (const person of about) jobs.push(() => tryIt(who, call, person))
      if (call.personal && call.kind === 'query' && who?.compartments.length === 0 && who.institutionId === 'igm')
        for (const purpose of purposes) jobs.push(() => tryIt(who, call, people[0]!, purpose))
    }
  const next = jobs[Symbol.iterator]()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const job of next) await job()
    }),
  )
  // Whoever has a session looks at the pages too: they are the same for everybody, and of nobody.
  for (const who of somebodies)
    for (const page of ['/', '/cifras', '/en', '/api/docs', '/api/openapi.json', '/api/health', '/app/', '/no-such-page']) {
      cases += 1
      const text = await (await (who?.fetch ?? world.visitor.fetch)(page, { method: 'GET' })).text()
      for (const { record, traces } of people)
        if ([record.subjectId, ...Object.values(traces).flat()].some((trace) => text.includes(trace))) wrong.push(`page ${page}`)
    }
  console.log(`matrix: ${cases} cases, ${wrong.length} wrong, ${shown} times something was rightly shown`)
  expect(wrong).toEqual([])
  expect(cases).toBeGreaterThanOrEqual(5_000)
  expect(shown).toBeGreaterThan(100)
})
