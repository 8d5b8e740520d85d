import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { aFlight, atTheDesk, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { identity, type Verdict } from '../contract.ts'
import { renewKeys } from './indexing.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const secondDesk = await world.someone({ roles: ['registrar'] })

const later = () => {
  world.now = new Date(world.now.getTime() + 1000)
}

/** Invented men who have nothing in common. */
const men = [
  ['Baltazar Tomás', 'Tz’unux Ixcoy', '1991-04-23'],
  ['Genaro', 'Caal Pop', '1984-12-02'],
  ['Wilmer Adolfo', 'Guarchaj Tzep', '2001-07-15'],
  ['Eusebio', 'Chavajay Cholotío', '1969-02-28'],
  ['Rigoberto Juan', 'Puac Ajanel', '1997-10-09'],
  ['Macario', 'Sanik Us', '1978-05-30'],
  ['Otto René', 'Velásquez Godínez', '1988-08-11'],
  ['Hermenegildo', 'Quej Rax', '1995-03-19'],
  ['Fermín Isaías', 'Cumes Tuyuc', '1973-09-05'],
  ['Leonel', 'Barrios Maldonado', '2004-01-27'],
  ['Ubaldo', 'Sajvin Yac', '1981-06-14'],
  ['Nicolás Esaú', 'Brito Raymundo', '1993-11-21'],
  ['Zacarías', 'Osorio Bonilla', '1966-07-08'],
  ['Cristóbal', 'Hub Xol', '1999-02-03'],
  ['Lázaro', 'Tahuico Mejicanos', '1990-12-12'],
  ['Gaspar Melchor', 'Ixmatá Coyoy', '1987-09-29'],
  ['Prudencio', 'Lucas Jolomocox', '1976-04-04'],
  ['Anselmo', 'Batzibal Icú', '1983-01-19'],
  ['Teófilo Amadeo', 'Marroquín Zelada', '1992-06-25'],
  ['Valeriano', 'Chub Ixim', '1979-11-08'],
  ['Efraín', 'Tecú Alvarado', '1985-05-17'],
] as const
let made = 0
const aMan = () => {
  const [givenNames, surnames, birthDate] = men[made++]!
  return { givenNames, surnames, birthDate, sex: 'male' } as const
}

async function flightOn(day: string): Promise<string> {
  return aFlight(desk, { expectedAt: `${day}T14:00:00Z` })
}

/** Received on these days, as these answers have it each time; gives the ids. */
async function receivedOn(...times: [day: string, answers: Parameters<typeof received>[2]][]): Promise<string[]> {
  const ids: string[] = []
  for (const [day, answers] of times) {
    later()
    ids.push(await received(desk, await flightOn(day), answers))
  }
  later()
  await renewKeys(world.doors)
  return ids
}

const say = (subjectId: string, verdict: Verdict, otherId: string, by = desk) =>
  by.call(identity.decide, { subjectId, otherId, decisionId: uuidv7(), verdict })
const personOf = (subjectId: string) => desk.call(identity.readPerson, { subjectId })
const idsOf = (person: { returns: { subjectId: string }[] }) => person.returns.map(({ subjectId }) => subjectId)

describe('somebody at the desk who was here before', () => {
  test('is found under another spelling, without a CUI, with the reasons', async () => {
    const man = aMan()
    const [before] = await receivedOn(['2023-03-02', man])
    const spelt = { ...man, givenNames: 'Baltasar', surnames: 'Tsunux Ixkoy' }
    const now = await atTheDesk(desk, await flightOn('2026-11-20'), spelt)
    const { candidates } = await desk.call(identity.findCandidates, { subjectId: now })
    expect(candidates.map(({ who }) => who.subjectId)).toEqual([before])
    const [{ comparison, returns }] = candidates as [(typeof candidates)[0]]
    expect(returns).toBe(1)
    expect(comparison.weights.find((weight) => weight.comparison === 'birth')?.outcome).toBe('agrees')
    expect(comparison.weights.find((weight) => weight.comparison === 'surname_1')?.outcome).toBe('alike')
  })

  test('the weights and the start sum up to the score', async () => {
    const man = aMan()
    const [, now] = await receivedOn(['2023-03-02', man], ['2026-11-20', { ...man, birthDate: '1984-12-03' }])
    const { candidates } = await desk.call(identity.findCandidates, { subjectId: now! })
    const { score, start, weights } = candidates[0]!.comparison
    expect(weights.reduce((sum, { bits }) => sum + bits, start)).toBeCloseTo(score, 1)
  })

  test('is not mistaken for a brother: same surnames, same town, another given name and birth', async () => {
    const man = { ...aMan(), birthMunicipality: '0806' }
    const brother = { ...man, givenNames: 'Lorenzo Abel', birthDate: '1995-11-02' }
    const [, now] = await receivedOn(['2023-03-02', man], ['2026-11-20', brother])
    expect((await desk.call(identity.findCandidates, { subjectId: now! })).candidates).toEqual([])
  })

  test('with nothing but a surname nobody is looked for', async () => {
    const man = aMan()
    await receivedOn(['2023-03-02', man])
    const now = await atTheDesk(desk, await flightOn('2026-11-20'), { surnames: man.surnames.split(' ')[0]! })
    expect((await desk.call(identity.findCandidates, { subjectId: now })).candidates).toEqual([])
  })

  test('is found by a name as soon as it is corrected', async () => {
    const man = aMan()
    const misheard = { givenNames: 'Danilo', surnames: 'Zepeda Arriola' }
    const [before] = await receivedOn(['2023-03-02', { ...man, ...misheard }])
    const now = await atTheDesk(desk, await flightOn('2026-11-20'), man)
    const found = async () =>
      (await desk.call(identity.findCandidates, { subjectId: now })).candidates.map(({ who }) => who.subjectId)
    expect(await found()).toEqual([])
    later()
    const changes = { givenNames: man.givenNames, surnames: man.surnames }
    await desk.call(intake.saveForm, { subjectId: before!, changes, before: misheard })
    await renewKeys(world.doors)
    expect(await found()).toEqual([before])
  })

  test('who was withdrawn from a list was nobody', async () => {
    const man = aMan()
    const [before] = await receivedOn(['2023-03-02', man])
    await world.owner.query(`update intake.subject set state = 'withdrawn', changed_at = $2 where subject_id = $1`, [
      before,
      world.now,
    ])
    await renewKeys(world.doors)
    const now = await atTheDesk(desk, await flightOn('2026-11-20'), man)
    expect((await desk.call(identity.findCandidates, { subjectId: now })).candidates).toEqual([])
  })
})

test('somebody with very many returns is still shown who else may be the same person', async () => {
  const man = aMan()
  const [other] = await receivedOn(['2022-01-01', { ...man, surnames: 'Urizar Castellanos' }])
  const flight = await flightOn('2024-01-01')
  const own: string[] = []
  for (let time = 0; time < 65; time++) own.push(await received(desk, flight, { ...man, surnames: 'Urízar Castellano' }))
  later()
  await renewKeys(world.doors)
  for (const one of own.slice(1)) await say(own[0]!, 'same', one)
  const { candidates } = await desk.call(identity.findCandidates, { subjectId: own[7]! })
  expect(candidates.map(({ who }) => who.subjectId)).toEqual([other])
})

describe('a manifest', () => {
  test('shows before the flight lands which of its people look like earlier returns, with the reasons', async () => {
    const man = aMan()
    const [before] = await receivedOn(['2023-03-02', man])
    const arrivalId = await flightOn('2026-11-20')
    const listed = [
      ['Nombres', 'Apellidos', 'Sexo', 'Fecha de nacimiento'],
      ['Ana Lucía', 'Zetina Orellana', 'F', '12/05/1990'],
      [man.givenNames.toUpperCase(), man.surnames.toUpperCase(), 'M', man.birthDate.split('-').reverse().join('/')],
    ]
    const content = Buffer.from(listed.map((cells) => cells.join(',')).join('\n')).toString('base64')
    const manifestId = uuidv7()
    await desk.call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'vuelo.csv', content })
    const { found, next } = await desk.call(identity.listReturnedBefore, { manifestId })
    expect(found.map(({ line, candidate }) => [line, candidate.who.subjectId])).toEqual([[3, before]])
    expect(next).toBeUndefined()
  })

  test('that was put on the list does not find its own people', async () => {
    const man = aMan()
    const arrivalId = await flightOn('2026-11-20')
    const content = Buffer.from(
      `Nombres,Apellidos,Sexo,Fecha de nacimiento\n${man.givenNames},${man.surnames},M,${man.birthDate}`,
    ).toString('base64')
    const manifestId = uuidv7()
    await desk.call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'vuelo.csv', content })
    await desk.call(intake.applyManifest, { manifestId })
    later()
    await renewKeys(world.doors)
    expect((await desk.call(identity.listReturnedBefore, { manifestId })).found).toEqual([])
  })

  test('that was put on the list asks about nobody who was told apart from its people since, and about all others', async () => {
    const man = aMan()
    const [before] = await receivedOn(['2023-03-02', man])
    const arrivalId = await flightOn('2026-11-20')
    const row = `${man.givenNames},${man.surnames},M,${man.birthDate}`
    const content = Buffer.from(`Nombres,Apellidos,Sexo,Fecha de nacimiento\n${row}`).toString('base64')
    const manifestId = uuidv7()
    await desk.call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'vuelo.csv', content })
    await desk.call(intake.applyManifest, { manifestId })
    const found = async () =>
      (await desk.call(identity.listReturnedBefore, { manifestId })).found.map(({ candidate }) => candidate.who.subjectId)
    expect(await found()).toEqual([before])
    const { returns } = await desk.call(intake.listReturns, { arrivalId })
    const { decisions } = await say(returns[0]!.subjectId, 'different', before!)
    expect(await found()).toEqual([])
    await desk.call(identity.undoDecision, { decisionId: decisions[0]!.decisionId, reason: 'Otra persona.' })
    // Who was joined with somebody was here before, whoever else was told apart.
    const [another] = await receivedOn(['2024-05-05', man])
    await say(returns[0]!.subjectId, 'same', before!)
    await say(returns[0]!.subjectId, 'different', another!)
    expect(await found()).toEqual([before])
  })

  test('of another institution does not exist', async () => {
    const elsewhere = await world.someone({ roles: ['registrar'], institution: 'pgn' })
    await expect(elsewhere.call(identity.listReturnedBefore, { manifestId: uuidv7() })).rejects.toMatchObject({
      code: 'manifest-not-found',
    })
  })
})

describe('a decision', () => {
  test('joins two returns into a person with both, in order, and says who joined them', async () => {
    const man = aMan()
    const [first, second] = await receivedOn(['2023-03-02', man], ['2026-11-20', man])
    const person = await say(second!, 'same', first!)
    expect(idsOf(person)).toEqual([first, second])
    expect(person.intervals).toEqual([1359])
    expect(person.decisions).toMatchObject([{ verdict: 'same', by: 'Persona Inventada' }])
    expect((await desk.call(identity.findCandidates, { subjectId: second! })).candidates).toEqual([])
  })

  test('taken back, leaves everything as it was before it', async () => {
    const man = aMan()
    const [a, b, c] = await receivedOn(['2022-01-01', man], ['2023-03-02', man], ['2026-11-20', man])
    await say(a!, 'same', b!)
    const before = [await personOf(a!), await personOf(c!)]
    const joined = await say(c!, 'same', b!)
    expect(idsOf(joined)).toEqual([a, b, c])
    const changed = await desk.call(identity.undoDecision, {
      decisionId: joined.decisions[0]!.decisionId,
      reason: 'Era su primo.',
    })
    expect(changed.before!.map(idsOf)).toEqual([[a, b, c]])
    expect(changed.after.map(idsOf)).toEqual([[a, b], [c]])
    const after = [await personOf(a!), await personOf(c!)]
    expect(after.map(({ personId, returns, intervals }) => ({ personId, returns, intervals }))).toEqual(
      before.map(({ personId, returns, intervals }) => ({ personId, returns, intervals })),
    )
    expect(after[1]!.decisions[0]).toMatchObject({ verdict: 'same', undone: { reason: 'Era su primo.' } })
  })

  test('can be linked, unlinked and linked again by two people, and the figures follow', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2019-01-01', man], ['2019-06-01', man])
    const figures = () => desk.call(identity.readRecurrence, { from: '2019-01-01', to: '2019-12-31' })
    expect(await figures()).toMatchObject({ people: 2, returnedBefore: 0 })
    const linked = await say(a!, 'same', b!)
    expect(await figures()).toMatchObject({ people: 1, returnedBefore: 1, medianInterval: 151 })
    const { decisionId } = linked.decisions[0]!
    await secondDesk.call(identity.undoDecision, { decisionId, reason: 'Otra fecha de nacimiento en el pasaporte.' })
    expect(await figures()).toMatchObject({ people: 2, returnedBefore: 0 })
    await say(b!, 'same', a!, secondDesk)
    expect(await figures()).toMatchObject({ people: 1, returnedBefore: 1, byReturns: [{ returns: 2, people: 1 }] })
  })

  test('that somebody was written down twice on one day makes no second return of it', async () => {
    const man = aMan()
    const [a, b, c] = await receivedOn(['2015-01-01', man], ['2015-01-01', man], ['2015-03-01', man])
    const figures = (from: string, to: string) => desk.call(identity.readRecurrence, { from, to })
    await say(a!, 'same', b!)
    expect(await figures('2015-01-01', '2015-01-31')).toEqual({
      people: 1,
      returnedBefore: 0,
      byReturns: [{ returns: 1, people: 1 }],
      routes: [],
    })
    await say(c!, 'same', b!)
    const twice = {
      people: 1,
      returnedBefore: 1,
      byReturns: [{ returns: 2, people: 1 }],
      routes: [{ from: 'US', to: 'US', returns: 1 }],
      medianInterval: 59,
    }
    expect(await figures('2015-01-01', '2015-12-31')).toEqual(twice)
    expect(await figures('2015-02-01', '2015-12-31')).toEqual(twice)
    expect(await figures('2014-01-01', '2014-12-31')).toEqual({ people: 0, returnedBefore: 0, byReturns: [], routes: [] })
  })

  test('that two are different keeps them apart: joining them by way of a third is refused, and says which', async () => {
    const man = aMan()
    const [a, b, c] = await receivedOn(['2022-01-01', man], ['2023-03-02', man], ['2026-11-20', man])
    await say(a!, 'different', b!)
    await say(a!, 'same', c!)
    expect((await desk.call(identity.findCandidates, { subjectId: c! })).candidates).toEqual([])
    await expect(say(c!, 'same', b!)).rejects.toMatchObject({
      code: 'told-apart',
      details: { oneId: [a, b].sort()[0], otherId: [a, b].sort()[1] },
    })
    expect(idsOf(await personOf(b!))).toEqual([b])
  })

  test('of two people at the same moment: both are kept, and the newer one counts', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-03-02', man])
    await Promise.all([say(a!, 'same', b!), say(b!, 'same', a!, secondDesk)])
    const person = await personOf(a!)
    expect(idsOf(person)).toEqual([a, b])
    expect(person.decisions).toHaveLength(2)
  })

  test('stands in the journal with both people, whatever was said', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-03-02', man])
    await say(a!, 'different', b!)
    const { rows } = await world.owner.query(
      `select subjects::text[] from journal.entry where call = 'POST /returns/:subjectId/decisions' order by position desc limit 1`,
    )
    expect(rows[0].subjects.sort()).toEqual([a, b].sort())
  })

  test('cannot be taken back twice, nor be about one return', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-03-02', man])
    const { decisions } = await say(a!, 'same', b!)
    const undo = { decisionId: decisions[0]!.decisionId, reason: 'No era.' }
    await desk.call(identity.undoDecision, undo)
    await expect(desk.call(identity.undoDecision, undo)).rejects.toMatchObject({ code: 'undone-already' })
    await expect(say(a!, 'same', a!)).rejects.toMatchObject({ code: 'same-return' })
    await expect(desk.call(identity.undoDecision, { ...undo, decisionId: uuidv7() })).rejects.toMatchObject({
      code: 'decision-not-found',
    })
  })
})

describe('what another institution may not see does not exist', () => {
  test('nobody is found, compared, decided about or taken back by it', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-03-02', man])
    const { decisions } = await say(a!, 'same', b!)
    const elsewhere = await world.someone({ roles: ['registrar'], institution: 'pgn' })
    const gone = { status: 404, code: 'return-not-found' }
    await expect(elsewhere.call(identity.findCandidates, { subjectId: a! })).rejects.toMatchObject(gone)
    await expect(elsewhere.call(identity.comparePair, { subjectId: a!, otherId: b! })).rejects.toMatchObject(gone)
    await expect(elsewhere.call(identity.readPerson, { subjectId: a! })).rejects.toMatchObject(gone)
    await expect(say(a!, 'different', b!, elsewhere)).rejects.toMatchObject(gone)
    await expect(
      elsewhere.call(identity.undoDecision, { decisionId: decisions[0]!.decisionId, reason: 'No me consta.' }),
    ).rejects.toMatchObject({ status: 404, code: 'decision-not-found' })
    expect(idsOf(await personOf(a!))).toEqual([a, b])
  })

  test('and who asks in vain stands in the journal, with both people that were asked about', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-03-02', man])
    const elsewhere = await world.someone({ roles: ['registrar'], institution: 'pgn' })
    const analyst = await world.someone({ roles: ['analyst'] })
    for (const [somebody, code] of [
      [elsewhere, 'return-not-found'],
      [analyst, 'not-your-work'],
    ] as const) {
      await expect(somebody.call(identity.comparePair, { subjectId: a!, otherId: b! })).rejects.toMatchObject({ code })
      const { rows } = await world.owner.query(
        `select call, subjects::text[], output from journal.entry where account_id = $1 and kind = 'refusal'`,
        [somebody.accountId],
      )
      const call = 'GET /returns/:subjectId/candidates/:otherId'
      expect(rows).toEqual([{ call, subjects: [a, b], output: { code } }])
    }
  })
})

describe('the keys by which people are found', () => {
  test('are the same however often they are renewed, and by however many at once', async () => {
    const all = async () =>
      (await world.owner.query('select key, subject_id from identity.match_key order by key, subject_id')).rows
    const before = await all()
    expect(before.length).toBeGreaterThan(100)
    await Promise.all([renewKeys(world.doors, { whole: true }), renewKeys(world.doors)])
    expect(await renewKeys(world.doors, { whole: true })).toBe(0)
    expect(await all()).toEqual(before)
  })
})
