import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import en from '#browser/words/en/command-line.json' with { type: 'json' }
import es from '#browser/words/es/command-line.json' with { type: 'json' }
import { writeRecords } from '../../libs/linkage/evaluation/records.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'ceiba-link-'))
afterAll(() => rmSync(folder, { recursive: true }))
const door = path.join(import.meta.dirname, '../ceiba.ts')
const at = (name: string) => path.join(folder, name)
const read = (name: string) => readFileSync(at(name), 'utf8')

/** `ceiba link` as a process in the folder of the files. */
function link(...words: string[]) {
  const env = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: '', INIT_CWD: folder, NODE_ENV: 'test' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [door, 'link', ...words], { cwd: folder, env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** What it says about a file of this content; OUT is `out.csv`. */
function linking(content: string | Uint8Array, ...more: string[]) {
  rmSync(at('out.csv'), { force: true })
  writeFileSync(at('in.csv'), content)
  return link('in.csv', '--id', 'id', '--out', 'out.csv', ...more)
}

describe('ceiba link', () => {
  test('writes each row once, in order, with the first row of its cluster; the same bytes each time', () => {
    const truth = writeRecords(at('people.csv'), { seed: 1, rows: 1_500, level: 'clean' })
    const done = link('people.csv', '--id', 'record_id', '--out', 'people.out.csv', '--pairs', 'pairs.csv', '--json')
    expect(done).toMatchObject({ status: 0 })
    const [head, ...rows] = read('people.out.csv').trimEnd().split('\n')
    expect(head).toBe('record_id,cluster_id')
    expect(rows.map((row) => row.split(',')[0])).toEqual(Array.from({ length: 1_500 }, (_, row) => String(row + 1)))
    expect(rows.every((row) => Number(row.split(',')[1]) <= Number(row.split(',')[0]))).toBe(true)
    const { people, files, milliseconds } = JSON.parse(done.stdout)
    expect(people / new Set(truth.person).size).toBeCloseTo(1, 1)
    expect(files).toMatchObject([{ rows: 1_500, badRowCount: 0, delimiter: ',' }])
    expect(milliseconds.all).toBeGreaterThan(0)
    expect(done.stderr).toContain('Reading people.csv')
    expect(read('pairs.csv')).toMatch(/^id_a,id_b,probability,score\n\d+,\d+,[01]\.\d{6},-?\d+\.\d{3}\n/)

    const first = [read('people.out.csv'), read('pairs.csv')]
    const again = link('people.csv', '--id', 'record_id', '--out', 'people.out.csv', '--pairs', 'pairs.csv')
    expect([read('people.out.csv'), read('pairs.csv')]).toEqual(first)
    expect(again.stdout).toContain('the one before was replaced')
  })

  test('a model is kept, and used when it is there', () => {
    writeRecords(at('people.csv'), { seed: 2, rows: 1_500, level: 'clean' })
    const words = ['people.csv', '--id', 'record_id', '--out', 'a.csv', '--model', 'model.json']
    expect(link(...words).stdout).toContain('The model was kept in')
    const [first, model] = [read('a.csv'), read('model.json')]
    expect(link(...words).stdout).not.toContain('The model was kept')
    expect([read('a.csv'), read('model.json')]).toEqual([first, model])
    writeFileSync(at('model.json'), '{"version":7}')
    expect(link(...words)).toMatchObject({ status: 1, stderr: expect.stringContaining('is not a model made by') })
  })

  test('an explanation starts somewhere and its weights sum up to the score', () => {
    writeRecords(at('people.csv'), { seed: 3, rows: 800, level: 'clean' })
    link('people.csv', '--id', 'record_id', '--out', 'a.csv', '--pairs', 'why.csv', '--explain')
    const rows = read('why.csv').trimEnd().split('\n').slice(1)
    expect(rows.length).toBeGreaterThan(100)
    for (const row of rows) {
      const [, , , score, why] = row.split(',')
      const bits = [...why!.matchAll(/ ([+-]\d+\.\d)(?=;|$)/g)].map(([, text]) => Number(text))
      const sum = bits.reduce((all, one) => all + one, 0)
      expect(why).toMatch(/^start [+-]/)
      // Each of some twenty weights is rounded to a tenth, and those below are left out.
      expect(Math.abs(sum - Number(score))).toBeLessThan(0.75)
    }
  })

  test('two files: rows of the second follow, with the number of their file', () => {
    writeFileSync(at('a.csv'), 'id,nombres,apellidos,cui\n1,Ixchel Ana,Xiloj Us,3000000120101\n2,Mateo,Juan Diego,\n')
    writeFileSync(at('b.csv'), 'id;cui;apellidos;given\nx;3000000120101;Xiloj Us;Ixchel Ana\n"y,""1""";;Coc;Rosa\n')
    const done = link('a.csv', '--against', 'b.csv', '--id', 'id', '--map', 'given=given_names', '--out', 'ab.csv')
    expect(done.status).toBe(0)
    expect(read('ab.csv')).toMatch(/^id,cluster_id,file\n1,1,1\n2,2,1\nx,\d,2\n"y,""1""",4,2\n$/)
  })
})

describe('files that are not as they should be', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'is empty'],
    ['a spreadsheet', Buffer.from('PK\x03\x04'), 'is a spreadsheet'],
    ['UTF-16', Buffer.from('\ufeffid,nombres\n1,Ana\n', 'utf16le'), 'UTF-16'],
    ['a PDF', '%PDF-1.7\n', 'is a PDF'],
    ['junk', Uint8Array.from({ length: 3_000 }, (_, index) => (index * 31) % 256), 'is not a text file'],
    ['no id column', 'rec,nombres\n1,Ana\n', 'has no column “id”'],
    ['no column that is known', 'id,x,y\n1,2,3\n', '--map'],
  ])('%s is refused with a sentence, and nothing is written', (_, content, says) => {
    const done = linking(content)
    expect(done).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(says) })
    expect(existsSync(at('out.csv'))).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a head without rows gives a head without rows, and says so', () => {
    expect(linking('id,nombres\n')).toMatchObject({ status: 0, stdout: expect.stringContaining('has no rows') })
    expect(read('out.csv')).toBe('id,cluster_id\n')
  })

  test('one row is one person', () => {
    expect(linking('id,nombres\n7,Ana\n')).toMatchObject({ status: 0, stdout: expect.stringContaining('Written') })
    expect(read('out.csv')).toBe('id,cluster_id\n7,1\n')
  })

  test('bad rows are told by line and stay in the result', () => {
    const done = linking('id,nombres,apellidos\n1,Ana\n2,Eva,Us,x,y\n3,"Rosa,Coc\n,Luz,Pop\n')
    expect(done.status).toBe(0)
    for (const line of ['line 2: has 2', 'line 3: has 5', 'line 4: a quote', 'line 5: has no id'])
      expect(done.stdout).toContain(line)
    expect(read('out.csv')).toBe('id,cluster_id\n1,1\n2,2\n3,3\n,4\n')
  })

  test('ids that stand twice are told, and each row is written', () => {
    expect(linking('id,nombres\n1,Ana\n2,Eva\n1,Luz\n').stdout).toContain('1 rows have an id that another row had before')
    expect(read('out.csv')).toBe('id,cluster_id\n1,1\n2,2\n1,3\n')
  })

  test('Windows-1252 is read and told', () => {
    expect(linking(Buffer.from('id,nombres\n1,José\n', 'latin1')).stdout).toContain('Windows-1252')
  })

  test('equal rows, thousands of them, are no trouble', () => {
    const done = linking(`id,nombres,apellidos\n${Array.from({ length: 20_000 }, (_, row) => `${row},Juan,Pérez\n`).join('')}`)
    expect(done).toMatchObject({ status: 0, stdout: expect.stringMatching(/alike|20,000 rows, 1 people/) })
    expect(read('out.csv').trimEnd().split('\n')).toHaveLength(20_001)
  })
})

describe('wrong use', () => {
  const content = 'id,nombres\n1,Ana\n'

  test('ends with 2', () => {
    expect(link('in.csv')).toMatchObject({ status: 2, stderr: expect.stringContaining('--id') })
    expect(linking(content, '--threshold', '1.5')).toMatchObject({ status: 2, stderr: expect.stringContaining('probability') })
    expect(linking(content, '--map', 'nombres=names')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('given_names'),
    })
    expect(linking(content, '--map', 'nombres')).toMatchObject({ status: 2, stderr: expect.stringContaining('column=field') })
  })

  test('names that do not exist end with 1', () => {
    expect(linking(content, '--map', 'x=sex')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('“x”, which --map names'),
    })
    expect(linking(content, '--against', 'none.csv')).toMatchObject({ status: 1, stderr: expect.stringContaining('ENOENT') })
    expect(linking(content, '--out', 'none/out.csv')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cannot be written'),
    })
    expect(linking(content, '--out', 'in.csv')).toMatchObject({ status: 1, stderr: expect.stringContaining('is not replaced') })
    expect(read('in.csv')).toBe(content)
  })
})

test('every sentence stands in Spanish and English, with the same places for what it is about', () => {
  const leaves = (words: object): [string, string][] =>
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[name, value]]
        : leaves(value).map(([rest, text]): [string, string] => [`${name}.${rest}`, text]),
    )
  const places = (words: object) =>
    leaves(words).map(([name, text]) => [name, [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()])
  expect(places(es)).toEqual(places(en))
})
