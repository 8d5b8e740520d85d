import { minorOn } from '#intake/rules/findings.ts'
import { beyondCompartments } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { identity as contract } from '../contract.ts'
import { compareWithAll, soughtKeysOf } from '../rules/compare.ts'
import { bandOf, isEnough } from '../rules/likeness.ts'
import { thresholdsBy } from '../rules/thresholds.ts'
import { closedSharing } from '../store/closed.ts'
import { returnsIndexed } from '../store/keys.ts'
import { thresholdsNow } from '../store/settings.ts'
import { modelFor } from './model.ts'
import { existing } from './reading.ts'

const limits = { most: 200, mostLoose: 60, candidates: 50 }

/** Somebody at the desk may have a record that the desk does not see. */
export const closed = {
  async findClosed({ subjectId }, { db, who: { institutionId, compartments } }) {
    const who = await existing(db, subjectId)
    // Only while the person stands at the desk: whoever is not here is not asked about.
    if (who.state !== 'receiving' || !isEnough(who)) return { subjectId, tell: 'nobody' }
    const model = modelFor(await returnsIndexed(db))
    const { same } = thresholdsBy(await thresholdsNow(db, institutionId))(who.facilityId)
    const found = await beyondCompartments(db, async () => {
      const others = await closedSharing(db, institutionId, soughtKeysOf(who), limits, compartments)
      const earlier = others.filter(({ arrivalId }) => arrivalId !== who.arrivalId)
      return compareWithAll(model, who, earlier).scores.some((score) => bandOf(score, { same, ask: same }) === 'same')
    })
    if (!found) return { subjectId, tell: 'nobody' }
    return { subjectId, tell: minorOn(who, who.arrivedOn) === 'yes' ? 'guardian' : 'chief' }
  },
} satisfies Partial<Handlers<typeof contract>>
