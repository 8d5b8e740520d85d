import type { Database, Doors } from '#server/db.ts'
import { keysOfEach, wayOfKeys } from '../rules/compare.ts'
import { renewal } from '../rules/likeness.ts'
import * as store from '../store/keys.ts'

/** A transaction may end later than one that began after it: no further back than this. */
const lateMinutes = 2
const atOnce = 500

/**
 * Brings the keys by which people are found up to date with the register, in the background; gives how many returns had changed.
 * `whole` looks at all returns, not only at the latest changes: at every start, once a night, and after a restore. `ending` breaks it off
 * after a few returns; whatever was done stays.
 */
export async function renewKeys(
  doors: Doors,
  { whole = false, ending }: { whole?: boolean; ending?: AbortSignal } = {},
): Promise<number> {
  let renewed = 0
  for (const institution of await doors.transaction({}, store.receivingInstitutions)) {
    let behind: store.Place | undefined = whole ? store.beginning : undefined
    do {
      if (ending?.aborted) return renewed
      const next: Reached = await doors.transaction({ institution }, async (db) => {
        // The latest changes come round again in a moment; all returns only tomorrow.
        if (!(await store.takeTurn(db, institution, { wait: whole }))) return { renewed: 0 }
        return renewNext(db, institution, behind ?? (await store.lastReached(db, lateMinutes)))
      })
      renewed += next.renewed
      behind = next.behind
    } while (behind)
  }
  return renewed
}

/** `behind` is where to go on, when there is more. */
type Reached = { renewed: number; behind?: store.Place }

async function renewNext(db: Database, institution: string, behind: store.Place): Promise<Reached> {
  const places = await store.changedBehind(db, behind, atOnce)
  const last = places.at(-1)
  if (!last) return { renewed: 0 }
  const ids = places.map(({ subjectId }) => subjectId)
  const stale = await store.staleAmong(db, ids, wayOfKeys)
  const each = keysOfEach(stale)
  const keys = stale.map((one, index) => {
    const now = one.state === 'withdrawn' ? [] : each[index]!
    return { subjectId: one.subjectId, digest: one.digest, keys: now, ...renewal(one.keys ?? [], now) }
  })
  await store.saveKeys(db, institution, keys)
  await store.saveReached(db, institution, last)
  return { renewed: stale.length, ...(places.length === atOnce && { behind: last }) }
}
