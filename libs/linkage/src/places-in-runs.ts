import { lastOfRun } from './blocking.ts'
import { shared, sharedNumbers } from './lexicon.ts'

/** For each row the places in `runs` where it stands: from `starts[row]` on in `places`, up to `starts[row + 1]`. */
export type Places = { starts: Float64Array; places: Uint32Array }

/** Stretches of rows that are gone through one by one: of a few, what is written stays in the processor's cache. */
export const stretches = 4

export const roomForPlaces = (rows: number, size: number): Places => ({
  starts: new Float64Array(shared((rows + 1) * 8)),
  places: sharedNumbers(size),
})

/** Writes the starts and places of the rows of one stretch; what belongs to rows before it is counted on the way. */
export function fillPlaces(runs: Uint32Array, { starts, places }: Places, stretch: number): undefined {
  const rows = starts.length - 1
  const from = Math.floor((rows * stretch) / stretches)
  const to = Math.floor((rows * (stretch + 1)) / stretches)
  const next = new Uint32Array(to - from + 1)
  let before = 0
  for (let at = 0; at < runs.length; at++) {
    const row = runs[at]! & ~lastOfRun
    if (row < from) before++
    else if (row < to) next[row - from + 1]!++
  }
  next[0] = before
  for (let row = from; row < to; row++) {
    next[row - from + 1]! += next[row - from]!
    starts[row + 1] = next[row - from + 1]!
  }
  for (let at = 0; at < runs.length; at++) {
    const row = runs[at]! & ~lastOfRun
    if (row >= from && row < to) places[next[row - from]!++] = at
  }
}
