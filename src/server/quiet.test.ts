import { expect, test } from 'vitest'
import { lettingDesksGoFirst } from './quiet.ts'

/** Works without a pause for anybody but timers; gives how to stop. */
function atWork(): () => void {
  let isOver = false
  const piece = () => {
    const until = performance.now() + 5
    while (performance.now() < until);
    if (!isOver) setImmediate(piece)
  }
  piece()
  return () => {
    isOver = true
  }
}

test('work in the background waits while the server is busy, goes on when it rests, and is not put off for ever', async () => {
  const stop = atWork()
  let went = false
  const going = lettingDesksGoFirst(5, { most: 60_000 }).then(() => {
    went = true
  })
  await lettingDesksGoFirst(5, { most: 200 })
  expect(went).toBe(false)
  stop()
  await going
  expect(went).toBe(true)
})

test('whoever is told to stop does not wait for the server to rest', async () => {
  const stop = atWork()
  await lettingDesksGoFirst(5, { ending: AbortSignal.abort() })
  stop()
})
