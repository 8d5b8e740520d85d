import { FormChanges } from '../../contract/form.ts'

/**
 * What was typed and not yet taken by the server, kept by the tab so that a reload loses nothing, even with the network down or
 * the session over. It belongs to one account: what one person typed never comes up for the next one at the same computer, and
 * it is gone when the tab is closed.
 */
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const nameFor = (accountId: string, subjectId: string): string => `ceiba.answers.${accountId}.${subjectId}`

export function draftOf(store: Store, accountId: string, subjectId: string): FormChanges {
  const text = store.getItem(nameFor(accountId, subjectId))
  if (text === null) return {}
  try {
    const kept: unknown = JSON.parse(text)
    // Field by field: one that a newer version no longer knows must not cost the others.
    return Object.fromEntries(Object.entries(kept as object).filter(([field]) => field in FormChanges.shape)) as FormChanges
  } catch {
    return {}
  }
}

export function keepDraft(store: Store, accountId: string, subjectId: string, typed: FormChanges): void {
  const name = nameFor(accountId, subjectId)
  if (Object.keys(typed).length === 0) store.removeItem(name)
  else store.setItem(name, JSON.stringify(typed))
}
