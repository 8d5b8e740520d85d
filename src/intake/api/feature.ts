import { feature } from '#server/http.ts'
import { intake as calls } from '../contract/calls.ts'
import { consents as consentCalls } from '../contract/consents.ts'
import { oversight as overseeing } from '../contract/oversight.ts'
import { forget, forgetOldLines, oldLines } from '../store/forget.ts'
import { answers } from './answers.ts'
import { arrivals } from './arrivals.ts'
import { consents } from './consents.ts'
import { documents } from './documents.ts'
import { manifests } from './manifest.ts'
import { oversight } from './oversight.ts'
import { reception } from './reception.ts'
import { search } from './search.ts'
import { shift } from './shift.ts'
import { trail } from './trail.ts'

export const intake = feature(
  'intake',
  { ...calls, ...consentCalls, ...overseeing },
  {
    ...arrivals,
    ...manifests,
    ...reception,
    ...answers,
    ...consents,
    ...search,
    ...shift,
    ...documents,
    ...trail,
    ...oversight,
  },
  { forget, lines: { due: oldLines, forget: forgetOldLines } },
)
