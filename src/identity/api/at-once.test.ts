/** Many decide at the same time: about the same people one after the other, about others beside each other. */
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { Problem } from '#base/problem.ts'
import { returning, stranger } from '../../../tests/again.ts'
import { aWorld } from '../../../tests/world.ts'
import { review } from '../contract/review.ts'
import { identity, type Verdict } from '../contract.ts'
import { counting, personsOf } from '../rules/persons.ts'
import { decisionsAbout } from '../store/decisions.ts'
import { nobodyElseDecides } from './locking.ts'
import { findQuestions } from './looking.ts'
import { told } from './reading.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const desks = [desk, await world.someone({ roles: ['registrar'] }), await world.someone({ roles: ['registrar'] })]
const { receivedOn, night } = returning(world, desk)

const man = { ...stranger(7), contactPhone: '55510000', birthMunicipality: '1413', residenceMunicipality: '1413' }
const years = ['2018', '2019', '2020', '2021', '2022', '2023']
const ids = await receivedOn(...years.map((year): [string, typeof man] => [`${year}-03-01`, man]))
await night()

async function people(): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select coalesce(person_id, id) as person
     from unnest($1::uuid[]) with ordinality as subject (id, position)
     left join identity.person on subject_id = id
     order by position`,
    [ids],
  )
  return rows.map(({ person }) => person)
}

const questions = async () =>
  (await desk.call(review.listQuestions, { limit: 200 })).questions
    .map(({ later, earlier, returns }) => [later.subjectId, earlier.subjectId, returns].join(' '))
    .sort()

/** What contradicts what others said, or was taken back by somebody else, is refused and nothing else. */
async function tried(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof Problem && ['told-apart', 'undone-already'].includes(error.code))) throw error
  })
}

test('whatever many say at once of the same people, in any order, the register says what their decisions say', {
  timeout: 120_000,
}, async () => {
  for (let round = 0; round < 12; round++) {
    const said: string[] = []
    // Rings and chains in both directions, each by another desk, all at once; every fourth takes one back that was said before.
    const work = Array.from({ length: 12 }, (_, number) => {
      const at = (number * (round + 1) + round) % ids.length
      const other = (at + 1 + ((number + round) % (ids.length - 1))) % ids.length
      const by = desks[number % desks.length]!
      if (number % 4 === 3)
        return tried(by.call(identity.undoDecision, { decisionId: said[number - 2]!, reason: 'Por error.' }).catch(notYet))
      const verdict: Verdict = number % 5 === 4 ? 'different' : number % 7 === 6 ? 'unsure' : 'same'
      const decisionId = uuidv7()
      said[number] = decisionId
      return tried(by.call(identity.decide, { subjectId: ids[at]!, otherId: ids[other]!, decisionId, verdict }))
    })
    // Meanwhile pairs are looked for in the background.
    await Promise.all([...work, findQuestions(world.doors, { now: world.now, whole: true })])
    const decisions = await world.doors.transaction({ institution: 'igm', compartments: 'all' }, (db) => decisionsAbout(db, ids))
    const persons = personsOf(ids.toSorted(), counting(decisions.map(told)))
    expect(await people()).toEqual(ids.map((id) => persons.get(id)))
    const asked = await questions()
    await world.owner.query('delete from identity.question')
    await world.owner.query('delete from identity.looked')
    await findQuestions(world.doors, { now: world.now, whole: true })
    expect(await questions()).toEqual(asked)
  }
})

/** It had not been said yet. */
function notYet(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'decision-not-found')) throw error
}

test('who decides waits for whoever decides about the same people, and for nobody else', async () => {
  const [a, b] = await receivedOn(['2022-01-01', stranger(31)], ['2023-01-01', stranger(31)])
  const [c, d] = await receivedOn(['2022-01-01', stranger(32)], ['2023-01-01', stranger(32)])
  const say = (subjectId: string, otherId: string) =>
    desk.call(identity.decide, { subjectId, otherId, decisionId: uuidv7(), verdict: 'same' })
  let isOver = false
  let waited: Promise<unknown> | undefined
  await world.doors.transaction({ institution: 'igm', compartments: 'all' }, async (db) => {
    await nobodyElseDecides(db, 'igm', [a!])
    waited = say(a!, b!).then(() => expect(isOver).toBe(true))
    expect((await say(c!, d!)).returns).toHaveLength(2)
    isOver = true
  })
  await waited
})
