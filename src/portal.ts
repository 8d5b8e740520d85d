/** Door: the public portal. It is given its own way to the database, with a role that can read releases and nothing else. */
import { Hono } from 'hono'
import type { Doors } from '#server/db.ts'

export function portalPages(_options: { doors: Doors; demonstration: boolean }): Hono {
  return new Hono()
}
