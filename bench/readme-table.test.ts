import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeIntoReadme } from './readme-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'ceiba-readme-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('what was measured stands at the end, and the next time in its place', () => {
  const file = join(folder, 'README.md')
  writeFileSync(file, '# Title\n\nText.\n')
  writeIntoReadme(file, ['ran'], [{ what: 'F1', gave: '0.9', goal: '≥ 0.8' }])
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nMore text.\n`)
  writeIntoReadme(file, ['ran again'], [{ what: 'F1', gave: '0.95' }])
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(/^# Title\n\nText\.\n\n## Measured\n\n<!-- measured/)
  expect(text).toContain('- ran again\n')
  expect(text).toContain('| F1 | 0.95 |  |')
  expect(text).not.toContain('0.9 ')
  expect(text).toMatch(/<!-- \/measured -->\n\nMore text\.\n$/)
})
