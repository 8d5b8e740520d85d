import { describe, expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { misheard, returning, stranger } from '../../../tests/again.ts'
import { aWorld } from '../../../tests/world.ts'
import { review } from '../contract/review.ts'
import { settings } from '../contract/settings.ts'
import { identity } from '../contract.ts'
import { renewKeys } from './indexing.ts'
import { findQuestions } from './looking.ts'

const world = await aWorld()
// The database's own clock counts here too.
world.now = new Date()
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const second = await world.someone({ roles: ['registrar'] })
const administrator = await world.someone({ roles: ['administrator'] })
const { receivedOn, night, say } = returning(world, desk)

let known = 0
const aMan = () => stranger(++known)
const pairs = async (filter: { facilityId?: string; band?: 'same' | 'ask'; since?: string } = {}) =>
  (await desk.call(review.listQuestions, { ...filter, limit: 200 })).questions.map(({ later, earlier }) => [
    earlier.subjectId,
    later.subjectId,
  ])
const isAsked = async (one: string, other: string) => (await pairs()).some((pair) => pair.includes(one) && pair.includes(other))
/** What the server does every two seconds. */
const aMoment = async () => {
  world.now = new Date(world.now.getTime() + 1000)
  await renewKeys(world.doors)
  return findQuestions(world.doors, { now: world.now })
}

describe('at night', () => {
  test('every return is looked at once, and again only when it is something else', async () => {
    const man = aMan()
    const [before, after] = await receivedOn(['2023-03-02', man], ['2026-11-20', misheard(man)])
    expect(await night()).toBe(2)
    expect(await pairs()).toEqual([[before, after]])
    expect(await night()).toBe(0)
  })

  test('nobody is asked about who has nothing in common, who never arrived, or who is known to be one person', async () => {
    const [man, other] = [aMan(), aMan()]
    const [a, b, c] = await receivedOn(['2022-01-01', man], ['2023-01-01', man], ['2024-01-01', other])
    await say(a!, 'same', b!)
    await night()
    expect((await pairs()).flat().filter((id) => [a, b, c].includes(id))).toEqual([])
  })

  test('of two people one pair is asked about, the likeliest', async () => {
    const man = aMan()
    const [a, b, c] = await receivedOn(['2022-01-01', man], ['2023-01-01', misheard(man)], ['2024-01-01', man])
    await say(a!, 'same', b!)
    await night()
    const about = (await pairs()).filter((pair) => pair.includes(c!))
    expect(about).toEqual([[a, c]])
  })

  test('broken off in the middle, by whichever hand, it goes on and doubles nothing', async () => {
    const people = Array.from({ length: 30 }, aMan)
    for (const man of people) await receivedOn(['2021-05-05', man], ['2025-05-05', misheard(man)])
    await renewKeys(world.doors, { whole: true })
    const ending = new AbortController()
    const doors = {
      ...world.doors,
      // After the second transaction of work somebody says stop.
      transaction: ((context, work, closing) => {
        turns += 1
        if (turns === 3) ending.abort()
        return world.doors.transaction(context, work, closing)
      }) as typeof world.doors.transaction,
    }
    let turns = 0
    const some = await findQuestions(doors, { now: world.now, whole: true, ending: ending.signal })
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(60)
    expect(some + (await findQuestions(world.doors, { now: world.now, whole: true }))).toBe(60)
    expect((await pairs({ since: '2025-05-05' })).filter(([, later]) => later).length).toBeGreaterThanOrEqual(30)
    const { rows } = await world.owner.query(
      'select count(*)::int as all, count(distinct (one_id, other_id))::int as pairs from identity.question',
    )
    expect(rows[0].all).toBe(rows[0].pairs)
  })

  test('two at once find the same as one', async () => {
    const before = await pairs()
    await world.owner.query('delete from identity.question')
    await world.owner.query('delete from identity.looked')
    await Promise.all([
      findQuestions(world.doors, { now: world.now, whole: true }),
      findQuestions(world.doors, { now: world.now, whole: true }),
    ])
    expect(await pairs()).toEqual(before)
  })
})

describe('a pair is gone', () => {
  test.each(['same', 'different', 'unsure'] as const)(
    'as soon as somebody said "%s", and is back when that is taken back',
    async (verdict) => {
      const man = aMan()
      const [a, b] = await receivedOn(['2022-01-01', man], ['2023-01-01', misheard(man)])
      await night()
      expect(await isAsked(a!, b!)).toBe(true)
      const { decisions } = await say(b!, verdict, a!)
      expect(await isAsked(a!, b!)).toBe(false)
      await night()
      expect(await isAsked(a!, b!)).toBe(false)
      await desk.call(identity.undoDecision, { decisionId: decisions[0]!.decisionId, reason: 'Otra vez.' })
      expect(await isAsked(a!, b!)).toBe(true)
    },
  )

  test('also when it was answered before anybody looked: taken back, it is asked about', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-01-01', misheard(man)])
    const { decisions } = await say(b!, 'same', a!)
    await night()
    expect(await isAsked(a!, b!)).toBe(false)
    await desk.call(identity.undoDecision, { decisionId: decisions[0]!.decisionId, reason: 'No era.' })
    expect(await isAsked(a!, b!)).toBe(true)
  })

  test('with the others of the same two people', async () => {
    const man = aMan()
    const [a, b, c] = await receivedOn(['2022-01-01', man], ['2023-01-01', man], ['2024-01-01', man])
    await night()
    await say(a!, 'same', b!)
    await say(b!, 'different', c!)
    expect((await pairs()).flat().filter((id) => [a, b, c].includes(id))).toEqual([])
  })

  test('within moments, when a correction makes other people of them; and back with the next', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-01-01', man])
    await aMoment()
    expect(await isAsked(a!, b!)).toBe(true)
    const other = aMan()
    const correct = async (changes: typeof man, before: typeof man) => {
      world.now = new Date(world.now.getTime() + 1000)
      const picked = ({ givenNames, surnames, birthDate }: typeof man) => ({ givenNames, surnames, birthDate })
      await desk.call(intake.saveForm, { subjectId: b!, changes: picked(changes), before: picked(before) })
      await aMoment()
    }
    await correct(other, man)
    expect(await isAsked(a!, b!)).toBe(false)
    await correct(man, other)
    expect(await isAsked(a!, b!)).toBe(true)
  })

  test('when one of them is withdrawn from the list', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-01-01', man])
    await aMoment()
    world.now = new Date(world.now.getTime() + 1000)
    await world.owner.query(`update intake.subject set state = 'withdrawn', changed_at = $2 where subject_id = $1`, [
      b,
      world.now,
    ])
    await aMoment()
    expect(await isAsked(a!, b!)).toBe(false)
  })

  test('and who was withdrawn bridges nobody, until they are on a list again', async () => {
    const man = aMan()
    const [a, b, c] = await receivedOn(['2022-01-01', man], ['2023-01-01', man], ['2024-01-01', man])
    await say(a!, 'same', b!)
    await say(b!, 'same', c!)
    const state = async (next: string) => {
      world.now = new Date(world.now.getTime() + 1000)
      await world.owner.query('update intake.subject set state = $3, changed_at = $2 where subject_id = $1', [b, world.now, next])
      await aMoment()
      return (await desk.call(identity.readPerson, { subjectId: a! })).returns.map(({ subjectId }) => subjectId)
    }
    expect(await state('withdrawn')).toEqual([a])
    expect(await isAsked(a!, c!)).toBe(true)
    expect(await state('received')).toEqual([a, b, c])
    expect(await isAsked(a!, c!)).toBe(false)
  })

  test('when somebody sets that it is not likely enough to be asked about, and back when it is again', async () => {
    const man = aMan()
    const vague = {
      surnames: man.surnames!,
      givenNames: man.givenNames!.split(' ')[0]!,
      birthDate: `${man.birthDate!.slice(0, 4)}`,
    }
    const [a, b] = await receivedOn(['2022-01-01', man, 'crr-tecun-uman'], ['2023-01-01', vague, 'crr-tecun-uman'])
    await night()
    expect(await isAsked(a!, b!)).toBe(true)
    const set = (version: number, thresholds: { ask?: number; same?: number }) =>
      administrator.call(settings.setThresholds, { facilityId: 'crr-tecun-uman', version, ...thresholds })
    await set(0, { ask: 15, same: 20 })
    await night()
    expect(await isAsked(a!, b!)).toBe(false)
    const { candidate } = await desk.call(identity.comparePair, { subjectId: b!, otherId: a! })
    expect(candidate.band).toBe('weak')
    expect((await desk.call(identity.findCandidates, { subjectId: b! })).candidates).toEqual([])
    await set(1, {})
    await night()
    expect(await isAsked(a!, b!)).toBe(true)
    expect((await desk.call(identity.findCandidates, { subjectId: b! })).candidates).toHaveLength(1)
  })
})

describe('the list', () => {
  test('begins with what an answer is worth most, in pages, and each pair stands there once', async () => {
    const whole = (await desk.call(review.listQuestions, { limit: 200 })).questions
    const worth = (place: string) => Number(place.split('~')[0])
    expect(whole.map(({ place }) => worth(place))).toEqual(whole.map(({ place }) => worth(place)).toSorted((a, b) => b - a))
    const paged: string[] = []
    let after: string | undefined
    do {
      const page = await desk.call(review.listQuestions, { limit: 7, ...(after && { after }) })
      paged.push(...page.questions.map(({ place }) => place))
      after = page.next
    } while (after)
    expect(paged).toEqual(whole.map(({ place }) => place))
  })

  test('shows those of a centre, of a band, or since a day, and counts them', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man, 'crr-tecun-uman'], ['2026-12-01', man, 'crr-tecun-uman'])
    await night()
    expect(await pairs({ facilityId: 'crr-tecun-uman', since: '2026-12-01' })).toEqual([[a, b]])
    expect(await pairs({ facilityId: 'crr-fag', since: '2026-12-01' })).toEqual([])
    expect((await pairs({ band: 'same' })).length + (await pairs({ band: 'ask' })).length).toBe((await pairs()).length)
    expect(await desk.call(review.countQuestions, { since: '2026-12-01' })).toEqual({ count: 1, andMore: false })
  })

  test('is each institution’s own', async () => {
    const elsewhere = await world.someone({ roles: ['registrar'], institution: 'pgn' })
    expect((await elsewhere.call(review.listQuestions, {})).questions).toEqual([])
    expect(await elsewhere.call(review.countQuestions, {})).toEqual({ count: 0, andMore: false })
    expect(await elsewhere.call(review.takeQuestion, {})).toEqual({})
  })

  test('shows nothing of a pair with somebody whose record is closed, and does not count it', async () => {
    const before = await pairs()
    const [, later] = before[0]!
    await world.owner.query(`update intake.subject set compartment = 'child_protection' where subject_id = $1`, [later])
    const open = before.filter((pair) => !pair.includes(later!))
    expect(await pairs()).toEqual(open)
    expect((await desk.call(review.countQuestions, {})).count).toBe(open.length)
    await world.owner.query('update intake.subject set compartment = null where subject_id = $1', [later])
    expect(await pairs()).toEqual(before)
  })
})

describe('two people who review', () => {
  test('never get the same pair, however fast they ask', async () => {
    const all = await pairs()
    const takers = Array.from({ length: 12 }, (_, index) => (index % 2 ? second : desk))
    const strangers = await Promise.all(takers.map(() => world.someone()))
    const taken = await Promise.all(strangers.map((one) => one.call(review.takeQuestion, {})))
    const names = taken.map(({ pair }) => pair && `${pair.subjectId} ${pair.otherId}`)
    expect(new Set(names).size).toBe(Math.min(12, all.length))
    world.now = new Date(world.now.getTime() + 6 * 60_000)
  })

  test('see who is looking at a pair, for a few minutes', async () => {
    const { pair } = await second.call(review.takeQuestion, {})
    const find = async (by = desk) =>
      (await by.call(review.listQuestions, { limit: 200 })).questions.find(({ place }) => place === pair!.place)?.claim
    expect(await find()).toMatchObject({ by: 'Persona Inventada', mine: false })
    expect(await find(second)).toMatchObject({ mine: true })
    const ids = { subjectId: pair!.subjectId, otherId: pair!.otherId }
    expect((await desk.call(review.claimQuestion, ids)).claim).toMatchObject({ mine: false })
    world.now = new Date(world.now.getTime() + 6 * 60_000)
    expect(await find()).toBeUndefined()
    expect((await desk.call(review.claimQuestion, ids)).claim).toMatchObject({ mine: true })
    world.now = new Date(world.now.getTime() + 6 * 60_000)
  })

  test('go on to the next, and what they leave goes back to the others', async () => {
    const first = await desk.call(review.takeQuestion, {})
    const next = await desk.call(review.takeQuestion, { behind: first.pair!.place })
    expect(next.pair!.place).not.toBe(first.pair!.place)
    expect(await second.call(review.takeQuestion, {})).toEqual(first)
    await expect(desk.call(review.takeQuestion, { behind: 'nothing' })).rejects.toMatchObject({ code: 'page-unknown' })
    world.now = new Date(world.now.getTime() + 6 * 60_000)
  })

  test('and decide at the same moment: both decisions are kept in their order, the newer counts, and both see it', async () => {
    const man = aMan()
    const [a, b] = await receivedOn(['2022-01-01', man], ['2023-01-01', man])
    await night()
    const answers = await Promise.all([say(a!, 'same', b!), say(b!, 'different', a!, second)])
    const [one, other] = await Promise.all([
      desk.call(identity.readPerson, { subjectId: a! }),
      second.call(identity.readPerson, { subjectId: b! }),
    ])
    expect(one.decisions).toHaveLength(2)
    expect(other.decisions).toEqual(one.decisions)
    // The second of the two saw the first.
    const late = answers.find(({ decisions }) => decisions.length === 2)!
    expect(late.decisions).toEqual(one.decisions)
    const isOne = one.decisions[0]!.verdict === 'same'
    expect(one.returns.length).toBe(isOne ? 2 : 1)
    expect(other.returns.length).toBe(isOne ? 2 : 1)
    expect(await isAsked(a!, b!)).toBe(false)
  })
})
