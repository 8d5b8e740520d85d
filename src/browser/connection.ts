import { useSyncExternalStore } from 'react'

/** What is on its way to the server, and whether the server answers. */
export type Connection = { lost: boolean; unsent: number }

let connection: Connection = { lost: false, unsent: 0 }
const listeners = new Set<() => void>()

function become(next: Partial<Connection>): void {
  if (Object.entries(next).every(([name, value]) => connection[name as keyof Connection] === value)) return
  connection = { ...connection, ...next }
  for (const listener of listeners) listener()
}

export const heardNothing = (): void => become({ lost: true })
export const heardFromServer = (): void => become({ lost: false })

/** Counts a command from the moment it is given until it is recorded or refused. */
export async function countedAsUnsent<T>(work: () => Promise<T>): Promise<T> {
  become({ unsent: connection.unsent + 1 })
  try {
    return await work()
  } finally {
    become({ unsent: connection.unsent - 1 })
  }
}

/** How many commands the server has not recorded yet. */
export const unsentNow = (): number => connection.unsent

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Waits before trying again: 1, 2, 4, 8, then every 15 seconds; at once when the network comes back. */
export function beforeNextTry(tries: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, Math.min(15_000, 1000 * 2 ** tries))
    addEventListener('online', done)
  })
}

/** Asks before the tab is closed while something is unsent. */
export function guardUnsent(): void {
  addEventListener('beforeunload', (event) => {
    if (connection.unsent > 0) event.preventDefault()
  })
}
