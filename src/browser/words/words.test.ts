import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import houseInEnglish from './en/house.json' with { type: 'json' }
import { en } from './en.ts'
import house from './es/house.json' with { type: 'json' }
import { es } from './es.ts'

const root = join(import.meta.dirname, '../..')
const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm
const code = globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.test.ts'] }).map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8').replaceAll(comments, ''),
}))

/** Every text of a catalogue by its whole key: `shell:keys.title`. */
function leaves(words: object, above = ''): [key: string, text: string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[above + name, value]] : leaves(value, above === '' ? `${name}:` : `${above}${name}.`),
  )
}
const spanish = new Map(leaves(es))
const english = new Map(leaves(en))
const has = (key: string) => spanish.has(key)
const placeholders = (text: string) => String([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort())

describe('every word', () => {
  test('stands in both languages', () => {
    expect([...english.keys()].filter((key) => !spanish.has(key))).toEqual([])
    expect([...spanish.keys()].filter((key) => !english.has(key))).toEqual([])
  })

  test('is not empty, and has the same placeholders in both languages', () => {
    const wrong = [...spanish].filter(([key, text]) => {
      const other = english.get(key) ?? ''
      const singular = key.endsWith('_one')
      return text.trim() === '' || other.trim() === '' || (!singular && placeholders(text) !== placeholders(other))
    })
    expect(wrong).toEqual([])
  })

  test('that a screen asks for is there', () => {
    const missing = code.flatMap(({ file, text }) => {
      const spoken = [...text.matchAll(/useTranslation\((?:\[?'(\w+)')?/g)].map(([, name]) => name ?? 'shell')
      return [...text.matchAll(/[^\w.](?:t|words\.t)\(\s*'([^']+)'/g)]
        .map(([, key]) => key!)
        .filter((key) => !(key.includes(':') ? has(key) : spoken.some((name) => has(`${name}:${key}`))))
        .map((key) => `${file} ${key}`)
    })
    expect(missing).toEqual([])
  })

  test('that is data for the shell is there', () => {
    const keys = code.flatMap(({ text }) => [...text.matchAll(/\b(?:words|says): '(\w+:[\w.-]+)'/g)].map(([, key]) => key!))
    expect(keys.length).toBeGreaterThan(4)
    expect(keys.filter((key) => !has(key))).toEqual([])
  })

  test('says usted, and nothing that only a program says', () => {
    const suspicious = /\b(undefined|null|NaN|password|tú|tus|tienes|puedes|debes|quieres)\b/i
    const spoken = [...spanish].map(([key, text]) => [key, text.replaceAll(/\{\{.*?\}\}/g, '')] as const)
    expect(spoken.filter(([, text]) => suspicious.test(text))).toEqual([])
  })
})

describe('every refusal', () => {
  type Told = Record<string, { what: string; next: string }>
  const told = (words: Told) => new Set(Object.keys(words).filter((name) => words[name]!.what && words[name]!.next))
  const onScreen = told(es.problems)
  const onCommandLine = told(house)
  const codesIn = (text: string) => [...text.matchAll(/\bnew Problem\(\s*[^,]+,\s*'([a-z0-9-]+)'/g)].map(([, name]) => name!)

  test('has words: what happened, and what to do next', () => {
    const thrown = new Set(code.flatMap(({ text }) => codesIn(text)))
    expect(thrown.size).toBeGreaterThan(40)
    expect([...thrown].filter((name) => !onScreen.has(name) && !onCommandLine.has(name)).sort()).toEqual([])
  })

  test('of a call has words on screen', () => {
    const calls = code.filter(({ file }) => /^\w+\/api\b|^server\/(http|db)\.ts|^browser\/call\.ts/.test(file))
    expect(calls.flatMap(({ text }) => codesIn(text)).filter((name) => !onScreen.has(name))).toEqual([])
  })

  test('on the command line is told in both languages, with the same placeholders', () => {
    const other = new Map(leaves(houseInEnglish))
    const all = leaves(house)
    expect([...other.keys()].sort()).toEqual(all.map(([key]) => key).sort())
    expect(all.filter(([key, text]) => placeholders(text) !== placeholders(other.get(key) ?? ''))).toEqual([])
  })
})
