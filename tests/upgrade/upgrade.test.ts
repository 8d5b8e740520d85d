import { globSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { call } from '#browser/call.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFolder, command, signedIn, start } from '../faults/process.ts'

/** One archive for each version that was released; see `make.ts`. */
const archives = globSync('*.tar.gz', { cwd: import.meta.dirname })

test('there is an archive to upgrade from', () => {
  expect(archives.length).toBeGreaterThan(0)
})

test.each(archives)('the data of %s open with the program of today, none missing', { timeout: 120_000 }, async (archive) => {
  const { folder, remove } = await aFolder()
  const settings = { DATA_FOLDER: path.join(folder, 'data') }
  const restored = await command(['restore', path.join(import.meta.dirname, archive), '--json'], settings)
  expect(restored.code, restored.said).toBe(0)
  const ceiba = await start('start', settings)
  try {
    const fetch = await signedIn(ceiba.base, 'registro', 'tres volcanes y un lago')
    const { arrivals } = await call(intake.listArrivals, {}, { fetch })
    const flight = arrivals.find(({ carrier }) => carrier === 'GXA 3100')!
    expect(flight.counts).toMatchObject({ listed: 3, received: 1, expected: 2 })
    const { returns } = await call(intake.searchReturns, { text: 'xiloj tzunux maria' }, { fetch })
    const person = await call(intake.readReturn, { subjectId: returns[0]!.subjectId }, { fetch })
    expect(person).toMatchObject({
      state: 'received',
      services: [{ service: 'food', state: 'given' }],
      consents: [{ answer: 'given' }],
    })
    expect(person.family!.members).toHaveLength(2)
    const { returns: together, decisions } = await call(identity.readPerson, { subjectId: person.subjectId }, { fetch })
    expect(together).toHaveLength(archive.includes('identity') ? 2 : 1)
    expect(decisions).toHaveLength(together.length - 1)
  } finally {
    ceiba.process.kill('SIGTERM')
    await ceiba.ended
    await remove()
  }
})
