import { expect, test } from 'vitest'
import { allClasses } from '#access/rules/fields.ts'
import { Form, type FormField, type PartialForm } from '#intake/contract/form.ts'
import { chosen, chosenInWords, fieldsOf } from './fields.ts'

const nobody = { municipalities: new Map(), departments: new Map(), languages: new Map() }

test('every field of the form has one class', () => {
  const classed = allClasses.flatMap(fieldsOf)
  expect(classed.toSorted()).toEqual(Object.keys(Form.shape).toSorted())
})

test('what is chosen is exactly what leaves', () => {
  const form: PartialForm = { givenNames: 'Inventada', surnames: 'Tz’unux', note: 'Contó algo', sex: 'female', flags: ['injury'] }
  expect(chosen(form, ['surnames', 'sex', 'cui'])).toEqual({ surnames: 'Tz’unux', sex: 'female' })
  expect(chosenInWords(form, ['surnames', 'sex', 'cui'], '2026-11-20', 'es', nobody)).toEqual([
    { label: 'Apellidos', value: 'Tz’unux' },
    { label: 'Sexo', value: 'Mujer' },
  ])
})

test('every field can be written for people', () => {
  const fields = Object.keys(Form.shape) as FormField[]
  const form = {
    ...Object.fromEntries(fields.map((field) => [field, 'x'])),
    ...{ reasons: ['economic'], wishes: ['job'], flags: ['injury'], functioning: { seeing: 'none' }, monthsAbroad: 3 },
  } as unknown as PartialForm
  expect(chosenInWords(form, fields, '2026-11-20', 'es', nobody)).toHaveLength(fields.length)
})
