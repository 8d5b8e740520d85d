/** Whatever was linked, told apart, joined by the rule, withdrawn and corrected: taking a decision back restores exactly what was. */
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { Problem } from '#base/problem.ts'
import { returning, stranger } from '../../../tests/again.ts'
import { aWorld } from '../../../tests/world.ts'
import { review } from '../contract/review.ts'
import { settings } from '../contract/settings.ts'
import { identity, type Verdict } from '../contract.ts'
import { linkAutomatically } from './automatic.ts'
import { renewKeys } from './indexing.ts'
import { findQuestions } from './looking.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const second = await world.someone({ roles: ['registrar'] })
const administrator = await world.someone({ roles: ['administrator'] })
const { receivedOn, night } = returning(world, desk)

const man = { ...stranger(7), contactPhone: '55510000', birthMunicipality: '1413', residenceMunicipality: '1413' }
const years = ['2019', '2020', '2021', '2022', '2023']
const ids = await receivedOn(...years.map((year): [string, typeof man] => [`${year}-03-01`, man]))
await administrator.call(settings.setAutomatic, { version: 0, above: 12 })
await night()

/** Who is who, and who is asked about: all that decisions change. */
async function everything() {
  const { rows } = await world.owner.query(
    `select coalesce(person_id, id) as person
     from unnest($1::uuid[]) with ordinality as subject (id, position)
     left join identity.person on subject_id = id
     order by position`,
    [ids],
  )
  const { questions } = await desk.call(review.listQuestions, { limit: 200 })
  return {
    people: rows.map(({ person }) => person),
    questions: questions.map(({ later, earlier, returns }) => [later.subjectId, earlier.subjectId, returns].join(' ')).sort(),
  }
}

/** What is refused because it contradicts what was said, or is about somebody withdrawn from a list, changes nothing. */
async function tried<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem && ['told-apart', 'return-not-found'].includes(error.code)) return undefined
    throw error
  }
}

const pair = fc.tuple(fc.nat(4), fc.nat(4)).filter(([a, b]) => a !== b)
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ say: fc.constantFrom<Verdict>('same', 'different', 'unsure'), pair }) },
  { weight: 2, arbitrary: fc.record({ undo: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.constant({ rule: true as const }) },
  { weight: 1, arbitrary: fc.record({ turn: fc.nat(4) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function take(done: Step): Promise<void> {
  world.now = new Date(world.now.getTime() + 1000)
  if ('say' in done) {
    const [subjectId, otherId] = done.pair.map((at) => ids[at]!) as [string, string]
    await tried(() => second.call(identity.decide, { subjectId, otherId, decisionId: uuidv7(), verdict: done.say }))
  } else if ('undo' in done) {
    const { rows } = await world.owner.query(
      'select decision_id as id from identity.decision where not exists (select from identity.undone where undone.decision_id = decision.decision_id) order by position',
    )
    const decisionId = rows[done.undo % Math.max(1, rows.length)]?.id
    if (decisionId) await tried(() => desk.call(identity.undoDecision, { decisionId, reason: 'Por error.' }))
  } else if ('rule' in done) await linkAutomatically(world.doors, { now: world.now })
  else {
    // Withdrawn from a list, or on it again.
    await world.owner.query(
      `update intake.subject set state = case state when 'withdrawn' then 'received' else 'withdrawn' end, changed_at = $2
       where subject_id = $1`,
      [ids[done.turn], world.now],
    )
    await renewKeys(world.doors)
    await findQuestions(world.doors, { now: world.now, whole: true })
  }
}

async function forget(): Promise<void> {
  for (const table of ['decision', 'undone', 'person', 'question', 'looked'])
    await world.owner.query(`delete from identity.${table}`)
  await world.owner.query(`update intake.subject set state = 'received', changed_at = $1`, [world.now])
  await renewKeys(world.doors)
  await findQuestions(world.doors, { now: world.now, whole: true })
}

test('every decision that is taken back restores exactly what was before it, in hundreds of histories', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 6 }),
      pair,
      fc.constantFrom<Verdict>('same', 'different', 'unsure'),
      async (history, last, verdict) => {
        await forget()
        for (const one of history) await take(one)
        const before = await everything()
        const decisionId = uuidv7()
        const [subjectId, otherId] = last.map((at) => ids[at]!) as [string, string]
        const said = await tried(() => desk.call(identity.decide, { subjectId, otherId, decisionId, verdict }))
        if (said) await second.call(identity.undoDecision, { decisionId, reason: 'Por error.' })
        expect(await everything()).toEqual(before)
        // And the tables made anew from the decisions say the same.
        await world.owner.query('delete from identity.question')
        await world.owner.query('delete from identity.looked')
        await findQuestions(world.doors, { now: world.now, whole: true })
        expect(await everything()).toEqual(before)
      },
    ),
    { numRuns: 200 },
  )
})
