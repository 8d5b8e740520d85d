import { feature } from '#server/http.ts'
import { bases } from '../contract/bases.ts'
import { requests as requestCalls } from '../contract/requests.ts'
import { transfers as transferCalls } from '../contract/transfers.ts'
import { forget } from '../store/forget.ts'
import { attachments } from './attachments.ts'
import { exports } from './export.ts'
import { groundForErasure, requests } from './requests.ts'
import { sharing } from './sharing.ts'
import { transfers } from './transfers.ts'

export const rights = feature(
  'rights',
  { ...bases, ...requestCalls, ...transferCalls },
  { ...sharing, ...requests, ...attachments, ...exports, ...transfers },
  { forget, ground: groundForErasure },
)
