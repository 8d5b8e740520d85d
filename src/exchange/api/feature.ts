import { feature } from '#server/http.ts'
import { verification as verifying } from '../contract/verification.ts'
import { webhooks as telling } from '../contract/webhooks.ts'
import { forget } from '../store/forget.ts'
import { verification } from './verification.ts'
import { webhooks } from './webhooks.ts'

export const exchange = feature('exchange', { ...verifying, ...telling }, { ...verification, ...webhooks }, { forget })
