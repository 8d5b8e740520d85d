/**
 * The architecture as a test: every file has a place, imports go one way, a store writes only its own schema, rules and
 * contracts name no clock, no chance and no world. It reads import text; `sabotage` below proves that it bites.
 */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const src = path.join(import.meta.dirname, '../src')
const read = (file: string) => readFileSync(path.join(src, file), 'utf8')

/** The order of features is written once, in features.ts. */
const order = [
  ...read('features.ts')
    .match(/features = \[(.*)\]/)![1]!
    .split(', '),
  'portal',
]
const ground = ['base', 'server', 'browser']
const doors = ['features.ts', 'ceiba.ts', 'server.ts', 'portal.ts', 'workspace.tsx']
const doorFolders = ['command-line', 'demo']
/** Each library has one door; rules decide with them and handlers run them. */
const libraries = ['#linkage']

type Kind = 'contract' | 'rules' | 'store' | 'api' | 'pages' | 'screens' | 'data'
const kinds: Record<Kind, { own: Kind[]; ground: string[] }> = {
  contract: { own: [], ground: ['base'] },
  data: { own: [], ground: [] },
  rules: { own: ['contract', 'data'], ground: ['base'] },
  store: { own: ['contract', 'rules'], ground: ['base', 'server'] },
  api: { own: ['contract', 'rules', 'store', 'data'], ground: ['base', 'server'] },
  pages: { own: ['contract', 'rules', 'store'], ground: ['base', 'server'] },
  screens: { own: ['contract', 'rules'], ground: ['base', 'browser'] },
}
/** All that a feature shows to the features after it. */
const shown: Kind[] = ['contract', 'rules']

type Place = { folder: string; kind: Kind | undefined }

/** `intake/store/manifest.ts` is intake's store; `base/problem.ts` is ground; `server.ts` is a door. */
function place(file: string): Place | 'door' | undefined {
  const [folder, next = ''] = file.split('/')
  if (doors.includes(file) || doorFolders.includes(folder!)) return 'door'
  if (ground.includes(folder!)) return { folder: folder!, kind: undefined }
  const kind = next.replace(/\.tsx?$/, '') as Kind
  return order.includes(folder!) && kind in kinds ? { folder: folder!, kind } : undefined
}

/** `imports` are paths from src: what `file` may not have is given back as sentences. */
function complaints(file: string, text: string): string[] {
  const from = place(file)
  if (from === undefined) return [`${file} has no place`]
  const found: string[] = []
  if (/(^|\/)(utils?|helpers?|common|misc|types)(\/|\.tsx?$)/.test(file)) found.push(`${file} has a name that says nothing`)
  if (from === 'door') return found
  for (const [, target] of text.matchAll(/(?:from|import|import\() ?'([.#][^']+)'/g)) {
    if (libraries.includes(target!) && (from.kind === 'rules' || from.kind === 'api')) continue
    const at = target!.startsWith('#') ? target!.slice(1) : path.posix.join(path.posix.dirname(file), target!)
    if (at.endsWith('.css')) continue
    const to = place(at)
    if (to === undefined || to === 'door' || !mayImport(from, to)) found.push(`${file} may not import ${at}`)
  }
  if (from.kind === 'store')
    for (const [, schema] of text.matchAll(/\b(?:insert into|update|delete from|truncate|merge into) (\w+)\.\w+/g))
      if (schema !== from.folder) found.push(`${file} writes the schema ${schema}`)
  if (from.kind !== 'store' && from.folder !== 'server' && /\bsql`/.test(text)) found.push(`${file} holds SQL`)
  if (from.kind === 'rules' || from.kind === 'contract') {
    const impure =
      /new Date\(\)|Date\.now|Math\.random|crypto\.|uuidv7\(|process\.|from 'node:|\bfetch\(|\bthrow new Problem/.exec(text)
    if (impure) found.push(`${file} is not pure: ${impure[0]}`)
  }
  if (file !== 'server/config.ts' && /process\.env/.test(text)) found.push(`${file} reads the environment`)
  if (/\bexport default\b/.test(text)) found.push(`${file} has a default export`)
  return found
}

function mayImport(from: Place, to: Place): boolean {
  if (ground.includes(from.folder)) return to.folder === from.folder || to.folder === 'base'
  if (ground.includes(to.folder)) return kinds[from.kind!].ground.includes(to.folder)
  if (from.folder === to.folder) return to.kind === from.kind || kinds[from.kind!].own.includes(to.kind!)
  return order.indexOf(to.folder) < order.indexOf(from.folder) && shown.includes(to.kind!)
}

const files = globSync('**/*.{ts,tsx}', { cwd: src }).filter((file) => !/\.(test|d)\.tsx?$/.test(file))

describe('the floors', () => {
  test('features stand in an order', () => {
    expect(order.slice(0, 4)).toEqual(['access', 'directory', 'intake', 'identity'])
    expect(read('features.ts')).toContain("from '#portal/pages/site.ts'")
  })

  test.each(files)('%s stands where it belongs', (file) => {
    expect(complaints(file, read(file))).toEqual([])
  })
})

describe('sabotage is caught', () => {
  const sabotages: [string, string, string][] = [
    ['rules that import the server', 'intake/rules/reception.ts', "import { sql } from '#server/db.ts'"],
    ['a feature that imports a later one', 'directory/api.ts', "import { Arrival } from '#intake/contract/shapes.ts'"],
    [
      'a feature that imports the store of another',
      'intake/api/feature.ts',
      "import { accountsOf } from '#access/store/accounts.ts'",
    ],
    ['a screen that imports a store', 'access/screens/Accounts.tsx', "import { accountsOf } from '../store.ts'"],
    ['a store that writes the schema of another', 'intake/store/returns.ts', 'sql`update access.account set name = 1`'],
    ['a stray utils.ts', 'utils.ts', ''],
    ['a clock in rules', 'intake/rules/reception.ts', 'const now = new Date()'],
    ['chance in rules', 'intake/rules/reception.ts', 'const code = Math.random()'],
    ['a refusal thrown by rules', 'access/rules.ts', "throw new Problem(409, 'no')"],
    ['SQL in an api', 'access/api.ts', 'db.run(sql`select 1`)'],
    ['the environment read elsewhere', 'access/api.ts', 'const port = process.env.PORT'],
    ['base that imports the server', 'base/cui.ts', "import { readConfig } from '#server/config.ts'"],
    ['a library in a store', 'identity/store/keys.ts', "import { keysOf } from '#linkage'"],
    ['a library entered by the window', 'identity/rules/compare.ts', "import { mix } from '../../../libs/linkage/src/hash.ts'"],
    ['a computed import', 'directory/api.ts', "await import('#intake/api/feature.ts')"],
    ['a default export', 'access/rules.ts', 'export default function rules() {}'],
  ]

  test.each(sabotages)('%s', (_, file, text) => {
    expect(complaints(file, text)).toHaveLength(1)
  })
})
