import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { roles } from '#base/contract.ts'
import type { Fetch } from '#browser/call.ts'
import { doorsOver } from '#server/db.ts'
import { features } from '../../src/features.ts'
import { server } from '../../src/server.ts'
import { aFlight, received } from '../people.ts'
import { aWorld, password } from '../world.ts'

/** What protects an answer stands on every answer: of every route that the server has, and of every way to be refused. */

const world = await aWorld()
const insider = await world.someone({ roles: [...roles] })
const flight = await aFlight(insider)
const subjectId = await received(insider, flight)

const nonce = /'nonce-[A-Za-z0-9+/=]{22,}'/
const nothingElse =
  "default-src 'self'; img-src 'self' data:; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
const page = {
  'content-security-policy': `${nothingElse}; frame-ancestors 'none'; style-src 'self'`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'accelerometer=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), ' +
    'idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}
const workspace = { ...page, 'content-security-policy': `${page['content-security-policy']} 'nonce-…'` }
const builtFile = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/** The headers of an answer that protect it, as they are; what is no protection is left out. */
function protection(answer: Response): Record<string, string> {
  const harmless =
    /^(allow|cache-control|content-(type|length|disposition|encoding)|etag|last-modified|location|retry-after|set-cookie|vary)$/
  const found = [...answer.headers].filter(([name]) => !harmless.test(name))
  return Object.fromEntries(found.map(([name, value]) => [name, value.replace(nonce, "'nonce-…'")]))
}

const json = { 'Content-Type': 'application/json' }
type Asked = { method: string; path: string }

/** Every route as the router knows it, with something in the place of its parameters. */
function everyRoute(app: typeof world.app): Asked[] {
  const filled = (path: string) =>
    path
      .replace(':file{.+\\.csv}', 'F001.csv')
      .replace(':figureId', 'F001')
      .replace(/:(subjectId)\b/g, subjectId)
      .replace(/:(arrivalId)\b/g, flight)
      .replace(/:\w+(\{[^}]*\})?/g, () => uuidv7())
      .replace(/\*$/, 'somewhere')
  const all = app.routes.flatMap(({ method, path }) =>
    (method === 'ALL' ? ['GET', 'HEAD', 'PUT', 'OPTIONS'] : [method]).map((one) => ({ method: one, path: filled(path) })),
  )
  return [...new Map(all.map((asked) => [`${asked.method} ${asked.path}`, asked])).values()]
}

const ask = (fetch: Fetch, { method, path }: Asked) =>
  fetch(path, ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) ? { method, body: '{}', headers: json } : { method })

const isPersonal = (path: string) => path.startsWith('/api/') && !/^\/api\/(openapi\.json|docs|health|somewhere)$/.test(path)

describe('every route', () => {
  const routes = everyRoute(world.app)

  test('is known to this test: all calls of all features, the pages of the portal, the workspace', () => {
    const calls = features.flatMap(({ contract }) => Object.values(contract))
    expect(routes.length).toBeGreaterThan(calls.length + 20)
    const known = routes.map(({ path }) => path)
    for (const path of ['/app/', '/app/somewhere', '/api/docs', '/cifras.csv', '/cifras.xlsx', '/favicon.ico', '/'].slice(1))
      expect(known).toContain(path)
  })

  for (const who of ['a visitor', 'somebody with every role'] as const)
    test(`answers ${who} with all that protects it, and what shows persons is kept by nobody`, async () => {
      const statuses = new Set<number>()
      for (const asked of routes) {
        // Some of the routes end the session of whoever asks.
        const fetch = who === 'a visitor' ? world.visitor.fetch : (await world.someone({ roles: [...roles] })).fetch
        const answer = await ask(fetch, asked)
        statuses.add(answer.status)
        const { method, path } = asked
        if (path.startsWith('/app/assets/')) continue
        expect({ method, path, ...protection(answer) }).toEqual({
          method,
          path,
          ...(path.startsWith('/app/') ? workspace : page),
        })
        if (isPersonal(path)) expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store'])
      }
      expect([...statuses]).toEqual(
        expect.arrayContaining(who === 'a visitor' ? [200, 301, 302, 401, 404, 405] : [200, 404, 405, 422]),
      )
    })
})

test('a built file of the workspace has what a file needs, and is kept for ever', async () => {
  for (const name of readdirSync(join(import.meta.dirname, '../../dist/assets')).filter((file) =>
    /\.(js|css|svg|woff2)$/.test(file),
  )) {
    const answer = await world.app.request(`/app/assets/${name}`)
    expect({ name, ...protection(answer) }).toEqual({ name, ...builtFile })
    expect(answer.headers.get('cache-control')).toContain('immutable')
  }
  expect(protection(await world.app.request('/app/assets/none.js'))).toEqual(workspace)
})

test('the workspace’s page has the number of its own answer, and each answer another', async () => {
  const numbers = await Promise.all(
    [1, 2].map(async () => {
      const answer = await world.app.request('/app/')
      const [, said] = /<script nonce="([^"]+)"/.exec(await answer.text()) ?? []
      expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${said}'`)
      return said
    }),
  )
  expect(new Set(numbers).size).toBe(2)
})

describe('a refusal has them too', () => {
  const refusals: [number, string, RequestInit, typeof page][] = [
    [400, '/api/arrivals', { method: 'POST', body: '{', headers: json }, page],
    [403, '/api/arrivals', { method: 'POST', body: '{}', headers: { ...json, 'Sec-Fetch-Site': 'cross-site' } }, page],
    [404, '/api/nothing', {}, page],
    [404, '/nothing', {}, page],
    [405, '/api/arrivals', { method: 'DELETE' }, page],
    [405, '/cifras', { method: 'DELETE' }, page],
    [413, '/api/arrivals', { method: 'POST', body: 'x'.repeat(1_000_001), headers: json }, page],
    [415, '/api/arrivals', { method: 'POST', body: '{}', headers: { 'Content-Type': 'text/plain' } }, page],
  ]
  test.each(refusals)('%s at %s', async (status, path, init, expected) => {
    const answer = await insider.fetch(path, init)
    expect(answer.status).toBe(status)
    expect(protection(answer)).toEqual(expected)
  })

  test.each([
    [503, () => new pg.Pool({ host: '127.0.0.1', port: 1 })],
    [500, () => ({ connect: () => Promise.reject(new Error('a bug')) }) as unknown as pg.Pool],
  ] as const)('%s, of the API and of the portal, and nothing of the reason is told', async (status, pool) => {
    const broken =
      status === 503 ? doorsOver(pool()) : { ...doorsOver(pool()), transaction: () => Promise.reject(new Error('a bug')) }
    const app = server({ doors: broken, portalDoors: broken, demonstration: false, version: 'test', log: () => {} })
    const asked = [
      await app.request('/api/session', { method: 'POST', body: JSON.stringify({ login: 'nadie', password }), headers: json }),
      await app.request('/cifras'),
    ]
    for (const answer of asked) {
      expect([answer.status, protection(answer)]).toEqual([status, page])
      expect(await answer.text()).not.toMatch(/a bug|ECONN|127\.0\.0\.1:1/)
    }
  })
})

describe('where the site is reached by https', () => {
  const { doors, portalDoors } = world
  const app = server({ doors, portalDoors, demonstration: false, version: 'test', secure: true, clock: () => world.now })

  test('every answer says that it stays so', async () => {
    for (const asked of everyRoute(app).filter(({ path }) => !path.startsWith('/app/assets/')))
      expect(
        (await ask((path, init) => Promise.resolve(app.request(path, init)), asked)).headers.get('strict-transport-security'),
      ).toBe('max-age=31536000; includeSubDomains')
  })

  test('the session’s cookie is bound to the host, hidden from scripts, and goes nowhere from another site', async () => {
    const { login } = await world.someone()
    const body = JSON.stringify({ login, password })
    const answer = await app.request('/api/session', { method: 'POST', body, headers: json })
    const [cookie, ...attributes] = answer.headers.get('set-cookie')!.split('; ')
    expect(cookie).toMatch(/^__Host-ceiba=[\w-]{43}$/)
    expect(attributes.filter((one) => !one.startsWith('Max-Age=')).sort()).toEqual([
      'HttpOnly',
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ])
  })
})
