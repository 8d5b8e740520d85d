import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { repeatedly } from './jobs.ts'

test('work in the background never runs twice at once, is tried again when it fails, and is waited for at the end', async () => {
  let turns = 0
  let atOnce = 0
  let mostAtOnce = 0
  const failures: unknown[] = []
  const work = async () => {
    turns++
    mostAtOnce = Math.max(mostAtOnce, ++atOnce)
    await wait(10)
    atOnce--
    if (turns === 1) throw new Error('no database')
  }
  const job = repeatedly(1, work, (error) => failures.push((error as Error).message))
  while (turns < 4) await wait(1)
  await job.stop()
  const before = turns
  await wait(20)
  expect({ mostAtOnce, failures, atOnce, later: turns - before }).toEqual({
    mostAtOnce: 1,
    failures: ['no database'],
    atOnce: 0,
    later: 0,
  })
})

test('what takes long is told when it is to end', async () => {
  const job = repeatedly(
    1000,
    (ending) => new Promise((end) => ending.addEventListener('abort', end)),
    () => {},
  )
  await job.stop()
})
