import { uuidv7 } from 'uuidv7'
import { everyInstitution, readableClosed } from '#intake/store/sealing.ts'
import type { Doors } from '#server/db.ts'
import { record } from '#server/journal.ts'
import type { OpenDatabase } from '#server/open.ts'
import { keysByVersion, rewrapNext, rewrapServiceKeys } from '#server/vault/rotation.ts'
import { blindMark, sealMark } from '#server/vault/sealing.ts'
import { opened } from '#server/vault/vault.ts'

export type KeyStatus = {
  place: string
  /** The version that wraps now. */
  newest: number
  /** How many keys of people each version of the master key wraps. */
  byVersion: { masterVersion: number; keys: number }[]
  /** Closed records of which something can still be read: they are sealed by the job of every start and night. */
  readable: number
}

/** Where the master key is and what it wraps. Throws why the vault does not open. */
export async function keyStatus({ doors, vault }: Pick<OpenDatabase, 'doors' | 'vault'>): Promise<KeyStatus> {
  const { master } = opened(vault)
  const counts = new Map<number, number>()
  let readable = 0
  for (const institution of await doors.transaction({}, everyInstitution))
    await doors.transaction({ institution, compartments: 'all' }, async (db) => {
      for (const { masterVersion, keys } of await keysByVersion(db))
        counts.set(masterVersion, (counts.get(masterVersion) ?? 0) + keys)
      readable += (await readableClosed(db, { seal: sealMark, blind: blindMark }, 10_000)).length
    })
  const byVersion = [...counts].sort(([a], [b]) => a - b).map(([masterVersion, keys]) => ({ masterVersion, keys }))
  return { place: master.place, newest: await master.newest(), byVersion, readable }
}

/**
 * Makes a new version of the master key where none is under way, and wraps all keys by the newest; gives how many were wrapped anew.
 * Ceiba may run meanwhile. Broken off, it goes on where it stood: while keys of an older version are left, no further version is made.
 */
export async function rotateKeys(
  database: Pick<OpenDatabase, 'doors' | 'vault' | 'owner'>,
): Promise<{ newest: number; rewrapped: number }> {
  const { doors, vault, owner } = database
  const { master } = opened(vault)
  const { newest: before, byVersion } = await keyStatus(database)
  const isUnderWay = byVersion.some(({ masterVersion }) => masterVersion !== before)
  const newest = isUnderWay ? before : ((await master.renew?.()) ?? before)
  await rewrapServiceKeys(owner, vault)
  let rewrapped = 0
  for (const institution of await doors.transaction({}, everyInstitution))
    for (let some = -1; some !== 0; rewrapped += some) some = await rewrapSome(doors, institution, database)
  await doors.transaction({}, (db) =>
    record(db, {
      entryId: uuidv7(),
      at: new Date(),
      kind: 'command',
      call: 'ceiba keys rotate',
      subjects: [],
      input: { newest, rewrapped },
    }),
  )
  return { newest, rewrapped }
}

const rewrapSome = (doors: Doors, institution: string, { vault }: Pick<OpenDatabase, 'vault'>): Promise<number> =>
  doors.transaction({ institution, compartments: 'all' }, (db) => rewrapNext(db, vault))
