import { feature } from '#server/http.ts'
import { intake as contract } from '../contract/calls.ts'
import { answers } from './answers.ts'
import { arrivals } from './arrivals.ts'
import { documents } from './documents.ts'
import { manifests } from './manifest.ts'
import { reception } from './reception.ts'
import { search } from './search.ts'
import { shift } from './shift.ts'
import { trail } from './trail.ts'

export const intake = feature('intake', contract, {
  ...arrivals,
  ...manifests,
  ...reception,
  ...answers,
  ...search,
  ...shift,
  ...documents,
  ...trail,
})
