import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { beginning, type Place } from './keys.ts'
import { WhoRow, whoColumns } from './who.ts'

/** Which returns have been looked at for pairs, and as what. */

/** From where to look for changes: some `minutes` before what was reached, since a transaction may end later than one begun after it. */
export async function lastLooked(db: Database, minutes: number): Promise<Place> {
  const { changedAt } = await db.one(
    z.object({ changedAt: z.string() }),
    sql`
    select (least(coalesce(max(looked_until), now()), now()) - make_interval(mins => ${minutes}::int))::text as "changedAt"
    from identity.progress`,
  )
  return { ...beginning, changedAt }
}

/** How far the changes of an institution have been looked at. */
export async function saveLookedUntil(db: Database, institutionId: string, { changedAt }: Place): Promise<void> {
  await db.run(sql`
    update identity.progress
    set looked_until = ${changedAt}::timestamptz
    where institution_id = ${institutionId}
      and (looked_until is null or looked_until < ${changedAt}::timestamptz)`)
}

const Due = WhoRow.extend({ digest: z.guid() })
export type Due = z.infer<typeof Due>

/** The way of looking at the returns of a centre: where asking begins there, and the model. Another way, and they are looked at again. */
export type Ways = { usual: string; centres: readonly { facilityId: string; way: string }[] }

/**
 * Those of some returns that are not what they were when they were looked at: other keys, received now, withdrawn. Of one whose keys
 * are still to be made nothing is known yet. Whoever never arrived needs no look.
 */
export function dueAmong(db: Database, subjectIds: readonly string[], { usual, centres }: Ways): Promise<Due[]> {
  return db.many(
    Due,
    sql`
    select ${whoColumns}, told.digest
    from intake.subject
    join intake.arrival using (arrival_id)
    left join identity.indexed using (subject_id)
    left join identity.looked using (subject_id)
    left join unnest(${centres.map(({ facilityId }) => facilityId)}::text[], ${centres.map(({ way }) => way)}::text[])
      as centre (facility_id, way) on centre.facility_id = subject.facility_id
    cross join lateral (
      select md5(case
        when subject.state = 'received' then indexed.facts::text || coalesce(centre.way, ${usual})
        when subject.state = 'withdrawn' then 'withdrawn'
        else 'elsewhere' end)::uuid as digest) as told
    where subject.subject_id = any(${subjectIds}::uuid[])
      and coalesce(looked.digest, md5('elsewhere')::uuid) <> told.digest`,
  )
}

export async function saveLooked(db: Database, institutionId: string, looked: readonly Pick<Due, 'subjectId' | 'digest'>[]) {
  await db.run(sql`
    insert into identity.looked (subject_id, institution_id, digest)
    select subject_id, ${institutionId}, digest
    from unnest(${looked.map(({ subjectId }) => subjectId)}::uuid[], ${looked.map(({ digest }) => digest)}::uuid[])
      as seen (subject_id, digest)
    on conflict (subject_id) do update
    set digest = excluded.digest`)
}

/** One process at a time looks for pairs of an institution. */
export async function takeLookingTurn(db: Database, institutionId: string, { wait }: { wait: boolean }): Promise<boolean> {
  const lock = sql`hashtext('ceiba.identity.looking'), hashtext(${institutionId})`
  const { mine } = await db.one(
    z.object({ mine: z.boolean() }),
    wait ? sql`select true as mine from pg_advisory_xact_lock(${lock})` : sql`select pg_try_advisory_xact_lock(${lock}) as mine`,
  )
  return mine
}
