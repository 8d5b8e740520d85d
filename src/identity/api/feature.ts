import { feature } from '#server/http.ts'
import { review as reviewing } from '../contract/review.ts'
import { settings as setting } from '../contract/settings.ts'
import { identity as contract } from '../contract.ts'
import { candidates } from './candidates.ts'
import { closed } from './closed.ts'
import { person } from './person.ts'
import { review } from './review.ts'
import { settings } from './settings.ts'

export const identity = feature(
  'identity',
  { ...contract, ...reviewing, ...setting },
  { ...candidates, ...closed, ...person, ...review, ...settings },
)
