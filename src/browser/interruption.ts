import { useSyncExternalStore } from 'react'

/** What stops a call until the person has done something, on top of the screen they were working on; then the call is repeated. */
export type Interruption = {
  /** Resolves when it is done; every call that meets it waits for the same. Throws `refusal` when the person would rather not. */
  over(refusal?: Error): Promise<void>
  /** It is done: what waits is repeated. */
  done(): void
  /** The person would rather not: what waits is refused. */
  givenUp(): void
  /** Does anything wait? */
  useWaiting(): boolean
}

export function interruption(): Interruption {
  let waiting:
    | { done: Promise<void>; resolve: () => void; reject: (why: Error | undefined) => void; refusal?: Error | undefined }
    | undefined
  const listeners = new Set<() => void>()
  const become = (next: typeof waiting) => {
    waiting = next
    for (const listener of listeners) listener()
  }
  return {
    over(refusal) {
      if (!waiting) {
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        become({ done: promise, resolve, reject, refusal })
      }
      return waiting!.done
    },
    done() {
      const before = waiting
      become(undefined)
      before?.resolve()
    },
    givenUp() {
      const before = waiting
      become(undefined)
      before?.reject(before.refusal)
    },
    useWaiting: () =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        () => waiting !== undefined,
      ),
  }
}

/** A call was answered "sign in first" although somebody was signed in: the session is over until the same person is in again. */
export const sessionOver = interruption()

/** A call asks the person to show again that it is them: see `stepUp` in `base/contract.ts`. */
export const stepUp = interruption()
