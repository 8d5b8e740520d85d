import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, test } from 'vitest'
import { Problem } from '#base/problem.ts'
import { call } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFolder, command, everyone, type Running, signedIn, start } from './process.ts'

/** A disk of its own in memory, which only root can make: where it cannot be made, this says so and is not run. */

const { folder, remove } = await aFolder()
const disk = path.join(folder, 'disk')
await mkdir(disk)
const made = mounted()
if (!made) console.log('The full disk is not tried: this needs the right to mount one.')
const settings = { DATA_FOLDER: path.join(disk, 'ceiba') }
const password = 'tres volcanes y un lago'
let running: Running | undefined

afterAll(async () => {
  running?.process.kill('SIGTERM')
  await running?.ended
  if (made) execFileSync('umount', [disk])
  await remove()
})

test.skipIf(!made)(
  'a full disk refuses with 503 what would be recorded, the portal is read on, and with room again everything goes on',
  {
    timeout: 120_000,
  },
  async () => {
    const words = [
      'user',
      'add',
      'registro',
      '--name',
      'Persona Inventada',
      '--institution',
      'igm',
      '--role',
      'registrar',
      '--json',
    ]
    const added = await command(words, settings)
    expect(added.code, added.said).toBe(0)
    running = await start('start', settings)
    await signedIn(running.base, 'registro', JSON.parse(added.out).password, password)
    const fetch = await signedIn(running.base, 'registro', password)
    const arrivalId = uuidv7()
    const flight = { facilityId: 'crr-fag', mode: 'air', carrier: 'GXA 3100', originCountry: 'US' } as const
    await call(intake.createArrival, { arrivalId, ...flight, expectedAt: new Date().toISOString() }, { fetch })
    const acknowledged: string[] = []
    const record = async () => {
      const subjectId = uuidv7()
      const form = { givenNames: 'Persona', surnames: `Inventada ${'Tz’unux '.repeat(8)}` }
      await call(intake.recordReturn, { arrivalId, subjectId, form }, { fetch })
      acknowledged.push(subjectId)
    }
    for (let n = 0; n < 50; n++) await record()

    const ballast = path.join(disk, 'ballast')
    await pipeline(zeros, createWriteStream(ballast)).catch((error) => expect(error.code).toBe('ENOSPC'))
    const refused: unknown[] = []
    while (refused.length < 20) await record().catch((error) => refused.push(error))
    for (const refusal of refused) {
      expect(refusal).toBeInstanceOf(Problem)
      expect(refusal).toMatchObject({ status: 503, code: 'database-unavailable' })
    }
    const portal = await globalThis.fetch(`${running.base}/cifras`)
    expect([portal.status, (await portal.text()).includes('</html>')]).toEqual([200, true])
    const before = acknowledged.length
    await rm(ballast)
    await sleep(1000)
    for (let n = 0; n < 50; n++) await record()

    const found = await everyone(fetch, arrivalId)
    expect(found.toSorted()).toEqual(acknowledged.toSorted())
    console.log(
      `${before} acknowledged before and on the full disk, ${refused.length} refused, all there; ${found.length} in the end`,
    )
  },
)

function* zeros() {
  for (;;) yield Buffer.alloc(1_000_000)
}

function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=777', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
