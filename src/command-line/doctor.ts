import { statfsSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { isSet, readConfig, variables } from '#server/config.ts'
import { sql } from '#server/db.ts'
import { verifyChain } from '#server/journal.ts'
import { migrations } from '#server/migrate.ts'
import { openDatabase } from '#server/open.ts'
import { keyStatus } from './keys.ts'
import { sentenceFor } from './words.ts'

export type Report = {
  well: boolean
  version: string
  settings: { name: string; means: string; set: boolean }[]
  findings: { well: boolean; about: string; says: string }[]
  lines: string[]
}

const Facts = z.object({
  accounts: z.number(),
  demonstration: z.number(),
  administrators: z.number(),
  migration: z.number(),
  bytes: z.number(),
})
const freeBytesNeeded = 1_000_000_000

/** Examines settings, machine and database; changes nothing but what `start` would migrate, which it does not. */
export async function examine(version: string): Promise<Report> {
  const findings: Report['findings'] = []
  const note = (well: boolean, about: string, says: string) => findings.push({ well, about, says })
  const settings = Object.entries(variables).map(([name, { means }]) => ({ name, means, set: isSet(name) }))
  note(Number.parseInt(process.versions.node, 10) >= 22, 'Node', process.versions.node)
  try {
    const config = readConfig()
    note(true, 'Settings', config.databaseUrl ? 'external database (DATABASE_URL)' : `embedded database in ${config.dataFolder}`)
    const free = freeBytes(config.databaseUrl ? process.cwd() : config.dataFolder)
    note(
      free === undefined || free > freeBytesNeeded,
      'Disk',
      free === undefined ? 'not known' : `${(free / 1e9).toFixed(1)} GB free`,
    )
    const database = await openDatabase(config, { alone: false, migrate: false })
    try {
      note(true, 'Database', `PostgreSQL ${database.version}, ${database.place}`)
      const newest = migrations().at(-1)!.number
      const exists = await database.owner.query("select to_regclass('access.account') is not null as ready")
      if (!exists.rows[0].ready) note(true, 'Tables', 'none yet: the first start makes them')
      else {
        const facts = await database.doors.transaction({}, (db) =>
          db.one(
            Facts,
            sql`
            select (select count(*) from access.account) as accounts,
              (select count(*) from access.account where demonstration) as demonstration,
              (select count(distinct account_id)
                from access.membership
                join access.account using (account_id)
                where role = 'administrator'
                  and state = 'active') as administrators,
              (select max(number) from journal.migration) as migration,
              pg_database_size(current_database()) as bytes`,
          ),
        )
        note(facts.migration === newest, 'Tables', `step ${facts.migration} of ${newest}, ${(facts.bytes / 1e6).toFixed(0)} MB`)
        note(true, 'Accounts', `${facts.accounts}, ${facts.administrators} of them administrators who can sign in`)
        if (facts.demonstration > 0)
          note(true, 'Demonstration', `${facts.demonstration} demonstration accounts; \`ceiba start\` refuses them`)
        if ('problem' in database.vault) note(false, 'Keys', sentenceFor(database.vault.problem))
        else {
          const { place, newest: version, readable } = await keyStatus(database)
          note(readable === 0, 'Keys', `master key version ${version} in ${place}; ${readable} closed records not sealed yet`)
        }
        const chain = await verifyChain(database.doors)
        note(
          chain.brokenAt === undefined,
          'Journal',
          chain.brokenAt ? `changed at entry ${chain.brokenAt}` : `${chain.holds} sealed entries, unbroken`,
        )
      }
    } finally {
      await database.stop()
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    note(false, 'Problem', sentenceFor(error))
  }
  const well = findings.every((finding) => finding.well)
  return { well, version, settings, findings, lines: linesOf(version, settings, findings, well) }
}

function linesOf(version: string, settings: Report['settings'], findings: Report['findings'], well: boolean): string[] {
  const width = Math.max(...settings.map(({ name }) => name.length))
  return [
    `Ceiba ${version}`,
    '',
    'Settings (environment variables):',
    ...settings.map(({ name, means, set }) => `  ${set ? '*' : ' '} ${name.padEnd(width)}  ${means}`),
    '  * set now; the others have their default',
    '',
    ...findings.map(({ well: fine, about, says }) => `  ${fine ? 'ok ' : 'NO '} ${about.padEnd(13)} ${says}`),
    '',
    well ? 'All is well.' : 'Something needs your attention.',
  ]
}

function freeBytes(folder: string): number | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    try {
      const { bavail, bsize } = statfsSync(at)
      return bavail * bsize
    } catch {
      if (at === path.dirname(at)) return undefined
    }
  }
}
