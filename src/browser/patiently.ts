import { beforeNextTry, heardFromServer, heardNothing } from '#browser/connection.ts'

/**
 * Loads a part of the program, and waits for the network when there is none: nobody loses typed text because a screen
 * could not be fetched. Throws when the server answers but the part is gone: then a newer version has been installed.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
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

async function serverAnswers(): Promise<boolean> {
  const answered = await fetch('/api/session', { cache: 'no-store', headers: { 'Ceiba-By-Itself': 'yes' } }).then(
    (response) => response.status < 500,
    () => false,
  )
  if (answered) heardFromServer()
  return answered
}
