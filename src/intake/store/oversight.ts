import { z } from 'zod'
import { codesOf, compartments } from '#base/codes.ts'
import { Role } from '#base/contract.ts'
import { type Database, sql } from '#server/db.ts'

const Compartment = codesOf(compartments)
const Kept = z.object({ subjectId: z.uuid(), institutionId: z.string(), compartment: Compartment.optional() })

/** Whose record it is and the compartment it is in; nothing when the caller does not reach it. */
export function keptRecord(db: Database, subjectId: string): Promise<z.infer<typeof Kept> | undefined> {
  return db.maybe(
    Kept,
    sql`
    select subject_id as "subjectId", institution_id as "institutionId", compartment
    from intake.subject
    where subject_id = ${subjectId}`,
  )
}

const Colleague = z.object({
  accountId: z.uuid(),
  name: z.string(),
  institutionId: z.string(),
  roles: z.array(Role),
  compartments: z.array(Compartment),
})

/** Everybody at work for an institution, with what they do and the compartments that are open to them. */
export function colleaguesOf(db: Database, institutionId: string): Promise<z.infer<typeof Colleague>[]> {
  return db.many(
    Colleague,
    sql`
    select account.account_id as "accountId", account.name, membership.institution_id as "institutionId",
      array_agg(membership.role order by membership.role) as roles,
      array(
        select compartment
        from access.compartment_member
        where compartment_member.account_id = account.account_id
          and compartment_member.institution_id = ${institutionId}
        order by compartment) as compartments
    from access.account
    join access.membership using (account_id)
    where membership.institution_id = ${institutionId}
      and account.state = 'active'
    group by account.account_id, account.name, membership.institution_id
    order by account.name, account.account_id`,
  )
}
