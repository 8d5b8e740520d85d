import { expect, test } from 'vitest'
import { fieldNamed, tidied } from './column-names.ts'
import { fields } from './table.ts'

test.each([
  ['Fecha de Nacimiento', 'birth_date'],
  ['FECHA_NAC', 'birth_date'],
  ['date_of_birth', 'birth_date'],
  ['dateOfBirth', 'birth_date'],
  ['Primer Nombre', 'given_names'],
  ['Segundo apellido', 'surnames'],
  ['Apellido de casada', 'married_name'],
  ['Género', 'sex'],
  ['No. DPI', 'cui'],
  ['soc_sec_id', 'document'],
  ['address_1', 'address'],
  ['address_2', 'locality'],
  [' postcode', 'postcode'],
  ['Edad (años)', 'age'],
  ['Teléfono', 'phone'],
  ['Municipio', 'municipality'],
])('a column called %s holds %s', (name, field) => {
  expect(fieldNamed(name)).toBe(field)
})

test('every field is known by its own name', () => {
  for (const field of fields) expect(fieldNamed(field)).toBe(field)
})

test('a name that says nothing holds nothing', () => {
  for (const name of ['rec_id', 'cluster', 'lang', 'notes', '', 'x', 'id']) expect(fieldNamed(name)).toBeUndefined()
})

test('names are compared without capitals, accents and signs', () => {
  expect(tidied('  Año de Nacimiento (aprox.) ')).toBe('ano_de_nacimiento_aprox')
})
