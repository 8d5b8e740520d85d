/** The table of permissions is one: what decides, what is shown, and what is written in the documents. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { permissions } from '#access/contract/permissions.ts'
import { callWords } from '#access/rules/call-words.ts'
import { classesSeen, classOf } from '#access/rules/fields.ts'
import { permissionsInMarkdown, permissionsOf } from '#access/rules/permissions.ts'
import { type Call, nameOf, roles } from '#base/contract.ts'
import { pathFor } from '#browser/call.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { oversight } from '#intake/contract/oversight.ts'
import { features } from '../src/features.ts'
import { aFlight, aPerson, received } from './people.ts'
import { aWorld } from './world.ts'

const calls = features.flatMap(({ contract }): Call[] => Object.values(contract))

test('docs/security-permissions.md is what the program does (npm run --silent ceiba -- permissions --markdown)', () => {
  const written = readFileSync(path.join(import.meta.dirname, '../docs/security-permissions.md'), 'utf8')
  expect(written).toBe(permissionsInMarkdown(features))
})

test('every call has words in Spanish', () => {
  expect(calls.map(nameOf).filter((name) => !callWords[name])).toEqual([])
  expect(Object.keys(callWords).filter((name) => !calls.some((call) => nameOf(call) === name))).toEqual([])
})

describe('what is shown to roles that do not see everything', () => {
  const limited = roles.filter((role) => classesSeen([role]).length < classesSeen(roles).length)
  const theirs = calls.filter(
    (call) => call.personal && (typeof call.may === 'string' || call.may.some((role) => limited.includes(role))),
  )

  test('has a class, each member of it', () => {
    const names = theirs.flatMap((call) =>
      call.kind === 'download' ? [] : memberNames(z.toJSONSchema(call.output, { io: 'output', unrepresentable: 'any' })),
    )
    expect(theirs.length).toBeGreaterThan(3)
    expect([...new Set(names)].filter((name) => classOf(name) === undefined)).toEqual([])
  })
})

/** The names of all members anywhere in a schema. */
function memberNames(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties' ? [...Object.keys(value), ...Object.values(value as object).flatMap(memberNames)] : memberNames(value),
  )
}

describe('in use', async () => {
  const world = await aWorld()
  const registrar = await world.someone({ roles: ['registrar'] })
  const chief = await world.someone({ roles: ['shift-chief'], compartments: ['health'] })
  const analyst = await world.someone({ roles: ['analyst'] })
  const officer = await world.someone({ roles: ['data-protection-officer'] })
  const arrivalId = await aFlight(registrar)
  const form = aPerson({
    cui: '1987 12345 0101',
    birthYear: 1980,
    education: 'isced_2',
    contactPhone: '5555 1234',
    functioning: { seeing: 'cannot' },
    flags: ['threat_at_home', 'lgbtiq'],
    condition: 'adult',
    note: 'Contó que la siguen',
  })
  const subjectId = await received(registrar, arrivalId, form)
  const hidden = ['5555', 'cannot', 'threat_at_home', 'lgbtiq', 'Contó']

  test('anybody who has signed in reads the table, as it stands in the contracts', async () => {
    const { permissions: table } = await analyst.call(permissions.readPermissions, {})
    expect(table).toEqual(permissionsOf(features))
    await expect(world.visitor.call(permissions.readPermissions, {})).rejects.toMatchObject({ code: 'sign-in-needed' })
  })

  test('an analyst sees the profile without health, protection signs, telephone and notes', async () => {
    const whole = await registrar.call(intake.readReturn, { subjectId })
    expect(hidden.filter((text) => JSON.stringify(whole).includes(text))).toEqual(hidden)
    const seen = await analyst.call(intake.readReturn, { subjectId })
    expect(hidden.filter((text) => JSON.stringify(seen).includes(text))).toEqual([])
    expect(seen.form).toMatchObject({ givenNames: form.givenNames, education: 'isced_2' })
    const person = await analyst.call(identity.readPerson, { subjectId })
    expect(person.returns[0]).not.toHaveProperty('contactPhone')
  })

  test('the paper withholds the same', async () => {
    const text = async (who: typeof analyst) => {
      const response = await who.fetch(pathFor(intake.profilePdf, { subjectId, language: 'es' }), { method: 'GET' })
      return Buffer.from(await response.arrayBuffer()).length
    }
    expect(await text(analyst)).toBeGreaterThan(1000)
    expect(await text(analyst)).not.toBe(await text(registrar))
  })

  test('the reading is journalled with its purpose, where it is not the usual one', async () => {
    const { rows } = await world.owner.query(
      `select account_id, purpose from journal.entry where call = 'GET /returns/:subjectId' and kind = 'reading'`,
    )
    const of = (accountId: string) => rows.filter((row) => row.account_id === accountId).map((row) => row.purpose)
    expect(of(registrar.accountId)).toEqual([null])
    expect(of(analyst.accountId)).toEqual(['statistics'])
  })

  test('a purpose that is not of one’s work is refused, and one that is none', async () => {
    const reading = (purpose: string) =>
      registrar.fetch(pathFor(intake.readReturn, { subjectId }), { method: 'GET', headers: { 'Ceiba-Purpose': purpose } })
    expect([(await reading('referral')).status, (await reading('audit')).status, (await reading('gossip')).status]).toEqual([
      200, 403, 400,
    ])
  })

  test('why one sees a record, and who else does, is told by what decides', async () => {
    const { because } = await registrar.call(oversight.explainAccess, { subjectId })
    expect(because.map(({ code }) => code)).toEqual(['role', 'purpose', 'own', 'fields'])
    expect((await analyst.call(oversight.explainAccess, { subjectId })).withheld).toEqual([
      'contact',
      'health',
      'protection',
      'narrative',
    ])
    const viewers = async () =>
      (await chief.call(oversight.listViewers, { subjectId })).viewers.map(({ accountId, relation }) => [accountId, relation])
    expect(await viewers()).toEqual(
      expect.arrayContaining([
        [registrar.accountId, 'own'],
        [chief.accountId, 'own'],
        [analyst.accountId, 'own'],
      ]),
    )
    expect((await viewers()).length).toBe(4)
    expect((await officer.call(oversight.listViewers, { subjectId })).viewers.length).toBe(4)
    await chief.call(intake.setCompartment, { subjectId, compartment: 'health', reason: 'Tratamiento en curso' })
    expect(await viewers()).toEqual([[chief.accountId, 'member']])
    await expect(officer.call(oversight.listViewers, { subjectId })).rejects.toMatchObject({ code: 'return-not-found' })
  })
})
