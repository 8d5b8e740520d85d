import { readFileSync } from 'node:fs'
import path from 'node:path'
import { uuidv7 } from 'uuidv7'
import { endSession, openSession, secretsByLogin } from '#access/store/accounts.ts'
import { Problem } from '#base/problem.ts'
import { call, type Fetch } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import type { OpenDatabase } from '#server/open.ts'
import { hashOf, newToken } from '#server/secrets.ts'
import { server } from '../server.ts'

export type ImportOptions = {
  file: string
  as: string
  version: string
  arrival?: string
  facility?: string
  carrier?: string
  mode: string
  from: string
  at?: string
  dryRun?: boolean
}

export type ImportResult = {
  arrivalId: string
  manifestId: string
  lines: string[]
  refused: boolean
  counts: Record<string, number>
}

type Doors = Pick<OpenDatabase, 'doors' | 'portalDoors'>

/**
 * Reads a manifest into an arrival through the same calls as the screens, in the name of an account.
 * With `dryRun` nothing is listed. `refused` is true when rows could not be used.
 * Throws `file-not-found`, `account-not-found`, `arrival-needed`, and what the calls refuse.
 */
export async function importManifest(database: Doors, options: ImportOptions): Promise<ImportResult> {
  const bytes = readFile(options.file)
  return inTheNameOf(database, options, (fetch) => importAs(fetch, options, bytes))
}

async function importAs(fetch: Fetch, options: ImportOptions, bytes: Buffer): Promise<ImportResult> {
  const arrivalId = options.arrival ?? (await newArrival(fetch, options))
  const manifestId = uuidv7()
  const content = bytes.toString('base64')
  const { counts } = await call(
    intake.uploadManifest,
    { arrivalId, manifestId, fileName: path.basename(options.file), content },
    { fetch },
  )
  const { rows } = await call(intake.listManifestRows, { manifestId, only: 'findings', limit: 200 }, { fetch })
  const lines = rows.flatMap(({ line, findings }) =>
    findings.map(({ severity, code, field, column }) => {
      const cell = column === undefined ? field : `column ${column + 1} (${field})`
      return `  ${severity} line ${line}, ${cell}: ${code}`
    }),
  )
  lines.push(
    `${counts.rows} rows: ${counts.new} new, ${counts.changed} changed, ${counts.same} as before, ${counts.unusable} unusable`,
  )
  if (options.dryRun) lines.push('Dry run: nothing was listed.')
  else {
    const done = await call(intake.applyManifest, { manifestId }, { fetch })
    lines.push(`Listed on arrival ${arrivalId}: ${done.added} added, ${done.changed} changed, ${done.leftOut} left out.`)
  }
  return { arrivalId, manifestId, lines, refused: counts.unusable > 0, counts }
}

async function newArrival(fetch: Fetch, options: ImportOptions): Promise<string> {
  const { facility, carrier, at, mode, from } = options
  if (!facility || !carrier || !at || (mode !== 'air' && mode !== 'land')) throw new Problem(400, 'arrival-needed')
  const expectedAt = new Date(at)
  if (Number.isNaN(expectedAt.getTime())) throw new Problem(400, 'arrival-needed')
  const arrivalId = uuidv7()
  const input = {
    arrivalId,
    facilityId: facility,
    carrier,
    mode,
    originCountry: from,
    expectedAt: expectedAt.toISOString(),
  } as const
  await call(intake.createArrival, input, { fetch })
  return arrivalId
}

/**
 * Work done as an account, on the application without a network, in a session that ends with it. Whoever can run this owns
 * the machine; the journal names the account.
 */
async function inTheNameOf<T>(
  { doors, portalDoors }: Doors,
  { as, version }: ImportOptions,
  work: (fetch: Fetch) => Promise<T>,
): Promise<T> {
  const token = newToken()
  const sessionId = uuidv7()
  const now = new Date()
  const account = await doors.transaction({}, async (db) => {
    const found = await secretsByLogin(db, as.toLowerCase())
    if (found?.state !== 'active') throw new Problem(404, 'account-not-found')
    const { accountId, institutionId } = found
    await openSession(db, { sessionId, tokenHash: hashOf(token), accountId, institutionId, now, agent: 'ceiba import' })
    return found
  })
  const app = server({ doors, portalDoors, demonstration: account.demonstration, version })
  const headers = { Cookie: `ceiba=${token}` }
  const fetch: Fetch = (at, init) => Promise.resolve(app.request(at, { ...init, headers: { ...init.headers, ...headers } }))
  return work(fetch).finally(() => doors.transaction({}, (db) => endSession(db, account.accountId, sessionId, new Date())))
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Problem(404, 'file-not-found', { file, reason: (error as NodeJS.ErrnoException).code })
  }
}
