import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { sealNew, verifyChain } from '#server/journal.ts'
import { aFlight, received } from '../people.ts'
import { aWorld } from '../world.ts'

/** The clock of the server is wrong by an hour and is put right. */

const world = await aWorld({ settings: { session: { idleMinutes: 30, hours: 12 } } })
const hour = 3_600_000
const jump = (by: number) => {
  world.now = new Date(world.now.getTime() + by)
}

test('a clock that jumps ahead and back makes no session longer, and what was recorded keeps its order', async () => {
  const desk = await world.someone()
  const arrivalId = await aFlight(desk)
  const first = await received(desk, arrivalId)
  jump(hour)
  // For the server an hour has passed in which nobody did anything.
  await expect(received(desk, arrivalId)).rejects.toMatchObject({ code: 'sign-in-needed' })
  const ahead = await world.someone()
  const second = await received(ahead, arrivalId)
  jump(-hour)
  await expect(received(ahead, arrivalId)).rejects.toMatchObject({ code: 'sign-in-needed' })
  const back = await world.someone()
  const third = await received(back, arrivalId)

  expect(await sealNew(world.doors)).toBeGreaterThan(2)
  expect(await verifyChain(world.doors)).not.toHaveProperty('brokenAt')
  const { rows } = await world.owner.query('select subjects[1] as id from journal.entry where call = $1 order by position', [
    `${intake.recordReturn.method} ${intake.recordReturn.path}`,
  ])
  expect(rows.map(({ id }) => id)).toEqual([first, second, third])
})
