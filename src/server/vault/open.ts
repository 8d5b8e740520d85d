import { existsSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { Problem } from '#base/problem.ts'
import type { Config } from '../config.ts'
import { masterKeyFile } from '../data-folder.ts'
import { type Master, makeMasterFile, masterByCommand, masterInFile } from './master.ts'
import { openVault, storedServiceKeys, type Vault } from './vault.ts'

type Settings = Pick<Config, 'databaseUrl' | 'dataFolder' | 'masterKeyFile' | 'masterKeyCommand'>

/** Where the master key lies in a file; nowhere when it is behind a command, or when an external database comes without a place for it. */
export function fileOfMaster({ databaseUrl, dataFolder, masterKeyFile: file, masterKeyCommand }: Settings): string | undefined {
  if (masterKeyCommand) return undefined
  return file ?? (databaseUrl ? undefined : path.join(dataFolder, masterKeyFile))
}

/**
 * Opens the vault with the master key that the settings name. A key is made only where no record was ever closed by one: a key that is
 * not there, and once was, is lost or was not brought along, and a new one would open nothing.
 * What stands in the way comes with the vault: `master-key-needed`, `master-key-missing` `{ file }`, or what the key itself throws.
 */
export async function vaultOf(settings: Settings, owner: pg.Pool): Promise<Vault> {
  try {
    return await openVault(owner, await master(settings, owner))
  } catch (error) {
    if (error instanceof Problem) return { problem: error }
    throw error
  }
}

async function master(settings: Settings, owner: pg.Pool): Promise<Master> {
  if (settings.masterKeyCommand) return masterByCommand(settings.masterKeyCommand)
  const file = fileOfMaster(settings)
  if (!file) throw new Problem(500, 'master-key-needed')
  if (!existsSync(file)) {
    if (await isInUse(owner)) throw new Problem(500, 'master-key-missing', { file })
    await owner.query('delete from vault.service_key')
    makeMasterFile(file)
  }
  return masterInFile(file)
}

/** Is there a person's key? Asked for each institution, because row-level security holds for the owner too. */
async function isInUse(owner: pg.Pool): Promise<boolean> {
  if ((await storedServiceKeys(owner)).size === 0) return false
  const client = await owner.connect()
  try {
    await client.query("begin; set local ceiba.compartments = 'all'")
    const { rows } = await client.query(
      'select institution_id from directory.institution union select institution_id from access.membership',
    )
    for (const { institution_id } of rows) {
      await client.query("select set_config('ceiba.institution', $1, true)", [institution_id])
      const { rowCount } = await client.query('select from vault.subject_key limit 1')
      if (rowCount) return true
    }
    return false
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}
