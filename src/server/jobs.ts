/**
 * Work in the background, done at once and then again and again: never twice at the same time, and what fails is told and tried again at
 * its next turn. `stop` waits for what is under way; what takes long looks at `ending` and breaks off.
 */
export function repeatedly(
  every: number,
  work: (ending: AbortSignal) => Promise<unknown>,
  failed: (error: unknown) => void,
): { stop(): Promise<void> } {
  let under = Promise.resolve<unknown>(undefined)
  let isUnderWay = false
  const end = new AbortController()
  const turn = () => {
    if (isUnderWay) return
    isUnderWay = true
    under = work(end.signal)
      .catch(failed)
      .finally(() => {
        isUnderWay = false
      })
  }
  const timer = setInterval(turn, every)
  turn()
  return {
    async stop() {
      clearInterval(timer)
      end.abort()
      await under
    },
  }
}
