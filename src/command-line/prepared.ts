import type { Config } from '#server/config.ts'
import { doorsOver } from '#server/db.ts'
import { type OpenDatabase, openDatabase } from '#server/open.ts'
import { loadReferenceData } from '../features.ts'

/** A database that is ready for work: migrated, and with the reference data of this program. Throws what `openDatabase` throws. */
export async function openPrepared(
  config: Config,
  options: { alone: boolean; say: (line: string) => void },
): Promise<OpenDatabase> {
  const database = await openDatabase(config, options)
  try {
    // The owner loads them: the application's role may change only what its screens change.
    await doorsOver(database.owner).transaction({}, (db) => loadReferenceData(db, new Date()))
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}
