import { IconCheck } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore } from 'react'
import classes from './said.module.css'

let words: string | undefined
const listeners = new Set<() => void>()
const become = (next: string | undefined) => {
  words = next
  for (const listener of listeners) listener()
}

/** Tells that something was done: a line at the bottom for some seconds, also read aloud. Never for what went wrong. */
export function said(done: string): void {
  become(done)
}

/** Where it is told; stands once in the workspace. */
export function Said() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => words,
  )
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => become(undefined), 6000)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <div role="status" className={classes.place}>
      {shown && (
        <span className={classes.words}>
          <IconCheck size={20} aria-hidden />
          {shown}
        </span>
      )}
    </div>
  )
}
