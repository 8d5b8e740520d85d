import type { Doors } from '#server/db.ts'
import { keysOfEach } from '../rules/compare.ts'
import { renewal } from '../rules/likeness.ts'
import { changedSince, receivingInstitutions, saveKeys, takeTurn } from '../store/keys.ts'

/** A transaction may end later than one that began after it: no further back than this. */
const lateMinutes = 2
const atOnce = 500

/**
 * Brings the keys by which people are found up to date with the register, in the background; gives how many returns had changed.
 * `whole` looks at all returns, not only at the latest changes: once a night, and after a restore.
 */
export async function renewKeys(doors: Doors, { whole = false } = {}): Promise<number> {
  let renewed = 0
  for (const institution of await doors.transaction({}, receivingInstitutions)) {
    for (let more = atOnce; more === atOnce; renewed += more)
      more = await doors.transaction({ institution }, async (db) => {
        if (!(await takeTurn(db, institution))) return 0
        const changed = await changedSince(db, whole ? undefined : lateMinutes, atOnce)
        const each = keysOfEach(changed)
        const keys = changed.map((one, index) => {
          const now = one.state === 'withdrawn' ? [] : each[index]!
          return { subjectId: one.subjectId, changedAt: one.changedAt, keys: now, ...renewal(one.keys ?? [], now) }
        })
        await saveKeys(db, institution, keys)
        return changed.length
      })
  }
  return renewed
}
