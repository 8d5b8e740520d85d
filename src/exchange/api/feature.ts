import { feature } from '#server/http.ts'
import { verification as verifying } from '../contract/verification.ts'
import { verification } from './verification.ts'

export const exchange = feature('exchange', verifying, verification)
