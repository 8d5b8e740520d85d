import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openPool } from '#server/db.ts'
import { runningEmbedded } from '#server/embedded.ts'
import { aFolder, command, type Running, start } from './process.ts'

/** Register and portal on different machines: two processes, two logins, one database. */

const { folder, remove } = await aFolder()
const running: Running[] = []
afterAll(async () => {
  for (const one of running.toReversed()) one.process.kill('SIGTERM')
  await Promise.all(running.map(({ ended }) => ended))
  await remove()
})

test('a portal alone answers published figures and has no way to a person; a register alone has no portal', {
  timeout: 120_000,
}, async () => {
  const register = await start('start', { DATA_FOLDER: path.join(folder, 'ceiba'), SERVE: 'register' })
  running.push(register)
  const { host, port, database } = await aLoginOfItsOwn(path.join(folder, 'ceiba'))
  const connection = `postgres://portal_alone@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
  const portal = await start('start', {
    SERVE: 'portal',
    DATA_FOLDER: path.join(folder, 'none'),
    PORTAL_DATABASE_URL: connection,
  })
  running.push(portal)

  const status = async (base: string, at: string) => (await fetch(base + at, { redirect: 'manual' })).status
  const asked = ['/cifras', '/api/figures', '/api/docs', '/api/health', '/app/', '/api/session', '/api/returns', '/robots.txt']
  const answers = async (base: string) =>
    Object.fromEntries(await Promise.all(asked.map(async (at) => [at, await status(base, at)])))
  expect(await answers(portal.base)).toEqual({
    '/cifras': 200,
    '/api/figures': 200,
    '/api/docs': 200,
    '/api/health': 200,
    '/app/': 301,
    '/api/session': 404,
    '/api/returns': 404,
    '/robots.txt': 200,
  })
  const away = await fetch(`${portal.base}/app/`)
  expect([away.status, new URL(away.url).pathname]).toEqual([404, '/app'])
  expect(await answers(register.base)).toMatchObject({ '/cifras': 404, '/app/': 200, '/api/session': 200, '/robots.txt': 200 })
  expect(await status(register.base, '/')).toBe(302)

  const page = await (await fetch(`${portal.base}/`)).text()
  expect(page).not.toContain('href="/app/"')
  const description = await (await fetch(`${portal.base}/api/openapi.json`)).json()
  expect(Object.keys(description.paths).toSorted()).toEqual(['/api/figures', '/api/figures/{figureId}', '/api/objectives'])
  // A cookie of the register's, or a machine's key, is nobody's here.
  const withCookie = await fetch(`${portal.base}/api/figures`, { headers: { Cookie: `ceiba=${'a'.repeat(43)}` } })
  expect(withCookie.status).toBe(200)
})

test('a portal alone that is not told where the releases are says which setting it lacks', async () => {
  const { code, said } = await command(['start'], { SERVE: 'portal', DATA_FOLDER: path.join(folder, 'none') })
  expect([code, said]).toEqual([1, expect.stringContaining('PORTAL_DATABASE_URL')])
})

/** A login that is a member of the portal's role and of nothing else, in the database of a Ceiba that runs. */
async function aLoginOfItsOwn(data: string): Promise<{ host: string; port: number; database: string }> {
  const connection = (await runningEmbedded(data)) as { host: string; port: number; user: string; database: string }
  const owner = openPool(connection, { most: 1 })
  await owner.query('create role portal_alone login in role ceiba_portal')
  await owner.end()
  return connection
}
