import { shared } from './lexicon.ts'
import { type Portion, portions, type Work, worker } from './portion.ts'

/** Others who take portions too: they are handed the work and the counter from which everybody draws numbers. */
export type Crew = { join: (work: Work, drawn: Int32Array) => Promise<Portion[]>[]; leave: () => Promise<void> }

export const alone: Crew = { join: () => [], leave: async () => {} }

/**
 * Does all portions of `work`, here and by the crew, and gives them back in their order: the same whoever did which.
 * Between portions other things may happen in this thread, and `onProgress` hears how many are done.
 */
export async function allPortions(work: Work, crew: Crew, onProgress?: (done: number, of: number) => void): Promise<Portion[]> {
  const drawn = new Int32Array(shared(4))
  const others = crew.join(work, drawn)
  const own: Portion[] = []
  for await (const portion of drawnBy(work, drawn)) {
    own.push(portion)
    onProgress?.(Math.min(portions, Atomics.load(drawn, 0)), portions)
  }
  return [...own, ...(await Promise.all(others)).flat()].sort((x, y) => x.number - y.number)
}

/** The portions that one thread gets to do. */
export async function* drawnBy(work: Work, drawn: Int32Array): AsyncGenerator<Portion> {
  const doOne = worker(work)
  for (let number = Atomics.add(drawn, 0, 1); number < portions; number = Atomics.add(drawn, 0, 1)) yield doOne(number)
}
