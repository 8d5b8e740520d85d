import { describe, expect, test } from 'vitest'
import { misheard, returning, stranger } from '../../../tests/again.ts'
import { aWorld } from '../../../tests/world.ts'
import { review } from '../contract/review.ts'
import { settings } from '../contract/settings.ts'
import { identity } from '../contract.ts'
import { linkAutomatically } from './automatic.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const administrator = await world.someone({ roles: ['administrator'] })
const another = await world.someone({ roles: ['administrator'] })
const { receivedOn, night, say } = returning(world, desk)

let known = 100
const aMan = () => stranger(++known)
const idsOf = async (subjectId: string, by = desk) =>
  (await by.call(identity.readPerson, { subjectId })).returns.map((one) => one.subjectId)
const read = (by = administrator) => by.call(settings.readSettings, {})

describe('thresholds', () => {
  test('are the usual ones until somebody sets others, for the institution or a centre; what was before is kept', async () => {
    expect(await read()).toEqual({ usual: { ask: 0, same: 10 }, thresholds: [], history: [] })
    await administrator.call(settings.setThresholds, { version: 0, ask: 1, same: 11 })
    world.now = new Date(world.now.getTime() + 1000)
    await another.call(settings.setThresholds, { facilityId: 'crr-fag', version: 0, ask: 2, same: 12 })
    world.now = new Date(world.now.getTime() + 1000)
    const { thresholds, history } = await another.call(settings.setThresholds, { facilityId: 'crr-fag', version: 1 })
    expect(thresholds).toMatchObject([
      { ask: 1, same: 11 },
      { facilityId: 'crr-fag', version: 2 },
    ])
    expect(thresholds[1]).not.toHaveProperty('ask')
    expect(history).toMatchObject([
      { facilityId: 'crr-fag', version: 2 },
      { facilityId: 'crr-fag', version: 1, ask: 2, same: 12, by: 'Persona Inventada' },
      { version: 1, ask: 1 },
    ])
    const { rows } = await world.owner.query(
      `select input from journal.entry where call = 'PUT /identity/thresholds' order by position`,
    )
    expect(rows.map(({ input }) => input.version)).toEqual([0, 0, 1])
  })

  test('that cannot be are refused: asking after "the same", one without the other, a place that is not there, numbers without sense', async () => {
    const set = (input: { facilityId?: string; version: number; ask?: number; same?: number }) =>
      administrator.call(settings.setThresholds, input)
    await expect(set({ version: 1, ask: 10, same: 10 })).rejects.toMatchObject({ status: 422, code: 'thresholds-crossed' })
    await expect(set({ version: 1, ask: 3 })).rejects.toMatchObject({ code: 'thresholds-crossed' })
    await expect(set({ facilityId: 'en-ninguna-parte', version: 0, ask: 0, same: 10 })).rejects.toMatchObject({
      code: 'facility-unknown',
    })
    await expect(set({ version: 1, ask: -30, same: 10 })).rejects.toMatchObject({ code: 'input-wrong' })
  })

  test('of two who set at once one is told that the other was there before', async () => {
    const tries = await Promise.allSettled(
      [administrator, another].map((one) => one.call(settings.setThresholds, { version: 1, ask: 1, same: 12 })),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale' } })
    await administrator.call(settings.setThresholds, { version: 2 })
  })

  test('are set by administrators of the institution, and read by nobody else', async () => {
    await expect(desk.call(settings.setThresholds, { version: 0, ask: 1, same: 11 })).rejects.toMatchObject({
      code: 'not-your-work',
    })
    const elsewhere = await world.someone({ roles: ['administrator'], institution: 'pgn' })
    expect((await elsewhere.call(settings.readSettings, {})).history).toEqual([])
  })
})

describe('automatic links', () => {
  const day = () => world.now.toISOString().slice(0, 10)
  const link = () => linkAutomatically(world.doors, { now: world.now })
  const set = async (above?: number, by = administrator) => {
    const { automatic } = await read(by)
    return by.call(settings.setAutomatic, { version: automatic?.version ?? 0, ...(above && { above }) })
  }
  /** Twice the same man, sure as can be. */
  const sure = () => ({ ...aMan(), contactPhone: '55510000', birthMunicipality: '1413', residenceMunicipality: '1413' })

  test('are off by default: nobody is joined, however likely', async () => {
    const man = sure()
    const [a] = await receivedOn(['2022-01-01', man], ['2023-01-01', man])
    await night()
    expect(await link()).toBe(0)
    expect(await idsOf(a!)).toEqual([a])
  })

  test('cannot begin below a thousand to one, nor below "probably the same"', async () => {
    await expect(set(9)).rejects.toMatchObject({ code: 'input-wrong' })
    await administrator.call(settings.setThresholds, { facilityId: 'crr-tecun-uman', version: 0, ask: 0, same: 14 })
    await expect(set(13)).rejects.toMatchObject({ code: 'automatic-below-same', details: { least: 14 } })
    await administrator.call(settings.setThresholds, { facilityId: 'crr-tecun-uman', version: 1 })
  })

  test('join who is likelier than the rule asks, as decisions of the rule, which are undone like any other and not made again', async () => {
    const [man, doubtful] = [sure(), aMan()]
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-01-01', man])
    const [c] = await receivedOn(['2022-01-01', doubtful], ['2023-01-01', misheard(doubtful)])
    await night()
    await set(12)
    expect(await link()).toBeGreaterThan(0)
    expect(await link()).toBe(0)
    expect(await idsOf(a!)).toEqual([a, b])
    expect(await idsOf(c!)).toEqual([c])
    const [decision] = (await desk.call(identity.readPerson, { subjectId: b! })).decisions
    expect(decision).toMatchObject({ verdict: 'same', by: 'Persona Inventada', rule: { at: expect.any(String) } })
    const { rows } = await world.owner.query(
      `select subjects::text[], account_id from journal.entry where call = 'identity links automatically' order by position desc limit 1`,
    )
    expect(rows[0]).toMatchObject({ subjects: expect.arrayContaining([a, b]), account_id: null })
    await desk.call(identity.undoDecision, { decisionId: decision!.decisionId, reason: 'Es su gemelo.' })
    expect(await idsOf(a!)).toEqual([a])
    expect(await link()).toBe(0)
    expect(await idsOf(a!)).toEqual([a])
    const { questions } = await desk.call(review.listQuestions, { limit: 200 })
    expect(questions.some(({ later, earlier }) => later.subjectId === b && earlier.subjectId === a)).toBe(true)
  })

  test('never join who was told apart, who has another valid CUI, or who stands on the same list; "different" always wins', async () => {
    const man = sure()
    const [a, b, c] = await receivedOn(['2022-01-01', man], ['2023-01-01', man], ['2024-01-01', man])
    await say(a!, 'different', c!)
    const cuis = sure()
    const [d] = await receivedOn(
      ['2022-01-01', { ...cuis, cui: '9000000150101' }],
      ['2023-01-01', { ...cuis, cui: '9000000231413' }],
    )
    await night()
    await link()
    const joined = await idsOf(b!)
    expect(joined).toHaveLength(2)
    expect(await idsOf(d!)).toEqual([d])
    // Somebody says that what the rule joined is not one person: so it is, and taking that back joins them again.
    const [one, other] = joined
    const { decisions } = await say(one!, 'different', other!)
    expect(await idsOf(one!)).toEqual([one])
    await desk.call(identity.undoDecision, { decisionId: decisions[0]!.decisionId, reason: 'Sí era.' })
    expect(await idsOf(one!)).toEqual(joined)
  })

  test('stay when the rule is switched off, and those of a period are taken back together, after showing what that changes', async () => {
    world.now = new Date(world.now.getTime() + 30 * 3_600_000)
    const [desk, administrator] = [
      await world.someone({ roles: ['registrar', 'shift-chief'] }),
      await world.someone({ roles: ['administrator'] }),
    ]
    const { receivedOn, night, say } = returning(world, desk)
    const [man, other] = [sure(), sure()]
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-01-01', man])
    const [c, d] = await receivedOn(['2022-01-01', other], ['2023-01-01', other])
    await say(d!, 'unsure', a!)
    await night()
    expect(await link()).toBe(2)
    await set(undefined, administrator)
    expect(await link()).toBe(0)
    expect(await idsOf(a!, desk)).toEqual([a, b])
    const period = { from: day(), to: day() }
    expect(await administrator.call(settings.previewAutomatic, period)).toEqual({
      links: 2,
      returns: 4,
      persons: { before: 2, after: 4 },
    })
    const undo = { ...period, reason: 'La regla era demasiado laxa.' }
    await expect(administrator.call(settings.undoAutomatic, { ...undo, links: 3 })).rejects.toMatchObject({
      code: 'links-changed',
      details: { links: 2 },
    })
    const { undone, persons } = await administrator.call(settings.undoAutomatic, { ...undo, links: 2 })
    expect(undone).toHaveLength(2)
    expect(persons).toEqual({ before: 2, after: 4 })
    for (const id of [a, b, c, d]) expect(await idsOf(id!, desk)).toEqual([id])
    const [decision] = (await desk.call(identity.readPerson, { subjectId: a! })).decisions.filter(({ rule }) => rule)
    expect(decision!.undone).toMatchObject({ reason: 'La regla era demasiado laxa.' })
    expect(await administrator.call(settings.previewAutomatic, period)).toMatchObject({ links: 0 })
    const { rows } = await world.owner.query(
      `select subjects::text[] from journal.entry where call = 'POST /identity/automatic/undo' and kind = 'command'`,
    )
    expect(rows[0].subjects.sort()).toEqual([a, b, c, d].sort())
  })
})
