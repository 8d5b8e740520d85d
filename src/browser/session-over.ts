import { useSyncExternalStore } from 'react'

/**
 * Set while a call was answered "sign in first" although somebody was signed in: the session is over. Every call that
 * meets this waits for the same promise and is repeated when the same person has signed in again.
 */
let waiting: { done: Promise<void>; resolve: () => void } | undefined
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** Resolves when the person has signed in again, on top of the screen they were working on. */
export function signedInAgain(): Promise<void> {
  if (!waiting) {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting = { done: promise, resolve }
    tell()
  }
  return waiting.done
}

export function sessionIsBack(): void {
  waiting?.resolve()
  waiting = undefined
  tell()
}

export function useSessionOver(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting !== undefined,
  )
}
