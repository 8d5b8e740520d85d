let text = ''
let hears = false

/**
 * Keeps what is typed from now on for a field that is still on its way, so that nobody has to wait for it: until `typedAhead()` or
 * Escape. Nothing else on the page hears it.
 */
export function keepTyping(): void {
  text = ''
  if (hears) return
  hears = true
  addEventListener('keydown', hear, true)
}

/** What was typed meanwhile. From now on the field hears for itself. */
export function typedAhead(): string {
  removeEventListener('keydown', hear, true)
  hears = false
  const typed = text
  text = ''
  return typed
}

function hear(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === 'Escape') return void typedAhead()
  if (event.key === 'Backspace') text = text.slice(0, -1)
  else if (event.key.length === 1) text += event.key
  else if (event.key !== 'Enter') return
  event.preventDefault()
  event.stopPropagation()
}
