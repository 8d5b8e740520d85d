import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { openDatabase } from './open.ts'

const open = (DATABASE_URL: string, more: Record<string, string> = {}) =>
  openDatabase(readConfig({ DATABASE_URL, ...more }), { alone: true }).then(
    ({ stop }) => stop(),
    ({ code }) => code,
  )

describe('a database on another machine', () => {
  test.each(['', '?sslmode=disable', '?sslmode=no-verify', '?host=10.1.2.3'])(
    'is not reached in clear, nor without proof of who it is: %s',
    async (how) => {
      expect(await open(`postgres://ceiba:secreto@db.invalid/ceiba${how}`)).toBe('database-in-clear')
    },
  )

  test('is reached by TLS with its certificate, or in clear when one says so', async () => {
    // No such machine: it was tried.
    expect(await open('postgres://ceiba@db.invalid/ceiba?sslmode=verify-full')).toBe('database-unreachable')
    expect(await open('postgres://ceiba@db.invalid/ceiba', { DATABASE_IN_CLEAR: 'true' })).toBe('database-unreachable')
  })

  test('is none when it is this machine', async () => {
    expect(await open('postgres://ceiba@127.0.0.1:9/ceiba')).toBe('database-unreachable')
    expect(await open('postgres://ceiba@localhost/ceiba?host=/nowhere')).toBe('database-unreachable')
  })

  test('is not reached in clear by the portal either', async () => {
    const portal = { PORTAL_DATABASE_URL: 'postgres://portal@db.invalid/ceiba' }
    expect(await open('postgres://ceiba@127.0.0.1:9/ceiba', portal)).toBe('database-in-clear')
  })
})
