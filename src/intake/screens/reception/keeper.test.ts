import { expect, test } from 'vitest'
import type { FormChanges, PartialForm } from '../../contract/form.ts'
import { answersFrom, savingState, shown } from './answers.ts'
import { answersKeeper } from './keeper.ts'

/** A server that merges, and refuses with `stale` what another desk changed since. */
function aDesk(form: PartialForm) {
  const server = { form: { ...form } as Record<string, unknown>, saved: [] as FormChanges[], drafts: [] as FormChanges[] }
  const keeper = answersKeeper(answersFrom(form), {
    async save(changes, before) {
      await Promise.resolve()
      const seen = before as Record<string, unknown>
      const theirs = Object.keys(changes).filter((field) => (server.form[field] ?? null) !== (seen[field] ?? null))
      if (theirs.length > 0) throw { stale: Object.fromEntries(theirs.map((field) => [field, server.form[field]])) }
      server.saved.push(changes)
      server.form = { ...server.form, ...changes }
      return { ...server.form } as PartialForm
    },
    conflictsIn: (error) => (error as { stale?: object }).stale,
    keep: (typed) => server.drafts.push(typed),
  })
  return { server, keeper }
}

test('what is typed while a saving is under way is saved after it, in order', async () => {
  const { server, keeper } = aDesk({})
  keeper.type('givenNames', 'Ma')
  const settled = keeper.settle()
  keeper.type('givenNames', 'María')
  await settled
  expect(server.saved).toEqual([{ givenNames: 'Ma' }, { givenNames: 'María' }])
  expect(savingState(keeper.current().answers)).toBe('saved')
})

test('nothing typed, nothing sent; and what is typed afterwards is sent', async () => {
  const { server, keeper } = aDesk({ sex: 'female' })
  await keeper.settle()
  expect(server.saved).toEqual([])
  keeper.type('sex', 'male')
  await keeper.settle()
  expect(server.saved).toEqual([{ sex: 'male' }])
})

test('a draft is kept until the server has taken it', async () => {
  const { server, keeper } = aDesk({})
  keeper.type('surnames', 'Tum')
  expect(server.drafts.at(-1)).toEqual({ surnames: 'Tum' })
  await keeper.settle()
  expect(server.drafts.at(-1)).toEqual({})
})

test('the same field changed by two desks waits for a choice, and the choice is saved', async () => {
  const { server, keeper } = aDesk({ surnames: 'Xiloj' })
  server.form.surnames = 'Chávez'
  keeper.type('surnames', 'Tum')
  keeper.type('sex', 'female')
  await keeper.settle()
  // A refused saving saves nothing; what is not in question is sent again by itself.
  expect(server.form).toEqual({ surnames: 'Chávez', sex: 'female' })
  expect(keeper.current().answers.conflicts).toEqual({ surnames: 'Chávez' })
  keeper.choose('surnames', 'mine')
  await keeper.settle()
  expect(server.form.surnames).toBe('Tum')
  expect(shown(keeper.current().answers, 'surnames')).toBe('Tum')
})

test('another refusal is shown, and what was typed stays', async () => {
  const keeper = answersKeeper(answersFrom({}), {
    save: () => Promise.reject(new Error('refused')),
    conflictsIn: () => undefined,
    keep: () => {},
  })
  keeper.type('surnames', 'Tum')
  await expect(keeper.settle()).rejects.toThrow('refused')
  expect(keeper.current().problem).toBeInstanceOf(Error)
  expect(shown(keeper.current().answers, 'surnames')).toBe('Tum')
})
