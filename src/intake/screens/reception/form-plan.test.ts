import { expect, test } from 'vitest'
import { Form } from '../../contract/form.ts'
import { asked, formParts, keyAt, placeOfKey, stepToGoOn } from './form-plan.ts'

test('every field of the form is asked once', () => {
  const inParts = formParts.flatMap((part) => part.fields)
  expect(inParts.toSorted()).toEqual(Object.keys(Form.shape).toSorted())
})

test('no list shown all at once has more options than keys', () => {
  const longest = Object.values(asked).map((one) => ('of' in one ? Object.keys(one.of).length : 0))
  expect(keyAt(Math.max(...longest) - 1)).not.toBe('')
})

test('the tenth option has the key a', () => {
  expect(keyAt(9)).toBe('a')
  expect(placeOfKey('A', 11)).toBe(9)
  expect(placeOfKey('a', 9)).toBeUndefined()
  expect(placeOfKey('Enter', 9)).toBeUndefined()
})

test('the desk goes on where it stopped', () => {
  expect(stepToGoOn({})).toBe('identity')
  expect(stepToGoOn({ identity: '2026-11-20T15:00:00Z' })).toBe('interview')
  expect(stepToGoOn({ identity: 'x', interview: 'x', screening: 'x' })).toBe('services')
})
