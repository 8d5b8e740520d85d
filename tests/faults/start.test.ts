import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Problem } from '#base/problem.ts'
import { aFolder, command, signedIn, start } from './process.ts'

const { folder, remove } = await aFolder()
afterAll(remove)
const patience = { timeout: 60_000 }

describe('a start that cannot be says why, ends with 1 and harms nothing', () => {
  test('the port is taken', patience, async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const { code, said } = await command(['start'], { DATA_FOLDER: path.join(folder, 'port'), PORT: String(port) })
    taken.close()
    expect(code).toBe(1)
    expect(said).toContain(String(port))
    expect(said).toMatch(/PORT/)
  })

  test('a second process on the same data folder; the first goes on', patience, async () => {
    const settings = { DATA_FOLDER: path.join(folder, 'two') }
    const first = await start('start', settings)
    const second = await command(['start'], { ...settings, PORT: '0' })
    expect(second.code).toBe(1)
    expect(second.said).toContain(String(first.process.pid))
    expect((await fetch(`${first.base}/api/health`)).status).toBe(200)
    first.process.kill('SIGTERM')
    expect(await first.ended).toBe(0)
  })

  test('a folder that holds something else', patience, async () => {
    const other = path.join(folder, 'other')
    await mkdir(other)
    await writeFile(path.join(other, 'tesis.txt'), 'not a database')
    const { code, said } = await command(['start'], { DATA_FOLDER: other, PORT: '0' })
    expect(code).toBe(1)
    expect(said).toContain(other)
    expect(await readFile(path.join(other, 'tesis.txt'), 'utf8')).toBe('not a database')
  })

  test('a setting that is wrong, named', async () => {
    const { code, said } = await command(['start'], { PORT: 'eighty', DATA_FOLDER: path.join(folder, 'never') })
    expect(code).toBe(1)
    expect(said).toContain('PORT')
  })

  test('a database that does not answer; the password is not shown', async () => {
    const { code, said } = await command(['start'], { DATABASE_URL: 'postgres://ceiba:secreto@127.0.0.1:1/ceiba', PORT: '0' })
    expect(code).toBe(1)
    expect(said).not.toContain('secreto')
    expect(said).not.toContain('mistake of its own')
  })
})

describe('the command line', () => {
  test('knows each command and its help', async () => {
    const commands = [
      ['start'],
      ['demo'],
      ['migrate'],
      ['user', 'add'],
      ['user', 'reset'],
      ['import', 'manifest'],
      ['backup'],
      ['restore'],
      ['doctor'],
    ]
    for (const words of commands) {
      const { code, out } = await command([...words, '--help'], {})
      expect(code, words.join(' ')).toBe(0)
      expect(out).toContain(`Usage: ceiba ${words.join(' ')}`)
    }
  }, 60_000)

  test('ends with 2 when used wrongly', async () => {
    expect((await command(['fly'], {})).code).toBe(2)
    expect((await command(['user', 'add', 'alguien'], {})).code).toBe(2)
  })

  test('lists every setting with its meaning', patience, async () => {
    const { code, out } = await command(['doctor', '--json'], { DATA_FOLDER: path.join(folder, 'doctor') })
    expect(code).toBe(0)
    const report = JSON.parse(out)
    expect(report.settings.map(({ name }: { name: string }) => name)).toContain('DATABASE_URL')
    expect(report.well).toBe(true)
  })
})

test('production refuses the logins of the demonstration, and says when it would be reached without https', {
  timeout: 180_000,
}, async () => {
  const settings = { DATA_FOLDER: path.join(folder, 'demo') }
  const demonstration = await start('demo', settings)
  await signedIn(demonstration.base, 'registro.igm', 'ceiba-demostracion')
  demonstration.process.kill('SIGTERM')
  expect(await demonstration.ended).toBe(0)

  expect(demonstration.said()).not.toContain('clear text')
  const real = await start('start', { ...settings, HOST: '0.0.0.0' })
  expect(real.said()).toContain('clear text')
  const refused = await signedIn(real.base, 'registro.igm', 'ceiba-demostracion').catch((error) => error)
  real.process.kill('SIGTERM')
  await real.ended
  expect(refused).toBeInstanceOf(Problem)
  expect(refused.code).toBe('demonstration-login')
})
