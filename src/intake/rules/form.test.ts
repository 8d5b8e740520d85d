import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormChanges, PartialForm } from '../contract/form.ts'
import { answersOf, mergeForm, sameAnswer, tidyForm } from './form.ts'

const form = fc.record(
  {
    surnames: fc.constantFrom('Coy', 'Choc', 'Caal'),
    sex: fc.constantFrom('female', 'male'),
    english: fc.boolean(),
    reasons: fc.uniqueArray(fc.constantFrom('economic', 'violence', 'food'), { minLength: 1 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<PartialForm>

describe('two desks and one form', () => {
  test('who saw the present answers may change them all', () => {
    fc.assert(
      fc.property(form, form, (current, changes) => {
        const merged = mergeForm(current, changes, current)
        expect(merged.conflicts).toEqual({})
        for (const [field, answer] of Object.entries(changes))
          expect(sameAnswer(merged.form[field as keyof PartialForm], answer)).toBe(true)
      }),
    )
  })

  test('fields that only one desk changed merge', () => {
    const before: FormChanges = { surnames: 'Coy' }
    const afterOther: PartialForm = { surnames: 'Coy', sex: 'female' }
    expect(mergeForm(afterOther, { surnames: 'Choc' }, before)).toEqual({
      form: { surnames: 'Choc', sex: 'female' },
      conflicts: {},
    })
  })

  test('a field changed elsewhere since is a question with both answers', () => {
    const merged = mergeForm({ surnames: 'Caal' }, { surnames: 'Choc' }, { surnames: 'Coy' })
    expect(merged.conflicts).toEqual({ surnames: { yours: 'Choc', theirs: 'Caal' } })
  })

  test('the same answer from two desks is no conflict', () => {
    const merged = mergeForm({ reasons: ['food', 'economic'] }, { reasons: ['economic', 'food'] }, {})
    expect(merged).toEqual({ form: { reasons: ['food', 'economic'] }, conflicts: {} })
  })

  test('taking away what somebody else changed is a conflict too', () => {
    expect(mergeForm({ sex: 'male' }, { sex: null }, { sex: 'female' }).conflicts).toEqual({
      sex: { yours: undefined, theirs: 'male' },
    })
  })

  test('merging never touches a field that was not changed', () => {
    fc.assert(
      fc.property(form, form, form, (current, changes, before) => {
        const { form: merged } = mergeForm(current, changes, before)
        for (const field of Object.keys(current) as (keyof PartialForm)[])
          if (!(field in changes)) expect(merged[field]).toEqual(current[field])
      }),
    )
  })

  test('an empty list takes the answer away, as null does', () => {
    expect(mergeForm({ reasons: ['food'] }, { reasons: [] }, { reasons: ['food'] }).form).toEqual({})
    expect(mergeForm({ sex: 'male' }, { sex: null }, { sex: 'male' }).form).toEqual({})
  })
})

describe('answers as they are kept', () => {
  test('a CUI is kept as its digits, another number as it was written', () => {
    expect(tidyForm({ cui: '9000 00015 0101' }).cui).toBe('9000000150101')
    expect(tidyForm({ cui: '9000-15' }).cui).toBe('9000-15')
  })

  test('blanks go, spelling stays', () => {
    expect(tidyForm({ givenNames: '  MARÍA   Ixchel ', surnames: 'Tzꞌunux' })).toEqual({
      givenNames: 'MARÍA Ixchel',
      surnames: 'Tzꞌunux',
    })
  })

  test('what says nothing is not kept', () => {
    expect(answersOf({ sex: null, reasons: [], functioning: {}, english: false })).toEqual({ english: false })
  })
})
