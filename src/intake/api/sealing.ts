import type { Doors } from '#server/db.ts'
import { blindMark, sealMark } from '#server/vault/sealing.ts'
import * as store from '../store/sealing.ts'

const atOnce = 100

/**
 * Seals what is closed and can be read: records that were closed before there were keys. Some at a time, each few a transaction: broken
 * off, it goes on where it stood. Gives how many were sealed.
 */
export async function sealClosed(doors: Doors, { ending }: { ending?: AbortSignal } = {}): Promise<number> {
  let sealed = 0
  for (const institution of await doors.transaction({}, store.everyInstitution)) {
    for (let more = true; more && !ending?.aborted; ) {
      const some = await doors.transaction({ institution, compartments: 'all' }, async (db) => {
        const ids = await store.readableClosed(db, { seal: sealMark, blind: blindMark }, atOnce)
        await store.takeLinesNaming(db, ids)
        await store.settleSeals(db, ids)
        return ids.length
      })
      sealed += some
      more = some === atOnce
    }
  }
  return sealed
}
