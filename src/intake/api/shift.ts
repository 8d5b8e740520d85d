import { Problem } from '#base/problem.ts'
import { beyondCompartments } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { intake as contract } from '../contract/calls.ts'
import { boardCounts } from '../rules/board.ts'
import { reportOf } from '../rules/report.ts'
import { arrivalsOfShift, centreById } from '../store/arrival.ts'
import * as store from '../store/board.ts'
import { reportCells, reportTotals } from '../store/report.ts'
import { shown } from './arrivals.ts'
import { listed } from './reading.ts'

export const shift = {
  async readBoard({ facilityId }, { db, now }) {
    const centre = await centreById(db, facilityId)
    if (!centre) throw new Problem(404, 'facility-unknown', { facilityId })
    const arrivals = await beyondCompartments(db, () => arrivalsOfShift(db, facilityId, now))
    const idsOf = (some: typeof arrivals) => some.map((arrival) => arrival.arrivalId)
    const ids = idsOf(arrivals)
    // Whoever is on the list of a flight that has not landed is not at the centre.
    const landed = idsOf(arrivals.filter(({ state }) => state !== 'expected'))
    // Meals and beds are for everybody who is here; the lists below show whom one may see.
    const counts = await beyondCompartments(db, async () => ({
      ...boardCounts(await store.groupsOf(db, ids)),
      families: await store.countFamilies(db, landed),
      lodging: await store.lodgingSince(db, facilityId, new Date(now.getTime() - 24 * 3_600_000)),
      services: await store.servicesOf(db, ids),
      times: await store.timesOf(db, ids),
    }))
    const { lodging, ...rest } = counts
    return {
      at: now.toISOString(),
      arrivals: arrivals.map(shown),
      ...rest,
      beds: { ...(centre.beds !== undefined && { capacity: centre.beds }), ...lodging },
      longestWaiting: (await store.longestWaiting(db, ids, 10)).map(listed),
      unaccompaniedChildren: (await store.unaccompaniedChildren(db, landed, 50)).map(listed),
    }
  },

  async profileReport(filters, { db }) {
    return reportOf(await reportTotals(db, filters), await reportCells(db, filters))
  },
} satisfies Partial<Handlers<typeof contract>>
