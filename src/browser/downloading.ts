import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Download } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { pathFor, refusalOf } from '#browser/call.ts'
import { patientlyAsked } from '#browser/calling.ts'

/**
 * Fetches a file and gives it to the person to keep: `const save = useDownload(intake.profileReportXlsx)`, `save.mutate(input)`. Where
 * the call asks for it, the person is asked first to show that it is them; a plain link could not.
 */
export function useDownload<C extends Download>(made: C) {
  return useMutation({
    networkMode: 'always',
    retry: false,
    mutationFn: async (input: z.input<C['input']>) => keep(await patientlyAsked(made, () => file(made, input))),
  })
}

async function file<C extends Download>(made: C, input: z.input<C['input']>): Promise<{ name: string; bytes: Blob }> {
  const response = await fetch(pathFor(made, input), { credentials: 'same-origin' }).catch(() => {
    throw new Problem(0, 'no-connection')
  })
  if (!response.ok) throw await refusalOf(response)
  const bytes = await response.blob().catch(() => {
    throw new Problem(0, 'no-connection')
  })
  const [, name = ''] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '') ?? []
  return { name: decodeURIComponent(name), bytes }
}

function keep({ name, bytes }: { name: string; bytes: Blob }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  // The browser has taken it by then; until it has, the address must stay.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
