import type { z } from 'zod'
import type { Download } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { pathFor } from '#browser/call.ts'
import { stepUp } from '#browser/interruption.ts'

/**
 * Downloads a file that a link cannot: one for which the person may be asked again who they are. Throws what the server refuses. The name
 * is the server's.
 */
export async function saveFile<D extends Download>(made: D, input: z.input<D['input']>): Promise<void> {
  for (;;) {
    const response = await fetch(pathFor(made, input), { credentials: 'same-origin' }).catch(() => {
      throw new Problem(0, 'no-connection')
    })
    if (response.ok) return save(await response.blob(), nameIn(response.headers.get('Content-Disposition')))
    const { code, ...details } = (await response.json().catch(() => ({}))) as Record<string, unknown>
    const problem = new Problem(response.status, typeof code === 'string' ? code : 'no-connection', details)
    if (problem.code !== 'step-up-needed') throw problem
    await stepUp.over(problem)
  }
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

function nameIn(disposition: string | null): string {
  const [, name = 'ceiba'] = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '') ?? []
  return decodeURIComponent(name)
}
