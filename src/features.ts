/** The table of contents, in order: a feature sees only what stands above it. */
import { access } from '#access/api.ts'

export const features = [access]
