/** Door: the API, the workspace's files and the portal, as one web application. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { sessionOf } from '#access/api.ts'
import type { Doors } from '#server/db.ts'
import { documentation } from '#server/documentation.ts'
import { api } from '#server/http.ts'
import { describe } from '#server/openapi.ts'
import { features } from './features.ts'
import { portalPages } from './portal.ts'

export type ServerOptions = {
  doors: Doors
  portalDoors: Doors
  demonstration: boolean
  version: string
  /** The address by which people reach the site, for what the portal asks to be cited; else that of each request. */
  publicUrl?: string | undefined
  secure?: boolean
  trustProxy?: boolean
  clock?: () => Date
  log?: (line: Record<string, unknown>) => void
}

const built = path.join(import.meta.dirname, '../dist')

/** Everything Ceiba answers on one port: `/api`, `/app` and, for the rest, the portal. */
export function server(options: ServerOptions): Hono {
  const { doors, demonstration, secure = false, trustProxy = false, clock = () => new Date() } = options
  const log = options.log ?? ((line) => console.error(JSON.stringify({ at: new Date().toISOString(), ...line })))
  const app = new Hono()
  app.use(compress())
  app.use(headers(secure))
  const description = describe(features, options.version)
  app.get('/api/openapi.json', (c) => c.json(description))
  app.get('/api/docs', (c) => c.html(documentation(features, options.version)))
  app.get('/api/health', async (c) => {
    const alive = await doors.pool.query('select 1').then(
      () => true,
      () => false,
    )
    return c.json({ alive, version: options.version }, alive ? 200 : 503)
  })
  app.route(
    '/api',
    api({
      features,
      doors,
      demonstration,
      secure,
      trustProxy,
      publicUrl: options.publicUrl,
      clock,
      log,
      sessionOf: (doors, token, now) => sessionOf(doors, token, now, demonstration),
    }),
  )
  app.use('/app/assets/*', keptForEver, serveStatic({ root: built, rewriteRequestPath: (at) => at.replace(/^\/app/, '') }))
  app.get('/app/assets/*', (c) => c.notFound())
  app.get('/app', (c) => c.redirect('/app/'))
  app.get('/app/*', async (c) => {
    c.header('Cache-Control', 'no-cache')
    return c.html(await readFile(path.join(built, 'index.html'), 'utf8'))
  })
  app.route('/', portalPages({ doors: options.portalDoors, demonstration, publicUrl: options.publicUrl, log }))
  return app
}

/** The names of built files hold a digest of what is in them. */
const keptForEver: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable')
}

/** Headers on every answer: nothing from other hosts, no framing, no guessing of types. */
function headers(secure: boolean) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      // Mantine sets measures as style attributes; scripts stay strict.
      styleSrc: ["'self'", "'unsafe-inline'"],
      scriptSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  })
}
