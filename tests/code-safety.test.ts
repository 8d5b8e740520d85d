/** What the code never does, read off its text. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const files = globSync(['src/**/*.{ts,tsx}', 'libs/*/src/**/*.ts', 'bin/*.mjs'], { cwd: root }).filter(
  (file) => !/\.test\.tsx?$/.test(file),
)
const holding = (wanted: RegExp) => files.filter((file) => wanted.test(readFileSync(path.join(root, file), 'utf8')))

test('no program is started through a shell', () => {
  expect(holding(/child_process/)).not.toEqual([])
  expect(holding(/shell:\s*true|\bexecSync\(|import \{[^}]*\bexec\b[^}]*\} from 'node:child_process'/)).toEqual([])
})

test('no text becomes a script or HTML by itself', () => {
  expect(holding(/dangerouslySetInnerHTML|\.innerHTML\s*=|document\.write\(|\beval\(|new Function\(/)).toEqual([])
})

test('no page listens to messages of other windows', () => {
  expect(holding(/window\.addEventListener\('message'|window\.onmessage/)).toEqual([])
})

test('the browser keeps what one prefers, the lists of the directory, and what is typed and not yet sent, nothing else', () => {
  expect(holding(/\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|\bcaches\./).sort()).toEqual([
    'src/browser/kit/shortcuts.ts',
    'src/browser/words/words.ts',
    'src/intake/screens/reception/use-answers.ts',
    'src/intake/screens/reference.ts',
    'src/intake/screens/remembered-centre.ts',
  ])
})

test('nothing that must not be guessed is made by a weak generator', () => {
  expect(holding(/Math\.random\(/)).toEqual([])
})
