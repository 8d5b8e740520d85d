import { describe, expect, test } from 'vitest'
import { arrivalFindings, obstacleToClosing } from './arrival.ts'

const counts = { listed: 3, expected: 0, receiving: 0, received: 3, notArrived: 1, unlisted: 1 }
const flight = { kind: 'manifest', counts, headcounts: {} } as const

describe('closing an arrival', () => {
  test('with everybody accounted for and the counts of this moment it closes', () => {
    expect(obstacleToClosing(flight, counts)).toBeUndefined()
  })

  test('somebody still waits', () => {
    const waiting = { ...counts, expected: 1, receiving: 1, received: 1 }
    expect(obstacleToClosing({ ...flight, counts: waiting }, waiting)).toEqual({
      code: 'people-still-waiting',
      details: { waiting: 2 },
    })
  })

  test('the chief signed other counts than those of now', () => {
    expect(obstacleToClosing(flight, { ...counts, received: 2 })).toEqual({ code: 'counts-differ', details: { counts } })
  })

  test('a mass event closes with its headcount', () => {
    const event = { kind: 'mass_event', counts, headcounts: {} } as const
    expect(obstacleToClosing(event, counts)?.code).toBe('headcounts-missing')
    expect(obstacleToClosing({ ...event, headcounts: { women: 0 } }, counts)).toBeUndefined()
  })
})

test('a flight at a bus station is noticed, not refused', () => {
  expect(arrivalFindings('air', 'reception_centre_land')).toMatchObject([{ severity: 'warning', code: 'mode-unlike-centre' }])
  expect(arrivalFindings('air', 'reception_centre_air')).toEqual([])
  expect(arrivalFindings('land', 'migration_office')).toEqual([])
})
