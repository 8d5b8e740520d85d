import { describe, expect, test } from 'vitest'
import { guatemalaDay, guatemalaTime } from '#base/day.ts'
import { Form } from '../contract/form.ts'
import { formWords } from './form-words.ts'
import { birthInWords, monthsInWords, nothingRecorded, profileBlocks } from './profile.ts'

const names = {
  municipalities: new Map([['0207', 'Sanarate']]),
  departments: new Map([['02', 'El Progreso']]),
  languages: new Map([['kiche', 'K’iche’']]),
}
const lineOf = (form: Parameters<typeof profileBlocks>[0], label: string) =>
  profileBlocks(form, '2026-11-20', 'es', names)
    .flatMap((block) => block.pairs)
    .find((pair) => pair.label === label)?.value

describe('the printed profile', () => {
  test('has a place for every field but the name, which is its title', () => {
    const printed = profileBlocks({}, '2026-11-20', 'es', names).flatMap((block) => block.pairs.map((pair) => pair.label))
    const fields = Object.keys(Form.shape).filter((field) => field !== 'givenNames' && field !== 'surnames')
    expect(printed.toSorted()).toEqual(fields.map((field) => formWords[field as keyof typeof formWords].label.es).toSorted())
  })

  test('tells what was not recorded from what the person does not know', () => {
    expect(lineOf({}, 'Sexo')).toBe(nothingRecorded)
    expect(lineOf({ sex: 'unknown' }, 'Sexo')).toBe('No se sabe')
    expect(lineOf({ english: false }, 'Habla inglés')).toBe('No')
    expect(lineOf({ previousReturns: 0 }, 'Retornos anteriores')).toBe('0')
  })

  test('names places, languages and numbers as people read them', () => {
    expect(lineOf({ destinationMunicipality: '0207' }, 'Municipio de destino')).toBe('Sanarate, El Progreso')
    expect(lineOf({ language: 'kiche' }, 'Idioma materno')).toBe('K’iche’')
    expect(lineOf({ cui: '9000000150101' }, 'CUI')).toBe('9000 00015 0101')
  })

  test('says an age as far as it is known', () => {
    expect(birthInWords('2017-05-12', '2026-11-20', 'es')).toBe('12 de mayo de 2017 (9 años)')
    expect(birthInWords('1987~', '2026-11-20', 'es')).toBe('hacia 1987 (37 a 40 años)')
  })

  test('says a stay in years and months', () => {
    expect([0, 1, 12, 38].map((months) => monthsInWords(months, 'es'))).toEqual([
      'menos de un mes',
      '1 mes',
      '1 año',
      '3 años y 2 meses',
    ])
  })
})

test('at three in the morning of Greenwich it is still the day before in Guatemala', () => {
  expect(guatemalaDay('2026-11-21T03:00:00Z')).toBe('2026-11-20')
  expect(guatemalaTime('2026-11-21T03:05:00Z')).toBe('21:05')
})
