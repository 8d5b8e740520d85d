import { forgetOldSessions } from '#access/api/feature.ts'
import { askRegistry } from '#exchange/api/answering.ts'
import { renap } from '#exchange/api/renap.ts'
import { tellOthers } from '#exchange/api/telling.ts'
import { linkAutomatically } from '#identity/api/automatic.ts'
import { renewKeys } from '#identity/api/indexing.ts'
import { findQuestions } from '#identity/api/looking.ts'
import { sealClosed } from '#intake/api/sealing.ts'
import { forgetDue } from '#retention/api/due.ts'
import { type Config, localAddresses } from '#server/config.ts'
import { repeatedly } from '#server/jobs.ts'
import { sealNew } from '#server/journal.ts'
import { listen } from '#server/listen.ts'
import { openReleases } from '#server/open.ts'
import { outgoing } from '#server/outgoing.ts'
import { failureOf } from '#server/trace.ts'
import { virusScan } from '#server/upload/virus-scan.ts'
import { opened } from '#server/vault/vault.ts'
import { type DemonstrationLogin, prepareDemonstration } from '../demo/world.ts'
import { features } from '../features.ts'
import { server } from '../server.ts'
import { openPrepared } from './prepared.ts'

type Running = { demonstration: boolean; version: string; say: (line: string) => void }

const aDay = 86_400_000

/** Starts the portal alone and keeps it up until it is told to stop: releases and nothing else, by a login of its own. */
export async function runPortal(config: Config, { demonstration, version, say }: Running): Promise<void> {
  const portalDoors = await openReleases(config)
  try {
    const { publicUrl, trustProxy, callsPerMinute } = config
    const secure = publicUrl?.startsWith('https:') ?? false
    const app = server({ portalDoors, demonstration, version, secure, publicUrl, trustProxy, callsPerMinute })
    const web = await listen(app, config.host, config.port)
    const base = publicUrl?.replace(/\/$/, '') ?? `http://${config.host}:${web.port}`
    say(`\n  Portal      ${base}/\n  API docs    ${base}/api/docs\n\n  Ctrl-C stops it.\n`)
    await toldToStop()
    say('Stopping …')
    await web.stop()
  } finally {
    await portalDoors.close()
  }
}

/** Starts Ceiba and keeps it up until it is told to stop (Ctrl-C, SIGTERM). Throws `database-ended` when its database is gone for good. */
export async function run(config: Config, { demonstration, version, say }: Running): Promise<void> {
  const database = await openPrepared(config, { alone: true, say })
  const job = (every: number, failure: string, work: (ending: AbortSignal) => Promise<unknown>) =>
    repeatedly(every, work, (error) => say(`${failure}: ${failureOf(error)}`))
  try {
    // Without its keys nobody could be put under protection: better not to begin.
    opened(database.vault)
    const { doors, portalDoors } = database
    const options = { doors, portalDoors: config.serve === 'register' ? undefined : portalDoors, demonstration, version }
    const logins = demonstration ? await prepareDemonstration({ doors, demonstration, version, say }) : []
    const secure = config.publicUrl?.startsWith('https:') ?? false
    const { publicUrl, trustProxy, personsPerHour, callsPerMinute, settings } = config
    const toOthers = outgoing({ hosts: config.outgoingHosts })
    const verifier = config.renap && renap(toOthers, config.renap)
    const scan = config.virusScanCommand === undefined ? {} : { scan: virusScan(config.virusScanCommand) }
    const app = server({
      ...options,
      ...scan,
      secure,
      publicUrl,
      trustProxy,
      personsPerHour,
      callsPerMinute,
      settings,
      outgoing: toOthers,
    })
    const web = await listen(app, config.host, config.port)
    const jobs = [
      job(2_000, 'The journal could not be sealed', () => sealNew(database.doors)),
      job(2_000, 'The keys by which people are found could not be renewed', (ending) => renewKeys(database.doors, { ending })),
      job(2_000, 'The pairs worth asking about could not be found', (ending) =>
        findQuestions(database.doors, { now: new Date(), ending }),
      ),
      job(2_000, 'The civil registry could not be asked', (ending) =>
        askRegistry(database.doors, { verifier, clock: () => new Date(), ending }),
      ),
      job(aDay, 'Not all closed records could be sealed', (ending) => sealClosed(database.doors, { ending })),
      job(2_000, 'Other systems could not be told what happened', (ending) =>
        tellOthers(database.doors, { outgoing: toOthers, clock: () => new Date(), ending }),
      ),
      job(aDay, 'What is due could not be forgotten', (ending) =>
        forgetDue(database.doors, features, { now: new Date(), ending }),
      ),
      job(aDay, 'Not all returns could be looked through', async (ending) => {
        await renewKeys(database.doors, { whole: true, ending })
        await findQuestions(database.doors, { now: new Date(), whole: true, ending })
        await linkAutomatically(database.doors, { now: new Date(), ending })
      }),
      job(aDay, 'Old sessions could not be forgotten', () => forgetOldSessions(database.doors, new Date())),
    ]
    say(welcome(config, web.port, logins))
    try {
      await Promise.race([toldToStop(), database.gone])
      say('Stopping …')
    } finally {
      await Promise.all([web, ...jobs].map((one) => one.stop()))
    }
    await sealNew(database.doors).catch(() => 0)
  } finally {
    await database.stop()
  }
}

/** Ctrl-C arrives more than once (from the terminal, from npm): the later ones must not cut the stopping short. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
}

function welcome(config: Config, port: number, logins: DemonstrationLogin[]): string {
  const hosts =
    config.host === '0.0.0.0' ? ['localhost', ...localAddresses()] : [config.host === '127.0.0.1' ? 'localhost' : config.host]
  const base = config.publicUrl?.replace(/\/$/, '') ?? `http://${hosts[0]}:${port}`
  const lines = [
    '',
    ...(config.serve === 'register' ? [] : [`  Portal      ${base}/`]),
    `  Workspace   ${base}/app/`,
    `  API docs    ${base}/api/docs`,
    ...(hosts.length > 1
      ? [
          `  Also at     ${hosts
            .slice(1)
            .map((host) => `http://${host}:${port}/`)
            .join('  ')}`,
        ]
      : []),
    '',
  ]
  if (logins.length > 0) {
    const width = Math.max(...logins.map(({ login }) => login.length))
    lines.push(
      '  Demonstration: every person in it is invented. Logins, all with the password',
      `  "${logins[0]!.password}":`,
      '',
      ...logins.map(({ login, institution, work }) => `    ${login.padEnd(width)}  ${institution}: ${work}`),
      '',
    )
  } else
    lines.push('  First account:  npm run --silent ceiba -- user add LOGIN --name "…" --institution igm --role administrator', '')
  if (logins.length === 0 && isOpenInClearText(config))
    lines.push(
      '  Attention: without https, passwords and records cross the network in clear text. Put a reverse proxy with https',
      '  in front and set PUBLIC_URL=https://… (docs/operations.md).',
      '',
    )
  lines.push('  Ctrl-C stops it.', '')
  return lines.join('\n')
}

/** Can other machines reach it, and not by https? */
function isOpenInClearText({ host, publicUrl }: Config): boolean {
  return !/^(localhost|::1|127\.)/.test(host) && !publicUrl?.startsWith('https:')
}
