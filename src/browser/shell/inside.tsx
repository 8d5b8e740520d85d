import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { Said } from '#browser/kit/said.tsx'
import type { Screen } from '#browser/screen.ts'
import { routerOver } from './router.tsx'
import type { Door } from './session-gate.tsx'
import { SessionOver } from './session-over-dialog.tsx'

/** The workspace of somebody who is in. */
export function Inside(props: { screens: Screen[]; SignIn: Door['SignIn']; onLeave: () => void }) {
  const [router] = useState(() => routerOver(props.screens, props.onLeave))
  return (
    <>
      <RouterProvider router={router} />
      <Said />
      <SessionOver SignIn={props.SignIn} />
    </>
  )
}
