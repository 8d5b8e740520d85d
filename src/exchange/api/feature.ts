import { feature } from '#server/http.ts'
import { exporting as sending } from '../contract/export.ts'
import { verification as verifying } from '../contract/verification.ts'
import { webhooks as telling } from '../contract/webhooks.ts'
import { forget } from '../store/forget.ts'
import { exporting } from './export.ts'
import { verification } from './verification.ts'
import { webhooks } from './webhooks.ts'

export const exchange = feature(
  'exchange',
  { ...verifying, ...telling, ...sending },
  { ...verification, ...webhooks, ...exporting },
  { forget },
)
