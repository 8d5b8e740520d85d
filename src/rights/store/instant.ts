import { z } from 'zod'

/** A moment as the driver gives it: ISO text in UTC. */
export const Instant = z.iso.datetime()
