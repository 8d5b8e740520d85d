import { shared } from './lexicon.ts'
import { type PortionOf, portionsOf, type Work, worker } from './portion.ts'

/** Others who take portions too: they are handed the work and the counter from which everybody draws numbers. */
export type Crew = { join: (work: Work, drawn: Int32Array) => Promise<Done[]>[]; leave: () => Promise<void> }

export type Done = { number: number; portion: unknown }

export const alone: Crew = { join: () => [], leave: async () => {} }

/**
 * Does all portions of `work`, here and by the crew, and gives them back in their order: the same whoever did which.
 * Between portions other things may happen in this thread, and `onProgress` hears how many are done.
 */
export async function allPortions<W extends Work>(
  work: W,
  crew: Crew,
  onProgress?: (done: number, of: number) => void,
): Promise<PortionOf<W>[]> {
  const portions = portionsOf(work)
  const drawn = new Int32Array(shared(4))
  const others = crew.join(work, drawn)
  const done: Done[] = []
  for await (const one of drawnBy(work, drawn)) {
    done.push(one)
    onProgress?.(Math.min(portions, Atomics.load(drawn, 0)), portions)
  }
  done.push(...(await Promise.all(others)).flat())
  return done.sort((x, y) => x.number - y.number).map(({ portion }) => portion as PortionOf<W>)
}

/** The portions that one thread gets to do. */
export async function* drawnBy(work: Work, drawn: Int32Array): AsyncGenerator<Done> {
  const portions = portionsOf(work)
  const doOne = worker(work)
  for (let number = Atomics.add(drawn, 0, 1); number < portions; number = Atomics.add(drawn, 0, 1))
    yield { number, portion: doOne(number) }
}
