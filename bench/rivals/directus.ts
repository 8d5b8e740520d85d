import { randomBytes } from 'node:crypto'
import { request } from '../load.ts'
import { columns, forms } from '../people.ts'
import type { Place } from '../record.ts'
import { emptyDatabase, freePort, installed, once, type Rival, serving } from '../rivals.ts'

const version = '12.4.1'

/** Directus with a collection of the same fields; its administrator's token spares it the look at permissions. */
export async function directus(place: Place): Promise<Rival> {
  const packages = {
    dependencies: { directus: version, node: '22.23.3' },
    overrides: { '@directus/app': '18.0.0' }, // 18.0.1 is not on every registry.
  }
  const folder = await installed('directus', packages, ['isolated-vm'])
  await emptyDatabase(place, 'rival_directus')
  const port = await freePort()
  const token = randomBytes(16).toString('hex')
  const settings = {
    HOST: '127.0.0.1',
    PORT: String(port),
    DB_CLIENT: 'pg',
    DB_HOST: place.host,
    DB_PORT: String(place.port),
    DB_DATABASE: 'rival_directus',
    DB_USER: place.user,
    SECRET: randomBytes(16).toString('hex'),
    ADMIN_EMAIL: 'admin@example.com',
    ADMIN_PASSWORD: randomBytes(16).toString('hex'),
    ADMIN_TOKEN: token,
    LOG_LEVEL: 'warn',
    TELEMETRY: 'false',
    PRESSURE_LIMITER_ENABLED: 'false', // Else it answers 503 as soon as it is busy.
  }
  const program = 'node_modules/directus/cli.js'
  await once(folder, [program, 'bootstrap'], settings)
  const base = `http://127.0.0.1:${port}`
  const server = await serving(folder, [program, 'start'], settings, `${base}/server/ping`)
  const headers = { Authorization: `Bearer ${token}` }
  const type = { text: 'string', number: 'integer', yes_no: 'boolean', list: 'json' }
  const fields = Object.entries(columns).map(([field, kind]) => ({ field, type: type[kind], schema: {}, meta: {} }))
  const made = await fetch(`${base}/collections`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ collection: 'returns', schema: {}, meta: {}, fields }),
  })
  if (!made.ok) throw new Error(await made.text())
  let number = 0
  return {
    name: `Directus ${version}`,
    how: 'same fields in one collection, POST /items/returns with a static token of its administrator, its defaults but no pressure limiter, Node 22.',
    base,
    next: () => request('POST', base, '/items/returns', headers, JSON.stringify(forms[number++ % forms.length])),
    stop: server.stop,
  }
}
