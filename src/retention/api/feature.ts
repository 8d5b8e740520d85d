import { feature } from '#server/http.ts'
import { retention as contract } from '../contract.ts'
import { due } from './due.ts'
import { erasures } from './erasures.ts'

export const retention = feature('retention', contract, { ...due, ...erasures })
