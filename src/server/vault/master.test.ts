import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeMasterFile, masterByCommand, masterInFile } from './master.ts'
import { newKey, openText, readSealed, sealText } from './sealing.ts'

const folder = await mkdtemp(path.join(os.tmpdir(), 'ceiba-master-'))
afterAll(() => rm(folder, { recursive: true }))

const keys = ['a', 'b'].map((context) => ({ context, key: newKey() }))

describe('a master key in a file', () => {
  const file = path.join(folder, 'master.key')

  test('is made once, for its owner alone', async () => {
    makeMasterFile(file)
    const first = await readFile(file, 'utf8')
    expect((await stat(file)).mode & 0o777).toBe(0o400)
    makeMasterFile(file)
    expect(await readFile(file, 'utf8')).toBe(first)
  })

  test('wraps by its newest version and opens by any, also one that was made meanwhile', async () => {
    const [running, other] = [masterInFile(file), masterInFile(file)]
    const before = await running.wrap(keys)
    expect(await other.renew?.()).toBe(2)
    const after = await running.wrap(keys)
    expect(after.map(({ version }) => version)).toEqual([2, 2])
    expect(await running.unwrap([...before, ...after])).toEqual([...keys, ...keys].map(({ key }) => key))
    expect((await stat(file)).mode & 0o777).toBe(0o400)
  })

  test('opens no key as that of somebody else', async () => {
    const master = masterInFile(file)
    const [one] = await master.wrap(keys)
    await expect(master.unwrap([{ ...one!, context: 'b' }])).rejects.toMatchObject({ code: 'master-key-wrong' })
  })

  test('that is damaged says so', async () => {
    const damaged = path.join(folder, 'damaged.key')
    await writeFile(damaged, '1 c2hvcnQ=\n')
    await expect(masterInFile(damaged).wrap(keys)).rejects.toMatchObject({ code: 'master-key-file-wrong' })
  })
})

/** A key service in a few lines: it knows one key and counts how often it was asked. */
const script = `#!${process.execPath}
const { createHmac } = require('node:crypto')
const fs = require('node:fs')
fs.appendFileSync(process.argv[1] + '.asked', process.argv[2] + '\\n')
const stream = (context) => createHmac('sha256', 'of the service').update(context).digest()
for (const line of fs.readFileSync(0, 'utf8').split('\\n').filter(Boolean)) {
  const { context, data } = JSON.parse(line)
  const pad = stream(context)
  console.log(JSON.stringify({ version: 7, data: Buffer.from(data, 'base64').map((byte, at) => byte ^ pad[at]).toString('base64') }))
}
`

describe('a master key behind a command', () => {
  const command = path.join(folder, 'service.cjs')
  const master = masterByCommand(command)

  test('wraps and opens many keys at a time, and asks for each once', async () => {
    await writeFile(command, script)
    await chmod(command, 0o700)
    const wrapped = await master.wrap(keys)
    expect(wrapped.map(({ version }) => version)).toEqual([7, 7])
    expect(wrapped[0]!.wrapped).not.toEqual(keys[0]!.key)
    for (let times = 0; times < 3; times++) expect(await master.unwrap(wrapped)).toEqual(keys.map(({ key }) => key))
    expect((await readFile(`${command}.asked`, 'utf8')).trim().split('\n')).toEqual(['wrap', 'unwrap'])
    expect(await master.newest()).toBe(7)
  })

  test('that fails is a refusal', async () => {
    const nowhere = masterByCommand(path.join(folder, 'nowhere'))
    await expect(nowhere.wrap(keys)).rejects.toMatchObject({ code: 'master-key-command-failed' })
    await writeFile(`${command}.silent.cjs`, `#!${process.execPath}\n`, { mode: 0o700 })
    const silent = masterByCommand(`${command}.silent.cjs`)
    await expect(silent.unwrap(await master.wrap(keys))).rejects.toMatchObject({ code: 'master-key-command-failed' })
  })
})

describe('a sealed text', () => {
  const own = { key: newKey(), version: 1 }
  const subjectId = '0199a000-0000-7000-8000-000000000001'
  const sealed = sealText(own, subjectId, 'intake.subject|form.birthDate', '2012-03-04', '2012')

  test('opens with the key of its person and shows what may be read of it without', () => {
    const read = readSealed(sealed)!
    expect(read).toMatchObject({ readable: '2012', subjectId, place: 'intake.subject|form.birthDate', version: 1 })
    expect(openText(own, read)).toBe('2012-03-04')
    expect(() => openText({ ...own, key: newKey() }, read)).toThrow()
  })

  test('is another each time, and opens no more when a letter of it is changed', () => {
    expect(sealText(own, subjectId, 'intake.subject|form.birthDate', '2012-03-04', '2012')).not.toBe(sealed)
    expect(() => openText(own, readSealed(sealed.replace('2012', '2013'))!)).toThrow()
    expect(() => openText(own, readSealed(sealed.replace('birthDate', 'givenNames'))!)).toThrow()
  })

  test('is nothing that somebody only wrote', () => {
    expect(readSealed('Ana María')).toBeUndefined()
    expect(readSealed('\u{FDD0}intake|x')).toBeUndefined()
  })
})
