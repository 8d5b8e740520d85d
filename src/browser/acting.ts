let lastAct = Date.now()

/** Two minutes: a board that reads every few seconds soon says that nobody is there, and who reads a moment is not taken for absent. */
const lately = 120_000

/** Notices from now on when somebody presses, touches, turns or dictates something in this tab; opening it counts. */
export function noticeActs(): void {
  const note = () => {
    lastAct = Date.now()
  }
  for (const act of ['keydown', 'pointerdown', 'click', 'input', 'wheel', 'touchmove'] as const)
    addEventListener(act, note, { capture: true, passive: true })
}

/** Does the screen ask by itself now, without anybody having done anything lately? Then the session must not be prolonged by it. */
export const asksByItself = (): boolean => Date.now() - lastAct > lately
