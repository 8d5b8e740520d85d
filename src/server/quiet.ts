import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** From this share of its time on that the server is at work it is busy. */
const busy = 0.4
/** It is looked at for so long at least, in milliseconds. */
const window = 25

/**
 * Lets those go first for whom somebody waits: rests for `least` milliseconds, and on while the server is busy, for `most` at most, so that
 * work in the background goes on through a night that never rests: a machine that others keep busy looks like it.
 */
export async function lettingDesksGoFirst(
  least: number,
  { most = 500, ending }: { most?: number; ending?: AbortSignal | undefined } = {},
): Promise<void> {
  const end = performance.now() + most
  for (;;) {
    const before = performance.eventLoopUtilization()
    await sleep(Math.max(least, window))
    if (performance.eventLoopUtilization(before).utilization < busy || performance.now() >= end || ending?.aborted) return
  }
}
