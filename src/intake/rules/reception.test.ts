import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ReturnState, returnStates } from '../contract/shapes.ts'
import { absence, isHere, mayMove } from './reception.ts'

const states = Object.keys(returnStates) as ReturnState[]
const state = fc.constantFrom(...states)

describe('where a return may go', () => {
  test('whoever is received stays received', () => {
    fc.assert(fc.property(state, (to) => mayMove('received', to) === (to === 'received')))
  })

  test('staying is always allowed: the same command twice changes nothing', () => {
    fc.assert(fc.property(state, (at) => mayMove(at, at)))
  })

  test('every allowed walk that ends in received passes through the list or the desk', () => {
    const walk = fc.array(state, { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(walk, (steps) => {
        const path: ReturnState[] = ['expected', ...steps]
        const allowed = path.every((to, index) => index === 0 || mayMove(path[index - 1]!, to))
        const at = path.indexOf('received')
        if (!allowed || at < 1) return
        expect(['expected', 'receiving', 'received']).toContain(path[at - 1])
        expect(path.slice(at).every((after) => after === 'received')).toBe(true)
      }),
    )
  })

  test('nobody is lost: from every state but received there is a way back to the list', () => {
    for (const from of states.filter((one) => one !== 'received')) {
      expect(mayMove(from, 'expected')).toBe(true)
    }
  })

  test('who did not arrive is not at the centre until expected again', () => {
    expect(mayMove('not_arrived', 'receiving')).toBe(false)
    expect(isHere('not_arrived')).toBe(false)
    expect(isHere('receiving')).toBe(true)
  })

  test('one who was never on the manifest cannot fail to arrive: they leave the list', () => {
    expect(absence(true)).toBe('not_arrived')
    expect(absence(false)).toBe('withdrawn')
  })
})
