import { randomBytes } from 'node:crypto'
import { request } from '../load.ts'
import { columns, forms } from '../people.ts'
import type { Place } from '../record.ts'
import { emptyDatabase, freePort, installed, type Rival, serving, written } from '../rivals.ts'

const version = '5.54.0'

/** Strapi with a content type of the same fields, in production, without its administration pages. */
export async function strapi(place: Place): Promise<Rival> {
  const folder = await installed('strapi', {
    dependencies: {
      '@strapi/strapi': version,
      node: '22.23.3',
      pg: '8.23.1',
      react: '18.3.1',
      'react-dom': '18.3.1',
      'react-router-dom': '6.30.3',
      'styled-components': '6.1.19',
    },
  })
  await emptyDatabase(place, 'rival_strapi')
  const port = await freePort()
  await written(folder, project(place, port))
  const base = `http://127.0.0.1:${port}`
  const settings = { NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' }
  const server = await serving(folder, ['node_modules/@strapi/strapi/bin/strapi.js', 'start'], settings, `${base}/_health`)
  const token = /token of the bench: (\w+)/.exec(server.said())?.[1]
  if (!token) throw new Error(`Strapi gave no token: ${server.said().slice(-2000)}`)
  const headers = { Authorization: `Bearer ${token}` }
  let number = 0
  return {
    name: `Strapi ${version}`,
    how: 'same fields in one content type, POST /api/returns with a full-access API token, NODE_ENV=production, Node 22.',
    base,
    next: () => request('POST', base, '/api/returns', headers, JSON.stringify({ data: forms[number++ % forms.length] })),
    stop: server.stop,
  }
}

function project(place: Place, port: number): Record<string, string> {
  const secret = () => randomBytes(16).toString('hex')
  const type = { text: 'string', number: 'integer', yes_no: 'boolean', list: 'json' }
  const attributes = Object.fromEntries(Object.entries(columns).map(([field, kind]) => [field, { type: type[kind] }]))
  const exported = (value: unknown) => `module.exports = ${JSON.stringify(value)}\n`
  const core = (what: string) => `module.exports = require('@strapi/strapi').factories.createCore${what}('api::return.return')\n`
  const { host, port: databasePort, user } = place
  const connection = { host, port: databasePort, user, database: 'rival_strapi', password: '', ssl: false }
  return {
    'config/server.js': exported({ host: '127.0.0.1', port, app: { keys: [secret()] } }),
    'config/admin.js': exported({
      serveAdminPanel: false,
      auth: { secret: secret() },
      apiToken: { salt: secret() },
      transfer: { token: { salt: secret() } },
      secrets: { encryptionKey: secret() },
    }),
    'config/database.js': exported({ connection: { client: 'postgres', connection, pool: { min: 2, max: 10 } } }),
    'config/logger.js': exported({ level: 'warn' }),
    'config/middlewares.js': exported(
      ['errors', 'security', 'cors', 'query', 'body', 'favicon', 'public'].map((name) => `strapi::${name}`),
    ),
    'public/uploads/.gitkeep': '',
    'src/index.js': `module.exports = {
  async bootstrap({ strapi }) {
    const token = { name: 'bench', description: '', type: 'full-access', lifespan: null }
    const { accessKey } = await strapi.service('admin::api-token').create(token)
    console.log('token of the bench: ' + accessKey)
  },
}
`,
    'src/api/return/content-types/return/schema.json': JSON.stringify({
      kind: 'collectionType',
      collectionName: 'returns',
      info: { singularName: 'return', pluralName: 'returns', displayName: 'Return' },
      options: { draftAndPublish: false },
      attributes,
    }),
    'src/api/return/controllers/return.js': core('Controller'),
    'src/api/return/services/return.js': core('Service'),
    'src/api/return/routes/return.js': core('Router'),
  }
}
