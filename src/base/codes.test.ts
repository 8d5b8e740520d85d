import { describe, expect, test } from 'vitest'
import * as codes from './codes.ts'

const { codesOf, labelOf, sexes } = codes
const lists = Object.entries(codes).flatMap(([name, value]): [string, codes.CodeList][] =>
  typeof value === 'object' ? [[name, value]] : [],
)

describe('code lists', () => {
  test('a list accepts its codes and nothing else', () => {
    expect(codesOf(sexes).parse('female')).toBe('female')
    expect(codesOf(sexes).safeParse('Mujer').success).toBe(false)
    expect(codesOf(sexes).safeParse('toString').success).toBe(false)
  })

  test('a code has a word in both languages, and an unknown code shows itself', () => {
    expect(labelOf(sexes, 'female', 'es')).toBe('Mujer')
    expect(labelOf(sexes, 'female', 'en')).toBe('Female')
    expect(labelOf(sexes, 'x9', 'es')).toBe('x9')
  })

  test.each(lists)('%s: codes are snake case, words are there and different from each other', (_, list) => {
    for (const [code, words] of Object.entries(list)) {
      expect(code).toMatch(/^[a-z]+(_[a-z0-9]+)*$/)
      expect(words.es.trim()).not.toBe('')
      expect(words.en.trim()).not.toBe('')
    }
    for (const language of ['es', 'en'] as const) {
      const words = Object.values(list).map((label) => label[language])
      expect(new Set(words).size).toBe(words.length)
    }
  })

  test('no word calls a person deported, illegal or an offender', () => {
    const said = lists.flatMap(([, list]) => Object.values(list).flatMap((label) => [label.es, label.en]))
    expect(said.filter((word) => /deportad|deportee|ilegal|illegal|reincident/i.test(word))).toEqual([])
  })

  test('the questions on functioning never say disability', () => {
    const said = Object.values(codes.functioningDomains).flatMap((label) => [label.es, label.en])
    expect(said.filter((word) => /discapacid|disabilit/i.test(word))).toEqual([])
  })
})
