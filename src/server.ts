/** Door: the API, the workspace's files and the portal, as one web application. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { sessionOf } from '#access/api/feature.ts'
import { machineOf } from '#access/api/keys.ts'
import { cameBack } from '#access/api/oidc.ts'
import { judge } from '#access/rules/judgement.ts'
import { Problem } from '#base/problem.ts'
import { callLimits, houseOf } from '#server/call-limits.ts'
import { usualSecondFactorFor } from '#server/config.ts'
import type { Doors } from '#server/db.ts'
import { documentation } from '#server/documentation.ts'
import { headers, headersOfFiles, withNonce } from '#server/headers.ts'
import { api, type Settings } from '#server/http.ts'
import { backPath } from '#server/identity-provider.ts'
import { describe } from '#server/openapi.ts'
import { type Outgoing, outgoing } from '#server/outgoing.ts'
import { readingLimit, usualPersonsPerHour } from '#server/reading-limit.ts'
import { addressOf, cookieName, readErrand } from '#server/request.ts'
import { traceOf } from '#server/trace.ts'
import type { Scan } from '#server/upload/virus-scan.ts'
import { features, published } from './features.ts'
import { portalPages } from './portal.ts'

export type ServerOptions = {
  /** The way to the register, by the application's role; without it this is the public portal alone, on a machine of its own. */
  doors?: Doors | undefined
  /** The way to the releases, by the portal's role; without it this is the register alone. */
  portalDoors?: Doors | undefined
  demonstration: boolean
  version: string
  /** The address by which people reach the site, for what the portal asks to be cited; else that of each request. */
  publicUrl?: string | undefined
  secure?: boolean
  trustProxy?: boolean
  /** How many different persons one account may be shown within an hour. */
  personsPerHour?: number
  /** How many calls one account may make within a minute; any number unless said. */
  callsPerMinute?: number
  /** The way to other machines; without it to none. */
  outgoing?: Outgoing
  settings?: Settings
  /** Looks for viruses in what is uploaded; without it nobody does, and documents say so. */
  scan?: Scan
  clock?: () => Date
  log?: (line: Record<string, unknown>) => void
}

const usualSettings: Settings = { session: { idleMinutes: 15, hours: 8 }, secondFactorFor: usualSecondFactorFor }

const built = path.join(import.meta.dirname, '../dist')
const notBuilt = `El espacio de trabajo no está construido. Ejecute: npm run build
The workspace has not been built. Run: npm run build
`

/**
 * Everything Ceiba answers on one port: `/api`, `/app` and, for the rest, the portal. The portal alone has of the API what anybody may ask
 * about published figures, knows nobody's session, and could not read a person if it wanted to.
 */
export function server(options: ServerOptions): Hono {
  const { demonstration, secure = false, trustProxy = false, clock = () => new Date() } = options
  const { session, secondFactorFor, provider } = options.settings ?? usualSettings
  // Everybody knows the passwords of a demonstration; nobody's telephone is part of it.
  const settings = { session, secondFactorFor: demonstration ? [] : secondFactorFor, provider }
  const doors = options.doors ?? options.portalDoors
  if (!doors) throw new Error('a server without a database')
  const atWork = options.doors !== undefined
  const spoken = atWork ? features : published
  const log = options.log ?? ((line) => console.error(JSON.stringify({ at: new Date().toISOString(), ...line })))
  const mayCall = callLimits(options.callsPerMinute ?? 0)
  const app = new Hono()
  if (atWork) app.use('/app/assets/*', headersOfFiles, assets)
  app.use(compress())
  app.use(headers(secure))
  const description = describe(spoken, options.version, cookieName({ secure }))
  app.get('/api/openapi.json', (c) => c.json(description))
  app.get('/api/docs', (c) => {
    // Browsers name what they prefer first: `es-GT,es;q=0.9,en;q=0.8`.
    const [preferred] = /\b(es|en)\b/i.exec(c.req.header('Accept-Language') ?? '') ?? []
    const language = preferred?.toLowerCase() === 'es' ? 'es' : 'en'
    return c.html(documentation(spoken, options.version, language), 200, { Vary: 'Accept-Language' })
  })
  app.get('/api/health', async (c) => {
    const alive = await doors.pool.query('select 1').then(
      () => true,
      () => false,
    )
    return c.json({ alive, version: options.version }, alive ? 200 : 503)
  })
  const toOthers = options.outgoing ?? outgoing({ hosts: [] })
  const reached = { secure, trustProxy, publicUrl: options.publicUrl }
  const mayAsk = (c: Context) => mayCall('page', houseOf(addressOf(c, reached)), clock())
  if (provider && atWork)
    app.get(backPath, async (c) => {
      const { search } = new URL(c.req.url)
      const came = { token: readErrand(c, reached), search, address: addressOf(c, reached), now: clock() }
      // Whatever happens here, the workspace says what to do: nobody has come back.
      await Promise.try(() => mayAsk(c))
        .then(() => cameBack(doors, came, { provider, outgoing: toOthers, log }))
        .catch((error) => {
          if (!(error instanceof Problem)) log({ level: 'error', code: 'our-mistake', call: backPath, ...traceOf(error) })
        })
      c.header('Cache-Control', 'no-store')
      return c.redirect('/app/?proveedor', 303)
    })
  for (const at of ['openapi.json', 'docs', 'health']) app.all(`/api/${at}`, (c) => c.text('', 405, { Allow: 'GET, HEAD' }))
  app.route(
    '/api',
    api({
      features: spoken,
      doors,
      demonstration,
      settings,
      outgoing: toOthers,
      scan: options.scan,
      ...reached,
      clock,
      log,
      judge,
      mayCall,
      mayRead: readingLimit(options.personsPerHour ?? usualPersonsPerHour),
      machineOf: async (doors, bearer, now) => (atWork ? machineOf(doors, bearer, now, { demonstration }) : undefined),
      sessionOf: async (doors, token, now, byItself) =>
        atWork
          ? sessionOf(doors, token, now, { demonstration, byItself, limits: session, secondFactorFor: settings.secondFactorFor })
          : undefined,
    }),
  )
  if (atWork) workspace(app)
  const { portalDoors, publicUrl } = options
  if (portalDoors) app.route('/', portalPages({ doors: portalDoors, demonstration, workspace: atWork, publicUrl, mayAsk, log }))
  else {
    app.get('/', (c) => c.redirect('/app/'))
    app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'))
  }
  return app
}

function workspace(app: Hono): void {
  app.get('/app/assets/*', (c) => c.notFound())
  app.get('/app', (c) => c.redirect('/app/'))
  app.get('/app/*', async (c) => {
    c.header('Cache-Control', 'no-cache')
    const page = await readFile(path.join(built, 'index.html'), 'utf8').catch(() => undefined)
    return page ? c.html(withNonce(c, page)) : c.text(notBuilt, 503)
  })
}

/** The built files, in the form that the build has compressed. */
const assets = serveStatic({ root: built, precompressed: true, rewriteRequestPath: (at) => at.replace(/^\/app/, '') })
