import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Said } from '#browser/kit/said.tsx'
import { maySee, type Screen } from '#browser/screen.ts'
import { useSession } from '#browser/session.tsx'
import { useAdditions } from './additions.tsx'
import { fetchPalette } from './layout.tsx'
import { routerOver } from './router.tsx'
import type { Door } from './session-gate.tsx'
import { SessionOver } from './session-over-dialog.tsx'
import { StepUpDialog } from './step-up-dialog.tsx'

/** The workspace of somebody who is in. */
export function Inside(props: { screens: Screen[]; door: Door; onLeave: () => void }) {
  const { me } = useSession()
  const [router] = useState(() => routerOver(props.screens, props.onLeave))
  const additions = useAdditions()
  useEffect(
    () => fetchAhead([...props.screens.filter((screen) => maySee(screen.may, me.roles)), ...additions]),
    [props.screens, me.roles, additions],
  )
  return (
    <>
      <RouterProvider router={router} />
      <Said />
      <StepUpDialog Confirm={props.door.Confirm} />
      <SessionOver SignIn={props.door.SignIn} />
    </>
  )
}

/** One's own screens, one after the other, once there is time: they open when the network has gone. */
function fetchAhead(parts: { load: () => Promise<unknown> }[]): () => void {
  let wanted = true
  const timer = setTimeout(async () => {
    await fetchPalette().catch(() => {})
    for (const part of parts) if (wanted && navigator.onLine) await part.load().catch(() => {})
  }, 3000)
  return () => {
    wanted = false
    clearTimeout(timer)
  }
}
