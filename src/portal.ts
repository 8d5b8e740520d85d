/** Door: the public portal. It is given its own way to the database, with a role that can read releases and nothing else. */
import type { Hono } from 'hono'
import { site } from './features.ts'

export function portalPages(options: Parameters<typeof site>[0]): Hono {
  return site(options)
}
