import { type RefObject, useEffect, useState } from 'react'
import { placeOfKey } from './form-plan.ts'

const reachable = 'input:not([disabled]), textarea:not([disabled]), button:not([disabled]), select:not([disabled])'

/**
 * The keys of a form at the desk. Enter goes to the next question, and from the last to the main button; Ctrl-Enter presses the main
 * button (`data-primary`); a number or letter picks in a group of choices (`data-keyed`); Esc leaves the field, so that the keys of
 * the screen are heard. Gives the name of the question (`data-field`) that has the focus.
 */
export function useFormKeys(form: RefObject<HTMLElement | null>, onLeave: () => void): string | undefined {
  const [focused, setFocused] = useState<string>()
  useEffect(() => {
    const element = form.current
    if (!element) return
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing && press(event, element)) event.preventDefault()
    }
    const onFocus = (event: FocusEvent) => setFocused(questionAt(event.target)?.dataset.field)
    const onBlur = (event: FocusEvent) => {
      if (questionAt(event.relatedTarget) === questionAt(event.target)) return
      setFocused(undefined)
      onLeave()
    }
    // A question may have the focus already: it is given when the step opens.
    setFocused(questionAt(document.activeElement)?.dataset.field)
    element.addEventListener('keydown', onKey)
    element.addEventListener('focusin', onFocus)
    element.addEventListener('focusout', onBlur)
    return () => {
      element.removeEventListener('keydown', onKey)
      element.removeEventListener('focusin', onFocus)
      element.removeEventListener('focusout', onBlur)
    }
  }, [form, onLeave])
  return focused
}

/** Puts the focus on the first question of a form. */
export function focusFirstQuestion(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[data-field]')?.querySelector<HTMLElement>(reachable)?.focus()
}

const questionAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof HTMLElement ? target.closest<HTMLElement>('[data-field]') : null

/** Does what a key asks for; false when it asks for nothing here. */
function press(event: KeyboardEvent, form: HTMLElement): boolean {
  const target = event.target as HTMLElement
  const main = form.querySelector<HTMLButtonElement>('[data-primary]')
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    main?.click()
    return main !== null
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  if (event.key === 'Escape' && target.matches('input, textarea') && target.getAttribute('aria-expanded') !== 'true') {
    target.blur()
    return true
  }
  if (event.key === 'Enter' && target.matches('input')) {
    if (target.dataset.expanded === undefined) return goOn(target, form, main)
    // An open list takes the Enter for its choice; then one goes on. Lists of other fields stay in the document when they close.
    const list = document.getElementById(target.getAttribute('aria-controls') ?? '')
    if (list?.querySelector('[data-combobox-option]')) setTimeout(() => goOn(target, form, main))
    return false
  }
  const group = target.closest<HTMLElement>('[data-keyed]')
  return group !== null && choose(event.key, group)
}

function goOn(from: HTMLElement, form: HTMLElement, main: HTMLElement | null): boolean {
  // A question that is asked in parts (difficulties, what to attend to) is each of its parts.
  const questions = [...form.querySelectorAll<HTMLElement>('[data-field]')].filter(
    (one) => one.querySelector(reachable) && !one.querySelector('[data-field]'),
  )
  const at = questions.findIndex((one) => one.contains(from))
  if (at < 0) return false
  const next = questions[at + 1]?.querySelector<HTMLElement>(`input:checked, ${reachable}`) ?? main
  next?.focus()
  // As Tab does: what is typed into a field that offers choices takes the place of the choice before.
  if (next?.matches('input[role=combobox]')) (next as HTMLInputElement).select()
  next?.scrollIntoView({ block: 'nearest' })
  return next !== null
}

function choose(key: string, group: HTMLElement): boolean {
  const choices = [...group.querySelectorAll('input')]
  const chosen = choices[placeOfKey(key, choices.length) ?? -1]
  chosen?.focus()
  chosen?.click()
  return chosen !== undefined
}
