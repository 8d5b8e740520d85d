import { expect, test } from 'vitest'
import { pathFor } from '#browser/call.ts'
import { sealNew } from '#server/journal.ts'
import { aFlight, aPerson, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar'] })
const chief = await world.someone({ roles: ['shift-chief'] })
const others = await world.someone({ roles: ['shift-chief'], institution: 'minex' })
const arrivalId = await aFlight(desk)
const subjectId = await received(desk, arrivalId, aPerson({ surnames: 'Tz’unux Ixcoy' }))
await desk.call(intake.readReturn, { subjectId })
for (let times = 0; times < 20; times += 1) await desk.call(intake.listReturns, { arrivalId })
await chief.fetch(pathFor(intake.profilePdf, { subjectId, language: 'es' }), {})
await expect(others.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ code: 'return-not-found' })
await sealNew(world.doors)

test('the trail tells who wrote, saw, opened, printed and asked in vain, each once a day with how often', async () => {
  const { lines, more } = await chief.call(intake.readTrail, { subjectId })
  expect(lines.map(({ look, times, institutionId }) => [look, times, institutionId]).toSorted()).toEqual([
    ['changed', 1, 'igm'],
    ['opened', 1, 'igm'],
    ['printed', 1, 'igm'],
    ['refused', 1, 'minex'],
    ['seen', 20, 'igm'],
  ])
  expect(lines.every(({ by, day }) => by === 'Persona Inventada' && day === '2026-11-20')).toBe(true)
  expect(more).toBe(false)
})

test('who reads the trail stands in it', async () => {
  await sealNew(world.doors)
  const { lines } = await chief.call(intake.readTrail, { subjectId })
  expect(lines.filter(({ look }) => look === 'opened').map(({ times }) => times)).toEqual([1, 1])
})

test('the sheet for the person names institutions and no official', async () => {
  const response = await chief.fetch(pathFor(intake.trailPdf, { subjectId, language: 'es' }), {})
  expect(response.headers.get('Content-Type')).toBe('application/pdf')
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1')
  expect(text).not.toContain('Persona Inventada')
})

test('a registrar does not read who has looked, nor does anybody of another institution', async () => {
  await expect(desk.call(intake.readTrail, { subjectId })).rejects.toMatchObject({ code: 'not-your-work' })
  await expect(others.call(intake.readTrail, { subjectId })).rejects.toMatchObject({ code: 'return-not-found' })
})

test('sealing twice notes nobody twice', async () => {
  const count = async () => (await world.owner.query('select count(*)::int as count from journal.about')).rows[0].count
  await sealNew(world.doors)
  const before = await count()
  await sealNew(world.doors)
  expect(await count()).toBe(before)
})
