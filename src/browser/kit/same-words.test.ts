import { describe, expect, test } from 'vitest'
import { nearest, sameWords } from './same-words.ts'

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

describe('what is not found as it was typed', () => {
  const towns = ['Sanarate, El Progreso', 'Sansare, El Progreso', 'Santa Ana, Guatemala', 'Nebaj, Quiché']
  const near = (typed: string) =>
    nearest(
      towns.map((label) => ({ label })),
      typed,
    ).map(({ label }) => label)

  test('suggests both towns between which it stands, the nearer first', () => {
    expect(near('sansarate')).toEqual(['Sanarate, El Progreso', 'Sansare, El Progreso'])
    expect(near('nebax')).toEqual(['Nebaj, Quiché'])
  })

  test('suggests nothing when it resembles nothing, or is too short to', () => {
    expect(near('zacualpa')).toEqual([])
    expect(near('neb')).toEqual([])
  })
})
