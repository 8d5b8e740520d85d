import { uuidv7 } from 'uuidv7'
import { nameTokens } from '#base/personal-name.ts'
import { intake } from '#intake/contract/calls.ts'
import type { FormChanges } from '#intake/contract/form.ts'
import type { World } from './world.ts'

/** Invented people: only what a test says about them matters. */

type Someone = Awaited<ReturnType<World['someone']>>

/** The answers of an invented person. A birth year becomes a whole date. */
export function aPerson({ birthYear, ...answers }: FormChanges & { birthYear?: number } = {}): FormChanges {
  return {
    givenNames: 'Inventada Ixchel',
    surnames: 'Xiloj Tz’unux',
    ...(birthYear && { birthDate: `${birthYear}-05-12` }),
    ...answers,
  }
}

/** A flight announced at the centre of the capital; gives its id. */
export async function aFlight(desk: Someone, flight: Record<string, unknown> = {}): Promise<string> {
  const arrivalId = uuidv7()
  await desk.call(intake.createArrival, {
    arrivalId,
    facilityId: 'crr-fag',
    mode: 'air',
    carrier: 'V-0001',
    originCountry: 'US',
    expectedAt: '2026-11-20T14:00:00Z',
    ...flight,
  })
  return arrivalId
}

/** A person added at the desk, in attention; gives the id. */
export async function atTheDesk(desk: Someone, arrivalId: string, form: FormChanges = aPerson()): Promise<string> {
  const subjectId = uuidv7()
  await desk.call(intake.addReturn, { arrivalId, subjectId, form })
  return subjectId
}

/** A person received whole; gives the id. */
export async function received(desk: Someone, arrivalId: string, form: FormChanges = aPerson()): Promise<string> {
  const subjectId = uuidv7()
  await desk.call(intake.recordReturn, { arrivalId, subjectId, form })
  return subjectId
}

/**
 * People on the list of an arrival as a manifest leaves them, put there behind the calls; gives their ids in the order of the lines.
 */
export async function onTheList(world: World, arrivalId: string, people: FormChanges[]): Promise<string[]> {
  const ids = people.map(() => uuidv7())
  const forms = people.map((form) => JSON.stringify(form))
  await world.owner.query(
    `insert into intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, line, form, created_at,
       changed_at)
     select subject_id, institution_id, arrival_id, facility_id, (expected_at at time zone 'America/Guatemala')::date, 'expected', true,
       line, form::jsonb, $4, $4
     from intake.arrival, unnest($2::uuid[], $3::text[]) with ordinality as person (subject_id, form, line)
     where arrival_id = $1`,
    [arrivalId, ids, forms, world.now],
  )
  for (const [index, { givenNames, surnames }] of people.entries())
    await world.owner.query(
      `insert into intake.name_key (subject_id, institution_id, key, arrived_on)
       select subject_id, institution_id, key, arrived_on
       from intake.subject, unnest($2::text[]) as key
       where subject_id = $1`,
      [ids[index], [...new Set(nameTokens(givenNames ?? '', surnames ?? ''))]],
    )
  return ids
}
