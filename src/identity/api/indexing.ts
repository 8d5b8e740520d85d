import { setImmediate } from 'node:timers/promises'
import type { Database, Doors } from '#server/db.ts'
import { keysOfEach, wayOfKeys } from '../rules/compare.ts'
import { renewal } from '../rules/likeness.ts'
import * as store from '../store/keys.ts'

/** A transaction may end later than one that began after it: no further back than this. */
const lateMinutes = 2
/** How many returns are looked at in one go. */
const atOnce = 4000
/** How many in one transaction. The keys of many are written together, because the index is then met in its order. */
const together = 20_000
/** Keys are made of so many at a time; others have their turn in between. */
const madeTogether = 250

/**
 * Brings the keys by which people are found up to date with the register, in the background; gives how many returns had changed.
 * `whole` looks at all returns, not only at the latest changes: at every start, once a night, and after a restore. `ending` breaks it off
 * after some thousand returns; what was written stays, and the next walk over all finds the rest.
 */
export async function renewKeys(
  doors: Doors,
  { whole = false, ending }: { whole?: boolean; ending?: AbortSignal } = {},
): Promise<number> {
  let renewed = 0
  for (const institution of await doors.transaction({}, store.receivingInstitutions)) {
    let walk: store.Walk | undefined
    do {
      if (ending?.aborted) return renewed
      const next: Reached = await doors.transaction({ institution, compartments: 'all' }, async (db) => {
        // The latest changes come round again in a moment; all returns only tomorrow.
        if (!(await store.takeTurn(db, institution, { wait: whole }))) return { renewed: 0 }
        const latest = await store.latest(db, lateMinutes)
        // Who came last does not wait for a walk over all.
        const first = whole ? await renewNext(db, institution, latest, ending) : { renewed: 0 }
        walk ??= whole ? store.overAll(latest) : latest
        const then = await renewNext(db, institution, walk, ending)
        return { ...then, renewed: first.renewed + then.renewed }
      })
      renewed += next.renewed
      walk = next.walk
    } while (walk)
  }
  return renewed
}

/** `walk` is where to go on, when there is more. */
type Reached = { renewed: number; walk?: store.Walk }

async function renewNext(db: Database, institution: string, walk: store.Walk, ending?: AbortSignal): Promise<Reached> {
  const renewed: store.Renewed[] = []
  let { behind } = walk
  let isEnd = false
  for (let looked = 0; !isEnd && !ending?.aborted && looked < together; looked += atOnce) {
    const next = await store.staleOf(db, { ...walk, behind }, atOnce, wayOfKeys)
    for (let from = 0; from < next.stale.length; from += madeTogether) {
      renewed.push(...renewedKeys(next.stale.slice(from, from + madeTogether)))
      await setImmediate()
    }
    behind = next.reached ?? behind
    isEnd = next.isEnd
  }
  await store.saveKeys(db, institution, renewed)
  if (behind !== walk.behind) await store.saveReached(db, institution, behind, isEnd ? walk.now : undefined)
  return { renewed: renewed.length, ...(!isEnd && { walk: { ...walk, behind } }) }
}

/** The keys of returns as they stand now. Whoever was withdrawn from a list was a mistake and is found by none. */
function renewedKeys(stale: readonly store.Stale[]): store.Renewed[] {
  const each = keysOfEach(stale.map(({ facts }) => facts))
  return stale.map(({ subjectId, digest, isWithdrawn, keys = [] }, index) => {
    const now = isWithdrawn ? [] : each[index]!
    return { subjectId, digest, keys: now, ...renewal(keys, now) }
  })
}
