import { describe, expect, test } from 'vitest'
import { sameWords } from './same-words.ts'

describe('a choice is found', () => {
  const choices = ['Ciudad de México', 'Sacatepéquez', 'Kʼicheʼ', 'Totonicapán', 'Peñas Blancas']
  const found = (typed: string) => choices.filter((label) => sameWords(label, typed))

  test.each([
    ['SACATEPEQUEZ', 'Sacatepéquez'],
    ['totonicapán', 'Totonicapán'],
    ['mexico ciudad', 'Ciudad de México'],
    ['  méx   ciu ', 'Ciudad de México'],
    ['penas', 'Peñas Blancas'],
  ])('without its accents, its capitals or the order of its words: %j', (typed, choice) => {
    expect(found(typed)).toEqual([choice])
  })

  test.each(['kiche', "K'iche'", 'kꞌicheꞌ', 'K’iche’'])('with any apostrophe or none: %j', (typed) => {
    expect(found(typed)).toEqual(['Kʼicheʼ'])
  })

  test('only when every word that was typed stands in it', () => {
    expect(found('ciudad quetzaltenango')).toEqual([])
    expect(found('')).toEqual(choices)
  })
})
