import { spawn } from 'node:child_process'

/** What the program said: `failed` when it did not run, or did not end in time. */
export type Scan = (bytes: Uint8Array) => Promise<'clean' | 'infected' | 'failed'>

const mostSeconds = 60

/**
 * Asks a program of the house, such as `clamdscan --no-summary -`. It is given the file on its standard input and answers by its exit
 * code, as ClamAV does: 0 clean, 1 infected, anything else is no answer. It runs without a shell and sees nothing of our environment.
 */
export function virusScan(command: string): Scan {
  const [program = '', ...given] = command.split(/\s+/)
  return (bytes) =>
    new Promise((resolve) => {
      const child = spawn(program, given, {
        stdio: ['pipe', 'ignore', 'ignore'],
        env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
        timeout: mostSeconds * 1000,
        killSignal: 'SIGKILL',
      })
      child.on('error', () => resolve('failed'))
      child.on('close', (code) => resolve(code === 0 ? 'clean' : code === 1 ? 'infected' : 'failed'))
      // A program that has seen enough closes its input.
      child.stdin.on('error', () => {})
      child.stdin.end(bytes)
    })
}
