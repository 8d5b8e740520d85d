/** Door: the workspace in the browser. It puts the features' screens into the shell. */
import '#browser/no-eval.ts'
import '@fontsource-variable/source-sans-3'
import '#browser/kit/styles.ts'
import { access } from '#access/contract/calls.ts'
import { accessAdditions } from '#access/screens/additions.ts'
import { ChangePassword } from '#access/screens/change-password.tsx'
import { ConfirmSelf } from '#access/screens/confirm-self.tsx'
import { EnrolFirst } from '#access/screens/enrol-first.tsx'
import { accessScreens } from '#access/screens/routes.tsx'
import { SignIn } from '#access/screens/sign-in.tsx'
import { send } from '#browser/calling.ts'
import { openWorkspace } from '#browser/shell/workspace.tsx'
import { directoryScreens } from '#directory/screens/routes.tsx'
import { exchangeAdditions } from '#exchange/screens/additions.ts'
import { exchangeScreens } from '#exchange/screens/routes.tsx'
import { identityAdditions } from '#identity/screens/additions.ts'
import { identityScreens } from '#identity/screens/routes.tsx'
import { intakeScreens } from '#intake/screens/routes.tsx'
import { retentionAdditions } from '#retention/screens/additions.ts'
import { retentionScreens } from '#retention/screens/routes.tsx'
import { rightsAdditions } from '#rights/screens/additions.ts'
import { rightsScreens } from '#rights/screens/routes.tsx'

await openWorkspace({
  screens: [
    ...intakeScreens,
    ...identityScreens,
    ...rightsScreens,
    ...retentionScreens,
    ...directoryScreens,
    ...exchangeScreens,
    ...accessScreens,
  ],
  additions: [...accessAdditions, ...identityAdditions, ...rightsAdditions, ...retentionAdditions, ...exchangeAdditions],
  door: {
    read: () => send(access.readState, {}, { once: true }),
    SignIn,
    ChangePassword,
    Confirm: ConfirmSelf,
    Enrol: EnrolFirst,
  },
  leave: () => send(access.signOut, {}, { once: true }),
})
