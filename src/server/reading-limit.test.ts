import { expect, test } from 'vitest'
import { readingLimit } from './reading-limit.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute))
const tooMany = expect.objectContaining({ code: 'too-many-persons' })

test('who works with the same people all hour is not stopped', () => {
  const see = readingLimit(3)
  for (let minute = 0; minute < 59; minute += 1) see('ana', ['a', 'b', 'c'], at(minute))
})

test('who asks for one person more than allowed is stopped until the hour is over, and sees on whom they saw', () => {
  const see = readingLimit(3)
  see('ana', ['a', 'b', 'c'], at(0))
  expect(() => see('ana', ['d'], at(30))).toThrow(tooMany)
  see('ana', ['b'], at(40))
  see('ana', ['d'], at(60))
})

test('a list that would be too long shows nobody, and counts nobody', () => {
  const see = readingLimit(3)
  expect(() => see('ana', ['a', 'b', 'c', 'd'], at(0))).toThrow(tooMany)
  see('ana', ['a', 'b', 'c'], at(1))
})

test('one account does not use up what another may see', () => {
  const see = readingLimit(2)
  see('ana', ['a', 'b'], at(0))
  see('luis', ['c', 'd'], at(0))
})
