import { feature } from '#server/http.ts'
import { marks as marking } from '../contract/marks.ts'
import { review as reviewing } from '../contract/review.ts'
import { settings as setting } from '../contract/settings.ts'
import { identity as contract } from '../contract.ts'
import { forget } from '../store/forget.ts'
import { candidates } from './candidates.ts'
import { closed } from './closed.ts'
import { marks } from './marks.ts'
import { person } from './person.ts'
import { review } from './review.ts'
import { settings } from './settings.ts'

export const identity = feature(
  'identity',
  { ...contract, ...reviewing, ...setting, ...marking },
  { ...candidates, ...closed, ...person, ...review, ...settings, ...marks },
  { forget },
)
