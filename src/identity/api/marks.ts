import type { Handlers } from '#server/http.ts'
import type { marks as contract } from '../contract/marks.ts'
import { recognisedOf } from '../store/marks.ts'

/** Who on a work list was here before, as far as somebody has said so. */
export const marks = {
  listRecognised: async ({ arrivalId }, { db }) => ({ returns: await recognisedOf(db, arrivalId) }),
} satisfies Handlers<typeof contract>
