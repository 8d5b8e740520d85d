import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The one stylesheet of the portal. Its address carries its hash, so that it may be kept for ever and is never stale. */
export const stylesheet = readFileSync(new URL('./portal.css', import.meta.url), 'utf8')
export const stylesheetVersion = createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)
