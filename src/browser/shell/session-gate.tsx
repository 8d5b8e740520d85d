import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { Problem } from '#base/problem.ts'
import { Loading, ProblemMessage } from '#browser/kit/notices.tsx'
import { patiently } from '#browser/patiently.ts'
import type { Screen } from '#browser/screen.ts'
import { type Me, onOtherTab, SessionProvider, tellOtherTabs } from '#browser/session.tsx'
import { Boundary } from './boundary.tsx'
import { Entrance } from './entrance.tsx'

export type State = { me?: Me | undefined; demonstration: boolean; secondFactorFor: string[]; provider: boolean }

/** How one gets in. The feature that knows accounts gives it; the shell does not. */
export type Door = {
  read: () => Promise<State>
  /** Asks for login and password; `login` is given when it is known and must stay. */
  SignIn: ComponentType<{ demonstration: boolean; provider: boolean; login?: string; onDone: (me: Me) => void }>
  /** Asks whoever is signed in to show again that it is them. */
  Confirm: ComponentType<{ onDone: () => void }>
  /** Asks for a new password before anything else. */
  ChangePassword: ComponentType<{ login: string; onDone: () => void; onLeave: () => void }>
  /** Switches the second factor on before anything else. */
  Enrol: ComponentType<{ onDone: () => void; onLeave: () => void }>
}

// Fetched at once, shown when one is in: whoever has to sign in first does not wait for it.
const inside = patiently(() => import('./inside.tsx'))
const Inside = lazy(() => inside.then((file) => ({ default: file.Inside })))

/** Nobody passes without a session, and nobody works with a password that somebody else gave them. */
export function SessionGate({ door, screens, onLeave }: { door: Door; screens: Screen[]; onLeave: () => void }) {
  const client = useQueryClient()
  const [state, setState] = useState<State>()
  const [problem, setProblem] = useState<unknown>()
  const load = useCallback(async () => {
    setProblem(undefined)
    await door.read().then(setState, setProblem)
  }, [door])
  useEffect(() => void load(), [load])
  const outside = state !== undefined && state.me === undefined
  useEffect(() => (outside ? onOtherTab(() => void load()) : undefined), [outside, load])

  if (problem && !state) {
    return (
      <Entrance demonstration={false}>
        <ProblemMessage problem={problem} retry={() => void load()} />
      </Entrance>
    )
  }
  if (!state) return <Loading />
  const { me, demonstration, secondFactorFor } = state
  if (!me) {
    const enter = (entered: Me) => {
      tellOtherTabs(entered.accountId)
      client.clear()
      setState({ ...state, me: entered })
    }
    return (
      <Entrance demonstration={demonstration}>
        <door.SignIn demonstration={demonstration} provider={state.provider} onDone={enter} />
      </Entrance>
    )
  }
  if (me.mustChange) {
    return (
      <Entrance demonstration={demonstration}>
        <door.ChangePassword login={me.login} onDone={() => void load()} onLeave={onLeave} />
      </Entrance>
    )
  }
  if (me.mustEnrol) {
    return (
      <Entrance demonstration={demonstration}>
        <door.Enrol onDone={() => void load()} onLeave={onLeave} />
      </Entrance>
    )
  }
  return (
    <SessionProvider session={{ me, demonstration, secondFactorFor, provider: state.provider, reload: load }}>
      <Boundary broken={<BrokenEntrance />}>
        <Suspense fallback={<Loading />}>
          <Inside screens={screens} door={door} onLeave={onLeave} />
        </Suspense>
      </Boundary>
    </SessionProvider>
  )
}

function BrokenEntrance() {
  return (
    <Entrance demonstration={false}>
      <ProblemMessage problem={new Problem(500, 'our-mistake')} retry={() => location.reload()} />
    </Entrance>
  )
}
