/** The table of contents, in order: a feature sees only what stands above it. */
import { access } from '#access/api/feature.ts'
import { directory, loadReference } from '#directory/api.ts'
import { exchange } from '#exchange/api/feature.ts'
import { identity } from '#identity/api/feature.ts'
import { intake } from '#intake/api/feature.ts'
import { loadReference as loadRelease, release } from '#release/api.ts'
import { retention } from '#retention/api/feature.ts'
import { rights } from '#rights/api/feature.ts'
import type { Database } from '#server/db.ts'

/** The portal stands last: it has pages instead of calls, and a door of its own. */
export { site } from '#portal/pages/site.ts'

export const features = [access, directory, intake, identity, retention, rights, exchange, release]

/** What has a call for everybody: of the API, all that a portal on a machine of its own answers. */
export const published = [release]

/** Puts the reference data that comes with the program where they belong. What somebody changed since stays as it is. */
export async function loadReferenceData(db: Database, now: Date): Promise<void> {
  await loadReference(db, now)
  await loadRelease(db, now)
}
