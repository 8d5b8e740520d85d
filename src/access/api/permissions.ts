import type { Handlers } from '#server/http.ts'
import type { permissions as contract } from '../contract/permissions.ts'
import { permissionsOf } from '../rules/permissions.ts'

export const permissions = {
  readPermissions: async (_, { features }) => ({ permissions: permissionsOf(features) }),
} satisfies Handlers<typeof contract>
