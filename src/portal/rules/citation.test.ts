import { expect, test } from 'vitest'
import { dayShown } from './citation.ts'

test('a release of the evening belongs to the day in Guatemala', () => {
  expect(dayShown('2026-11-21T03:00:00Z', 'es')).toBe('20 de noviembre de 2026')
  expect(dayShown('2026-11-20T15:00:00Z', 'en')).toBe('20 November 2026')
})
