/** What the program is made of: `npm run sbom`, held against licences that the OSI has approved. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = path.join(import.meta.dirname, '..')
const Licence = z.object({
  license: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
  expression: z.string().optional(),
})
const Components = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string(), licenses: z.array(Licence).optional() })),
})
const { components } = Components.parse(
  JSON.parse(execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8', maxBuffer: 50_000_000 })),
)

/** OFL-1.1 is for fonts, CC0-1.0 only as the other choice beside MIT. */
const approved =
  /^(MIT|Apache-2\.0|ISC|BSD-[23]-Clause|0BSD|MPL-2\.0|LGPL-3\.0-or-later|OFL-1\.1|BlueOak-1\.0\.0|Unlicense|CC0-1\.0)$/
/** The lock says nothing of these; their own packages do: Biome is MIT or Apache-2.0, png-js is MIT. */
const toldElsewhere = /^(@biomejs\/cli-|png-js$)/

test('the list of components has everything that package.json names, in its version', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const listed = new Set(components.map(({ name, version }) => `${name} ${version}`))
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(listed).toContain(`${name} ${version}`)
})

test('every component has a licence that the OSI has approved', () => {
  const words = ({ licenses = [] }: (typeof components)[number]) =>
    licenses.flatMap(({ license, expression }) =>
      (expression ?? license?.id ?? license?.name ?? '').split(/\s+(?:AND|OR)\s+|[()]/).filter((word) => word !== ''),
    )
  const wrong = components.filter((one) => {
    const licences = words(one)
    return licences.length === 0 ? !toldElsewhere.test(one.name) : !licences.every((licence) => approved.test(licence))
  })
  expect(wrong.map(({ name, licenses }) => ({ name, licenses }))).toEqual([])
})
