/** Door: the command line. What a command works with is loaded when it is given: linking a file needs no server. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Command, CommanderError } from 'commander'
import { Role, roles } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { type Config, readConfig } from '#server/config.ts'
import type { OpenDatabase } from '#server/open.ts'
import { failureOf } from '#server/trace.ts'

const version: string = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')).version
const say = (line: string) => process.stderr.write(`${line}\n`)
const json = ['--json', 'answer as JSON, for a program'] as const

const program: Command = new Command('ceiba')
  .description('Ceiba: one shared record of each returned person, and public numbers anyone can check.')
  .version(version)
  .showHelpAfterError('(add --help for what this command takes)')
  .addHelpText(
    'after',
    '\nSettings are environment variables; `ceiba doctor` lists them. Exit codes: 0 done, 1 refused or failed, 2 wrong use.',
  )
  .exitOverride()

program
  .command('start')
  .description('start Ceiba for real work: never loads the demonstration and refuses its logins')
  .option('--port <port>', 'port to answer on (else PORT, else 8080)')
  .action((options) => start(options, { demonstration: false }))

program
  .command('demo')
  .description('start Ceiba with the demonstration world: invented people, logins that are printed')
  .option('--port <port>', 'port to answer on (else PORT, else 8080)')
  .action((options) => start(options, { demonstration: true }))

program
  .command('migrate')
  .description("bring the database's tables up to date, and stop")
  .option(...json)
  .action(async (options) => {
    const database = await withDatabase(async ({ version: server, place }) => ({ server, place }))
    answer(options, { version, database: database.server }, `The tables are up to date (${database.place}).`)
  })

const user = program.command('user').description('accounts, for the first administrator and for emergencies')

user
  .command('add <login>')
  .description('add an account; prints its first password, which must be changed at the first sign-in')
  .requiredOption('--name <name>', 'how the person is called on screen')
  .requiredOption('--institution <id>', 'the institution, as in the directory: igm, pgn, minex …')
  .requiredOption('--role <role...>', `what the person does: ${roles.join(', ')}`)
  .option(...json)
  .action(async (login: string, options) => {
    const work = options.role.map((role: string) => {
      if (!Role.safeParse(role).success) throw new Problem(400, 'role-unknown', { role, known: roles.join(', ') })
      return role as Role
    })
    const { addAccount } = await import('./command-line/accounts.ts')
    const { firstPasswordHours } = await import('#access/rules.ts')
    const added = await withDatabase((database) =>
      addAccount(database, { login, name: options.name, institutionId: options.institution, roles: work }),
    )
    answer(options, added, `Added ${added.login}. First password, good for ${firstPasswordHours} hours: ${added.password}`)
  })

user
  .command('reset <login>')
  .description('give an account a new first password, remove its second factor, end its sessions')
  .option(...json)
  .action(async (login: string, options) => {
    const { resetAccount } = await import('./command-line/accounts.ts')
    const { firstPasswordHours } = await import('#access/rules.ts')
    const reset = await withDatabase((database) => resetAccount(database, login))
    answer(options, reset, `New password of ${reset.login}, good for ${firstPasswordHours} hours: ${reset.password}`)
  })

program
  .command('import')
  .description('bring files in')
  .command('manifest <file>')
  .description('read a manifest (CSV or XLSX) into an arrival')
  .requiredOption('--as <login>', 'the account in whose name it is done')
  .option('--arrival <id>', 'an arrival that exists')
  .option('--facility <id>', 'else: the centre of a new arrival, as crr-fag')
  .option('--carrier <text>', 'flight or bus number of the new arrival')
  .option('--mode <mode>', 'air or land', 'air')
  .option('--from <country>', 'country it comes from, two letters', 'US')
  .option('--at <moment>', 'when it arrives, as 2026-11-20T03:00-06:00')
  .option('--dry-run', 'show what would happen; change nothing')
  .option(...json)
  .action(async (file: string, options) => {
    const { importManifest } = await import('./command-line/import.ts')
    const config = readConfig()
    const result = await withDatabase((database) =>
      importManifest(database, { ...options, file: path.resolve(config.folder, file), version }),
    )
    answer(options, result, result.lines.join('\n'))
    if (result.refused) process.exitCode = 1
  })

program
  .command('link <file>')
  .description('find who is the same person: in one CSV file, or between two; needs no database')
  .requiredOption('--id <column>', 'the column that names each row')
  .requiredOption('--out <file>', 'CSV to write: the id and the cluster_id of every row; one that exists is replaced')
  .option('--against <file>', 'a second CSV file: only pairs across the two are compared')
  .option('--map <column=field,...>', 'what columns hold whose names do not say it; `column=` leaves one out')
  .option('--model <file>', 'JSON: a model to use; if there is no such file, the one learnt now is kept there')
  .option('--threshold <probability>', 'least probability at which two rows are one person (0.5)')
  .option('--pairs <file>', 'CSV to write: the pairs that may be one person, with probability and score in bits')
  .option('--explain', 'with --pairs: how much each comparison weighs in each pair, in bits')
  .option(...json)
  .action(async (file: string, options) => {
    const { link, mapOf } = await import('./command-line/link.ts')
    const map = options.map === undefined ? undefined : mapOf(options.map)
    if (map && 'wrong' in map) return wrongUse('--map', options.map, map.wrong)
    const threshold = options.threshold === undefined ? undefined : Number(options.threshold)
    if (threshold !== undefined && !(threshold > 0 && threshold < 1))
      return wrongUse('--threshold', options.threshold, (await import('./command-line/words.ts')).phrase('link.threshold'))
    const at = (name?: string) => (name === undefined ? undefined : path.resolve(readConfig().folder, name))
    const [against, model, pairs] = [at(options.against), at(options.model), at(options.pairs)]
    const paths = { file: at(file)!, out: at(options.out)!, against, model, pairs }
    const { told, ...result } = await link({ ...options, ...paths, map: map?.map, threshold }, say)
    answer(options, result, told.join('\n'))
  })

program
  .command('backup <file>')
  .description('write everything into one archive: a consistent snapshot with checksums, readable without Ceiba')
  .option(...json)
  .action(async (file: string, options) => {
    const { backup } = await import('#server/archive.ts')
    const target = path.resolve(readConfig().folder, file)
    const written = await withDatabase((database) => backup(database.owner, target, { say }))
    answer(options, written, `Written: ${target}`)
  })

program
  .command('restore <file>')
  .description('read an archive into an empty database, embedded or external')
  .option(...json)
  .action(async (file: string, options) => {
    const { restore } = await import('#server/archive.ts')
    const { migrate } = await import('#server/migrate.ts')
    const { openDatabase } = await import('#server/open.ts')
    const config = readConfig()
    const source = path.resolve(config.folder, file)
    const database = await openDatabase(config, { alone: true, migrate: false, say })
    const done = await restore(database.owner, source, { say, migrate }).finally(database.stop)
    const { fileOfMaster } = await import('#server/vault/open.ts')
    const { existsSync } = await import('node:fs')
    const key = fileOfMaster(config)
    if (key && !existsSync(key)) say(`The archive holds no master key: bring it to ${key} before Ceiba is started.`)
    answer(options, done, `Restored from ${source}`)
  })

program
  .command('retention')
  .description('what is due to be forgotten by the clocks of each institution; with --apply, forget it now and not tonight')
  .option('--dry-run', 'show what would be forgotten; change nothing (the default)')
  .option('--apply', 'forget what the institutions have confirmed, for ever')
  .option(...json)
  .action(async (options) => {
    const { applyRetention, showRetention } = await import('./command-line/retention.ts')
    const told = await withDatabase(options.apply && !options.dryRun ? applyRetention : showRetention)
    answer(options, told, told.lines.join('\n'))
  })

const keys = program.command('keys').description('the keys of closed records (docs/keys.md)')

keys
  .command('status')
  .description('where the master key is, which versions are in use, and whether all closed records are sealed')
  .option(...json)
  .action(async (options) => {
    const { keyStatus } = await import('./command-line/keys.ts')
    const status = await withDatabase(keyStatus)
    const versions = status.byVersion.map(
      ({ masterVersion, keys: count }) => `  version ${masterVersion}: ${count} keys of people`,
    )
    const lines = [`Master key: ${status.place}, version ${status.newest}`, ...versions]
    answer(options, status, [...lines, `Closed records not sealed yet: ${status.readable}`].join('\n'))
  })

keys
  .command('rotate')
  .description('make a new master key and wrap all keys by it, while Ceiba runs; broken off, give it again')
  .option(...json)
  .action(async (options) => {
    const { rotateKeys } = await import('./command-line/keys.ts')
    const done = await withDatabase(rotateKeys)
    const kept = 'Older versions stay in the file for older backups.'
    answer(options, done, `Master key version ${done.newest}: ${done.rewrapped} keys of people wrapped anew. ${kept}`)
  })

program
  .command('permissions')
  .description('print the table of permissions: every call, and who may make it')
  .option('--markdown', 'as docs/security-permissions.md holds it')
  .option(...json)
  .action(async (options) => {
    const { features } = await import('./features.ts')
    const { permissionsInMarkdown, permissionsOf } = await import('#access/rules/permissions.ts')
    const table = permissionsOf(features)
    const lines = table.map(({ call, may }) => `${call}\t${typeof may === 'string' ? may : may.join(', ')}`)
    answer(options, table, options.markdown ? permissionsInMarkdown(features).trimEnd() : lines.join('\n'))
  })

program
  .command('doctor')
  .description('list the settings with their meaning and examine the installation')
  .option(...json)
  .action(async (options) => {
    const { examine } = await import('./command-line/doctor.ts')
    const report = await examine(version)
    answer(options, report, report.lines.join('\n'))
    if (!report.well) process.exitCode = 1
  })

/** Says what is wrong with an option's value as the command line says it of its own accord, and ends with its exit code. */
function wrongUse(option: string, given: string, why: string): never {
  program.error(`error: option '${option}' argument '${given}' is invalid. ${why}`)
}

async function start(options: { port?: string }, { demonstration }: { demonstration: boolean }): Promise<void> {
  const { run, runPortal } = await import('./command-line/run.ts')
  const config = configWith(options)
  await (config.serve === 'portal' ? runPortal : run)(config, { demonstration, version, say })
}

function configWith(options: { port?: string }): Config {
  return readConfig(options.port === undefined ? {} : { PORT: options.port })
}

async function withDatabase<T>(work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const { openPrepared } = await import('./command-line/prepared.ts')
  const database = await openPrepared(readConfig(), { alone: false, say })
  return work(database).finally(database.stop)
}

function answer(options: { json?: boolean }, value: unknown, text: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : `${text}\n`)
}

/** Where it happened: the message may hold names, and what a server says is kept. */
const mistake = (error: unknown) => `Ceiba made a mistake of its own: ${failureOf(error)}`
process.on('uncaughtException', (error) => {
  say(mistake(error))
  process.exit(1)
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof Problem) {
    say((await import('./command-line/words.ts')).sentenceFor(error))
    if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(error)}\n`)
    process.exitCode = 1
  } else {
    say(mistake(error))
    process.exitCode = 1
  }
}
