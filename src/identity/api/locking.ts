import { beyondCompartments, type Database } from '#server/db.ts'
import { beforeLocks, concernedBy, keepLocks, lockEverybody, lockReturns, withoutLocks } from '../store/locks.ts'

/** Whoever concerns more returns keeps everybody waiting: PostgreSQL has room for a limited number of locks. */
const mostLocked = 100

/**
 * Waits until nobody else decides about these returns or about anybody whom it concerns, and keeps them until the transaction ends: what
 * is read from here on is how it stands. To be called once in a transaction, before anything is written. Whoever came to be concerned
 * while one waited is locked too, from the beginning and in order (ADR 13).
 */
export function nobodyElseDecides(db: Database, institutionId: string, subjectIds: readonly string[]): Promise<void> {
  return beyondCompartments(db, async () => {
    let wanted = new Set(await concernedBy(db, subjectIds))
    for (;;) {
      if (wanted.size > mostLocked) return lockEverybody(db, institutionId)
      beforeLocks(db)
      await lockReturns(db, institutionId, [...wanted])
      const concerned = await concernedBy(db, subjectIds)
      if (concerned.every((id) => wanted.has(id))) return keepLocks(db)
      withoutLocks(db)
      wanted = new Set([...wanted, ...concerned])
    }
  })
}
