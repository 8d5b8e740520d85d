import type { FormChanges, FormField, PartialForm } from '../../contract/form.ts'
import * as state from './answers.ts'

const pause = 600

/** What the keeper asks of the world around it. */
type Ways = {
  /** Saves; gives the form as it then stands. Throws what was refused. */
  save(changes: FormChanges, before: FormChanges): Promise<PartialForm>
  /** What stands on the server for each answer that was changed elsewhere; undefined when the refusal was another. */
  conflictsIn(error: unknown): state.Answers['conflicts'] | undefined
  /** Keeps what is typed and not yet taken by the server. */
  keep(typed: FormChanges): void
}

export type Keeper = ReturnType<typeof answersKeeper>

/**
 * Saves the answers of one person as they are typed: after a short pause, when a field is left, when somebody waits for it.
 * One saving at a time, so that what is typed last is saved last.
 */
export function answersKeeper(begin: state.Answers, ways: Ways) {
  let now = { answers: begin, problem: undefined as unknown }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  const listeners = new Set<() => void>()

  function become(answers: state.Answers, problem: unknown = now.problem): void {
    now = { answers, problem }
    ways.keep(answers.typed)
    for (const listener of listeners) listener()
  }

  async function saveOnce({ changes, before }: { changes: FormChanges; before: FormChanges }): Promise<void> {
    become(state.withSending(now.answers, changes))
    try {
      const form = await ways.save(changes, before)
      become(state.withSaved(now.answers, form), undefined)
    } catch (error) {
      const conflicts = ways.conflictsIn(error)
      if (conflicts) return become(state.withStale(now.answers, conflicts))
      become(state.withRefused(now.answers), error)
      throw error
    }
  }

  async function saveAll(): Promise<void> {
    for (let next = state.toSend(now.answers); next; next = state.toSend(now.answers)) await saveOnce(next)
  }

  /** Resolves when all that can be saved is saved; whoever comes while it runs waits for the same end. */
  function settle(): Promise<void> {
    clearTimeout(timer)
    running ??= saveAll().finally(() => {
      running = undefined
    })
    return running
  }

  const flush = () => void settle().catch(() => {})

  return {
    current: () => now,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    settle,
    flush,
    type<F extends FormField>(field: F, value: PartialForm[F]): void {
      become(state.withTyped(now.answers, field, value))
      clearTimeout(timer)
      timer = setTimeout(flush, pause)
    },
    choose(field: FormField, choice: 'mine' | 'theirs'): void {
      become(state.withChoice(now.answers, field, choice))
      flush()
    },
    news(form: PartialForm): void {
      become(state.withNews(now.answers, form))
      flush()
    },
    /** What would still have to be sent if the tab went away now. */
    unsent: () => state.toSend(now.answers),
  }
}
