import { type Caller, decide } from '#access/rules/engine.ts'
import { allClasses } from '#access/rules/fields.ts'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import { intake } from '../contract/calls.ts'
import type { oversight as contract } from '../contract/oversight.ts'
import { colleaguesOf, keptRecord } from '../store/oversight.ts'

/** Why somebody can see a record: what the engine says of opening its profile. */
export const oversight = {
  async explainAccess({ subjectId }, { db, who }) {
    const { reasons, seen } = await openingOf(db, subjectId, who)
    return { subjectId, because: reasons, withheld: withheldFrom(seen) }
  },

  async listViewers({ subjectId }, { db, who }) {
    const record = await keptRecord(db, subjectId)
    if (!record) throw new Problem(404, 'return-not-found')
    const viewers = (await colleaguesOf(db, who.institutionId)).flatMap(({ accountId, name, ...caller }) => {
      const { allowed, relation, seen } = decide({ call: intake.readReturn, caller, record })
      return allowed && relation ? [{ accountId, name, roles: caller.roles, relation, withheld: withheldFrom(seen) }] : []
    })
    return { subjectId, viewers }
  },
} satisfies Handlers<typeof contract>

async function openingOf(db: Database, subjectId: string, caller: Caller) {
  const record = await keptRecord(db, subjectId)
  if (!record) throw new Problem(404, 'return-not-found')
  return decide({ call: intake.readReturn, caller, record })
}

const withheldFrom = (seen: readonly string[]) => allClasses.filter((of) => !seen.includes(of))
