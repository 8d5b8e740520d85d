import { feature } from '#server/http.ts'
import { identity as contract } from '../contract.ts'
import { candidates } from './candidates.ts'
import { person } from './person.ts'

export const identity = feature('identity', contract, { ...candidates, ...person })
