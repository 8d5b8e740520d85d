import { beforeNextTry, heardFromServer, heardNothing } from '#browser/connection.ts'

/**
 * Loads a part of the program, and waits for the network when there is none: nobody loses typed text because a screen
 * could not be fetched. Throws when the server answers but the part is gone: then a newer version has been installed.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  await network()
  for (let tries = 0; ; tries += 1) {
    try {
      return await load()
    } catch (error) {
      if (await serverAnswers()) throw error
      heardNothing()
      await beforeNextTry(tries)
    }
  }
}

/**
 * Is there. A browser remembers a part that could not be fetched and does not ask for it again: while it knows that it has no network, it
 * is not asked.
 */
async function network(): Promise<void> {
  if (navigator.onLine) return
  for (let tries = 0; !(await serverAnswers()); tries += 1) {
    heardNothing()
    await beforeNextTry(tries)
  }
}

async function serverAnswers(): Promise<boolean> {
  const answered = await fetch('/api/session', { cache: 'no-store', headers: { 'Ceiba-By-Itself': 'yes' } }).then(
    (response) => response.status < 500,
    () => false,
  )
  if (answered) heardFromServer()
  return answered
}
