import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { AutomaticRule, SetThresholds } from '../contract/settings.ts'

const thresholdColumns = sql`
  facility_id as "facilityId", ask, same, threshold.version, at, account.name as by`
const Rule = z.object({ ...AutomaticRule.shape, ruleId: z.uuid() })
export type Rule = z.infer<typeof Rule>

/** The thresholds of an institution and its centres, as they stand. */
export function thresholdsNow(db: Database, institutionId: string): Promise<SetThresholds[]> {
  return db.many(
    SetThresholds,
    sql`
    select distinct on (facility_id) ${thresholdColumns}
    from identity.threshold
    join access.account using (account_id)
    where institution_id = ${institutionId}
    order by facility_id nulls first, threshold.version desc`,
  )
}

/** The last so many that were set, newest first. */
export function thresholdHistory(db: Database, institutionId: string, most: number): Promise<SetThresholds[]> {
  return db.many(
    SetThresholds,
    sql`
    select ${thresholdColumns}
    from identity.threshold
    join access.account using (account_id)
    where institution_id = ${institutionId}
    order by at desc, threshold.version desc
    limit ${most}`,
  )
}

/** The rules for automatic links, newest first: the first is the one that counts. */
export function automaticRules(db: Database, institutionId: string, most: number): Promise<Rule[]> {
  return db.many(
    Rule,
    sql`
    select rule_id as "ruleId", above, automatic_rule.version, at, account.name as by
    from identity.automatic_rule
    join access.account using (account_id)
    where institution_id = ${institutionId}
    order by automatic_rule.version desc
    limit ${most}`,
  )
}

type NewSetting = { institutionId: string; version: number; accountId: string; now: Date }

/** Writes the next version; gives 0 when somebody else wrote it first. */
export function insertThresholds(
  db: Database,
  set: NewSetting & { facilityId: string | undefined; ask: number | undefined; same: number | undefined },
): Promise<number> {
  return db.run(sql`
    insert into identity.threshold (institution_id, facility_id, version, ask, same, account_id, at)
    values (${set.institutionId}, ${set.facilityId}, ${set.version}, ${set.ask}, ${set.same}, ${set.accountId}, ${set.now})
    on conflict do nothing`)
}

export function insertAutomatic(db: Database, set: NewSetting & { ruleId: string; above: number | undefined }): Promise<number> {
  return db.run(sql`
    insert into identity.automatic_rule (rule_id, institution_id, version, above, account_id, at)
    values (${set.ruleId}, ${set.institutionId}, ${set.version}, ${set.above}, ${set.accountId}, ${set.now})
    on conflict do nothing`)
}

export async function isFacility(db: Database, facilityId: string): Promise<boolean> {
  const found = await db.many(z.object({}), sql`select from directory.facility where facility_id = ${facilityId}`)
  return found.length > 0
}
