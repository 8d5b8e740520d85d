import { createContext, type ReactNode, useContext } from 'react'
import type { Role } from '#base/contract.ts'

/** The signed-in person, as far as every screen may need them. */
export type Me = {
  accountId: string
  login: string
  name: string
  institutionId: string
  roles: Role[]
  compartments: readonly string[]
  mustChange: boolean
  secondFactor: boolean
  authenticator: boolean
  mustEnrol: boolean
}

export type Session = {
  me: Me
  demonstration: boolean
  /** Of which roles a second factor is demanded. */
  secondFactorFor: readonly string[]
  /** Can one sign in through an identity provider? */
  provider: boolean
  /** Reads again who is signed in: after a changed password, a second factor. */
  reload(): Promise<void>
}

const SessionContext = createContext<Session | undefined>(undefined)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Who is signed in. Screens stand inside a session, so there is always somebody. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a screen stands outside of a session')
  return session
}

/** May this person do that kind of work? `useIs('shift-chief')` */
export function useIs(...roles: Role[]): boolean {
  return useSession().me.roles.some((role) => roles.includes(role))
}

/**
 * Tabs of one browser share one session. When another tab signs in as somebody else, or out, this one must not go on
 * recording under the wrong name.
 */
const tabs = new BroadcastChannel('ceiba-session')

export function tellOtherTabs(accountId: string | undefined): void {
  tabs.postMessage({ accountId })
}

export function onOtherTab(listener: (accountId: string | undefined) => void): () => void {
  const hear = (message: MessageEvent<{ accountId?: string }>) => listener(message.data.accountId)
  tabs.addEventListener('message', hear)
  return () => tabs.removeEventListener('message', hear)
}
