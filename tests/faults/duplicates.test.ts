import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { chanceFrom } from '../../src/demo/chance.ts'
import { aFlight, aPerson } from '../people.ts'
import { aWorld } from '../world.ts'

/** A telephone at the edge of the network sends what it has three times, in any order, several at once. */

const people = process.env.FAULTS === 'all' ? 10_000 : 200
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const world = await aWorld()

test('what arrives three times in any order is recorded once, each time with the same answer', {
  timeout: people * 100,
}, async () => {
  const desk = await world.someone()
  const arrivalId = await aFlight(desk)
  const chance = chanceFrom(seed)
  const commands = Array.from({ length: people }, () => ({ subjectId: uuidv7(), entryId: uuidv7() }))
  const deliveries = [...commands, ...commands, ...commands]
    .map((command) => ({ command, turn: chance.between(0, 1_000_000) }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ command }) => command)
  const answers = new Map<string, Set<string>>()
  const deliver = async () => {
    for (let next = deliveries.pop(); next; next = deliveries.pop()) {
      const { subjectId, entryId } = next
      const answer = await desk.call(intake.recordReturn, { arrivalId, subjectId, form: aPerson() }, entryId)
      answers.set(subjectId, (answers.get(subjectId) ?? new Set()).add(JSON.stringify(answer)))
    }
  }
  await Promise.all(Array.from({ length: 8 }, deliver))

  const { rows } = await world.owner.query('select subject_id as id from intake.subject where arrival_id = $1', [arrivalId])
  expect(rows.length, `seed ${seed}`).toBe(people)
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(commands.map(({ subjectId }) => subjectId)))
  expect([...answers.values()].filter((different) => different.size !== 1)).toEqual([])
  const entries = await world.owner.query('select count(*)::int as number from journal.entry where call = $1', [
    `${intake.recordReturn.method} ${intake.recordReturn.path}`,
  ])
  expect(entries.rows).toEqual([{ number: people }])
  console.log(`${people} sent 3 times each, ${rows.length} recorded`)
})
