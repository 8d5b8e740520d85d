import { guatemalaDay } from '#base/day.ts'
import { isChildAlone } from '#intake/rules/child-alone.ts'
import type { Sharing } from '#rights/contract/bases.ts'
import { basesAsSaid } from '#rights/rules/legal-bases.ts'
import { mayShare } from '#rights/rules/sharing.ts'
import type { Database } from '#server/db.ts'
import * as store from '../store/sharing.ts'
import type { Person } from '../store/verification.ts'

/**
 * May the number of this person be sent to a registry now? The one rule of `rights`, over what stands in the database at this moment: the
 * person agreed to be attended, which is what their identity is verified for, or the institution confirmed the law for it.
 */
export async function sharingWith(db: Database, person: Person, registry: string, now: Date): Promise<Sharing> {
  const { subjectId, form, arrivedOn, compartment } = person
  const asked = { consents: await store.answersOf(db, subjectId), childAlone: isChildAlone(form, arrivedOn), compartment }
  return mayShare(asked, 'attention', registry, basesAsSaid(await store.wordsOnBases(db)), guatemalaDay(now))
}
