import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let clone: string

/** A clone of a project like ours that needs one package, which lies beside it: npm installs it without a network. */
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'ceiba-clone-'))
  await cp(join(import.meta.dirname, '..', 'bin'), join(clone, 'bin'), { recursive: true })
  await mkdir(join(clone, 'vite', 'bin'), { recursive: true })
  await write('vite/package.json', { name: 'vite', version: '1.0.0' })
  await write('vite/bin/vite.js', `require('fs').appendFileSync('builds.txt', 'built ')`)
  await write('package.json', { name: 'clone', version: '1.0.0', dependencies: { vite: 'file:vite' } })
  await lock('1.0.0')
  await mkdir(join(clone, 'src'))
  await write('src/workspace.tsx', 'first')
  await write('src/ceiba.ts', `console.log('runs', ...process.argv.slice(2) as string[])`)
})

afterEach(() => rm(clone, { recursive: true, force: true }))

test('a fresh clone is installed, then runs; the second time it only runs', async () => {
  const first = await ready('src/ceiba.ts', 'a', 'b c')
  expect(first).toMatchObject({ code: 0, printed: expect.stringContaining('Installing') })
  expect(await ready('src/ceiba.ts', 'a', 'b c')).toEqual({ code: 0, printed: 'runs a b c\n', told: '' })
})

test('a changed list of packages is installed anew', async () => {
  await ready('src/ceiba.ts')
  await write('vite/package.json', { name: 'vite', version: '1.0.1' })
  await lock('1.0.1')
  expect((await ready('src/ceiba.ts')).printed).toContain('Installing')
})

test('--quiet leaves standard output to the program', async () => {
  const { printed, told } = await ready('--quiet', 'src/ceiba.ts', '--json')
  expect(printed).toBe('runs --json\n')
  expect(told).toContain('Installing')
})

test('the workspace is built when its sources changed, and only for who shows it', async () => {
  await write('vite.config.ts', '')
  await write('bench.ts', '')
  await ready('bench.ts')
  await expect(builds()).rejects.toThrow()
  await ready('src/ceiba.ts')
  await ready('src/ceiba.ts')
  expect(await builds()).toBe('built ')
  await write('src/workspace.tsx', 'second')
  await write('src/workspace.test.tsx', 'a test is no part of it')
  await ready('src/ceiba.ts')
  expect(await builds()).toBe('built built ')
  await write('src/workspace.test.tsx', 'changed')
  await mkdir(join(clone, 'src', 'server'))
  await write('src/server/http.ts', 'changed')
  await ready('src/ceiba.ts')
  expect(await builds()).toBe('built built ')
})

test('two starts at once install once', async () => {
  const both = await Promise.all([ready('src/ceiba.ts'), ready('src/ceiba.ts')])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(both.filter(({ printed }) => printed.includes('Installing what'))).toHaveLength(1)
})

test('a start that was killed does not hold up the next', async () => {
  const gone = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => gone.once('exit', resolve))
  await write('.ready.lock', String(gone.pid))
  expect((await ready('src/ceiba.ts')).code).toBe(0)
})

test('the exit code and the signals are those of the program', async () => {
  await write('src/five.ts', 'process.exit(5)')
  expect((await ready('src/five.ts')).code).toBe(5)
  await write('src/waits.ts', `process.on('SIGTERM', () => process.exit(6)); setInterval(() => {}, 1000); console.log('waits')`)
  const { child, ended } = launch('src/waits.ts')
  child.stdout?.on('data', (text) => String(text).includes('waits') && child.kill('SIGTERM'))
  expect((await ended).code).toBe(6)
})

test('what cannot be installed is told in both languages, and the exit code is not zero', async () => {
  await rm(join(clone, 'package-lock.json'))
  const { code, told } = await ready('src/ceiba.ts')
  expect(code).toBe(1)
  expect(told).toContain('No se pudo instalar')
  expect(told).toContain('could not be installed')
})

function ready(...words: string[]) {
  return launch(...words).ended
}

function launch(...words: string[]): {
  child: ChildProcess
  ended: Promise<{ code: number | null; printed: string; told: string }>
} {
  const child = spawn(process.execPath, [join(clone, 'bin', 'ready.mjs'), ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  let told = ''
  child.stdout?.on('data', (text) => {
    printed += text
  })
  child.stderr?.on('data', (text) => {
    told += text
  })
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, printed, told }))) }
}

const builds = () => readFile(join(clone, 'builds.txt'), 'utf8')

function lock(version: string): Promise<void> {
  const linked = { 'node_modules/vite': { resolved: 'vite', link: true }, vite: { version } }
  const itself = { name: 'clone', version: '1.0.0', dependencies: { vite: 'file:vite' } }
  return write('package-lock.json', {
    name: 'clone',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': itself, ...linked },
  })
}

function write(path: string, content: unknown): Promise<void> {
  return writeFile(join(clone, path), typeof content === 'string' ? content : JSON.stringify(content))
}
