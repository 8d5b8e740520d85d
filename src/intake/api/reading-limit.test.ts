import { expect, test } from 'vitest'
import { aFlight, aPerson, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld({ personsPerHour: 5 })
const desk = await world.someone()
const colleague = await world.someone()
const arrivalId = await aFlight(desk)
for (const givenNames of ['Ana', 'Berta', 'Carlos', 'Delia', 'Elías', 'Flora'])
  await received(desk, arrivalId, aPerson({ givenNames }))

test('whoever reads more persons within an hour than they may is stopped, is told for how long, and stands in the journal', async () => {
  await desk.call(intake.listReturns, { arrivalId, limit: 4 })
  const tooMany = { status: 429, code: 'too-many-persons', details: { most: 5, retryAfter: 3600 } }
  await expect(desk.call(intake.listReturns, { arrivalId })).rejects.toMatchObject(tooMany)
  const { rows } = await world.owner.query(`select output from journal.entry where kind = 'refusal'`)
  expect(rows).toEqual([{ output: { code: 'too-many-persons' } }])
  // Whom they saw they still see, and others see on.
  await desk.call(intake.listReturns, { arrivalId, limit: 4 })
  await colleague.call(intake.searchReturns, { text: 'flora' })
  world.now = new Date(world.now.getTime() + 25 * 60_000)
  await desk.call(intake.listReturns, { arrivalId, limit: 4 })
  world.now = new Date(world.now.getTime() + 25 * 60_000)
  await desk.call(intake.listReturns, { arrivalId, limit: 4 })
  world.now = new Date(world.now.getTime() + 25 * 60_000)
  await desk.call(intake.searchReturns, { text: 'flora' })
})
