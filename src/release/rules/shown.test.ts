import { describe, expect, test } from 'vitest'
import { numberShown, periodShown, sentenceShown, signWords, valueShown } from './shown.ts'
import { isWritten, qualifierOf } from './written.ts'

describe('how exact a number is, by its wording', () => {
  test.each([
    ['14,166', 'exact'],
    ['más de 40', 'at_least'],
    ['más de USD $ 53.4 Millones', 'at_least'],
    ['alrededor de 50', 'about'],
    ['quince mil (aproximado)', 'about'],
    ['3% o menos', 'at_most'],
    ['11 (derivado)', 'exact'],
    ['tres años', 'exact'],
  ])('“%s” is %s', (written, qualifier) => {
    expect(qualifierOf(written)).toBe(qualifier)
  })

  test('a derived number is not in the document', () => {
    expect(isWritten('11 (derivado)')).toBe(false)
    expect(isWritten('11')).toBe(true)
  })
})

describe('a number as it is shown', () => {
  test('thousands have a comma, in both languages', () => {
    expect(numberShown(14166)).toBe('14,166')
    expect(numberShown(53_400_000)).toBe('53,400,000')
    expect(numberShown(7.49)).toBe('7.49')
  })

  test('confidential, zero and not available are three different signs with words', () => {
    expect([numberShown('confidential'), numberShown(0), numberShown(undefined)]).toEqual(['c', '–', '··'])
    expect(signWords('confidential', 'es')).toBe('confidencial')
    expect(signWords(0, 'en')).toBe('zero')
    expect(signWords(undefined, 'es')).toBe('dato no disponible')
    expect(signWords(12, 'es')).toBeUndefined()
  })

  test('a qualifier goes before the number', () => {
    expect(valueShown({ value: 40, qualifier: 'at_least' }, 'es')).toBe('al menos 40')
    expect(valueShown({ value: 15000, qualifier: 'about' }, 'en')).toBe('about 15,000')
    expect(valueShown({ value: 3, qualifier: 'at_most' }, 'es')).toBe('a lo sumo 3')
  })

  test('a sentence takes its number, and begins with a capital', () => {
    const sentence = { es: '{n} municipios son solidarios.', en: 'There are {n}.' }
    expect(sentenceShown({ sentence, value: 19, qualifier: 'exact' }, 'es')).toBe('19 municipios son solidarios.')
    expect(sentenceShown({ sentence, value: 19, qualifier: 'about' }, 'es')).toBe('Cerca de 19 municipios son solidarios.')
    expect(sentenceShown({ sentence, value: 19, qualifier: 'about' }, 'en')).toBe('There are about 19.')
    expect(sentenceShown({ sentence, value: 0, qualifier: 'exact' }, 'en')).toBe('There are 0.')
  })
})

describe('a period in words', () => {
  test.each([
    [{ from: '2021', to: '2021' }, '2021', '2021'],
    [{ from: '2019', to: '2022-03' }, '2019 a marzo de 2022', '2019 to March 2022'],
    [{ from: '2020-08', to: '2021-12' }, 'agosto de 2020 a diciembre de 2021', 'August 2020 to December 2021'],
    [{ from: '2024-09-25', to: '2024-09-26' }, '25 a 26 de septiembre de 2024', '25 to 26 September 2024'],
    [{ from: '2022-06-30', to: '2023-08-31' }, '30 de junio de 2022 a 31 de agosto de 2023', '30 June 2022 to 31 August 2023'],
    [{ from: '2016' }, 'desde 2016', 'since 2016'],
    [{ to: '2030' }, 'hasta 2030', 'until 2030'],
    [{}, 'sin período declarado', 'no period stated'],
  ])('%o', (period, es, en) => {
    expect(periodShown(period, 'es')).toBe(es)
    expect(periodShown(period, 'en')).toBe(en)
  })
})
