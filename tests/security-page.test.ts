/** `docs/security.md` against the requirements of OWASP ASVS 5.0.0, levels 1 and 2, and against the tests it names. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

const requirements = read('docs/asvs-5.0.0.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',')[0]!)

type Row = { ids: string[]; where: string; test: string }

const rows = read('docs/security.md')
  .split('\n')
  .filter((line) => line.startsWith('| V'))
  .map((line): Row => {
    const [ids = '', , where = '', test = ''] = line.slice(2, -2).split(' | ')
    return { ids: ids.split(', '), where, test }
  })

describe('the security page', () => {
  test('has every requirement once', () => {
    expect(rows.flatMap(({ ids }) => ids).toSorted()).toEqual(requirements.toSorted())
  })

  test.each(rows)('$ids names a test that is there, or says why there is none', ({ where, test }) => {
    if (test === '–') return expect(where).toMatch(/not applicable|deviations|operations\.md|SECURITY\.md/)
    const [, file, title] = /^`(\S+)` › (.+)$/.exec(test) ?? []
    expect(read(file!), file).toContain(title)
  })

  test('sends nobody to a page that is not there', () => {
    const targets = [...read('docs/security.md').matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target!)
    expect(targets.filter((target) => !existsSync(path.join(root, 'docs', target)))).toEqual([])
  })
})
