import { feature } from '#server/http.ts'
import { bases } from '../contract/bases.ts'
import { forget } from '../store/forget.ts'
import { sharing } from './sharing.ts'

export const rights = feature('rights', { ...bases }, { ...sharing }, { forget })
