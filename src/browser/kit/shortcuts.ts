import { useEffect, useRef, useSyncExternalStore } from 'react'

/** A key that does something on the present screen. Listed under `?` and in the palette. */
export type Shortcut = { keys: string; says: string; run: () => void; everywhere: boolean }

let active: Shortcut[] = []
const listeners = new Set<() => void>()
const become = (next: Shortcut[]) => {
  active = next
  for (const listener of listeners) listener()
}
const switchedOff = 'ceiba.single-keys-off'

/**
 * Keys for the screen while it is shown: `useShortcut('n', t('nextPerson'), () => …)`. Not heard while somebody types.
 * The shell's own are for `everywhere`.
 */
export function useShortcut(keys: string, says: string, run: () => void, enabled = true, everywhere = false): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    if (!enabled) return
    const mine: Shortcut = { keys, says, everywhere, run: () => latest.current() }
    become([...active, mine])
    return () => become(active.filter((one) => one !== mine))
  }, [keys, says, enabled, everywhere])
}

export function useShortcuts(): Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
}

/** Keys of one sign can be switched off (WCAG 2.1.4): dictation programs type them by accident. */
export const singleKeysOff = (): boolean => localStorage.getItem(switchedOff) === 'yes'
export function switchSingleKeys(off: boolean): void {
  if (off) localStorage.setItem(switchedOff, 'yes')
  else localStorage.removeItem(switchedOff)
}

/** Listens once for the whole workspace. A key of the screen goes before one for everywhere; of two, the newest wins. */
export function listenForShortcuts(): () => void {
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (singleKeysOff() || isTyping(event.target) || document.querySelector('[role=dialog]')) return
    const wanted = active.filter((one) => one.keys === event.key)
    const found = wanted.findLast((one) => !one.everywhere) ?? wanted.at(-1)
    if (!found) return
    event.preventDefault()
    found.run()
  }
  addEventListener('keydown', hear)
  return () => removeEventListener('keydown', hear)
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'submit'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
