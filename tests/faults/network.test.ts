import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, test } from 'vitest'
import { Problem } from '#base/problem.ts'
import { call } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import { doorsOver, openPool } from '#server/db.ts'
import { server } from '../../src/server.ts'
import { aFlight, aPerson } from '../people.ts'
import { aWorld } from '../world.ts'

/** The database is on another machine, and the wire between fails in all the ways in which wires fail. */

const atLength = process.env.FAULTS === 'all'
const patience = 2000
/** As long as somebody waits for a connection, and then for one answer on it. */
const longest = 10_000 + patience + 2000

const world = await aWorld()
const wire = await aWire(world.database)
const pool = openPool({ ...world.database, host: '127.0.0.1', port: wire.port }, { role: 'ceiba_app', most: 4, patience })
const doors = doorsOver(pool, world.vault)
const app = server({
  doors,
  portalDoors: world.portalDoors,
  demonstration: false,
  version: 'test',
  clock: () => world.now,
  log: () => {},
})
afterAll(async () => {
  wire.state = 'cut'
  await doors.close().catch(() => {})
  wire.close()
})

test('a wire that is cut, silent or slow makes nobody wait for ever, and what is sent again is recorded once', {
  timeout: atLength ? 600_000 : 120_000,
}, async () => {
  const desk = await world.someone()
  const arrivalId = await aFlight(desk)
  const fetch = desk.at(app)
  const acknowledged: string[] = []
  const waited: number[] = []
  let over = false

  async function record(): Promise<void> {
    while (!over) {
      const [subjectId, entryId] = [uuidv7(), uuidv7()]
      for (;;) {
        const began = performance.now()
        try {
          await call(intake.recordReturn, { arrivalId, subjectId, form: aPerson() }, { fetch, entryId })
          acknowledged.push(subjectId)
          break
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'database-unavailable') throw error
          await sleep(100)
        } finally {
          waited.push(performance.now() - began)
        }
      }
    }
  }

  const writers = Array.from({ length: 6 }, record)
  for (let round = 0; round < (atLength ? 10 : 1); round++)
    for (const state of ['silent', 'cut', 'slow'] as const) {
      await sleep(500)
      wire.state = state
      await sleep(state === 'silent' ? 2 * patience : 1500)
      wire.state = 'whole'
    }
  const mended = performance.now()
  await call(intake.listReturns, { arrivalId, limit: 1 }, { fetch })
  over = true
  await Promise.all(writers)
  const back = performance.now() - mended

  const { rows } = await world.owner.query('select subject_id as id from intake.subject where arrival_id = $1', [arrivalId])
  expect(rows.map(({ id }) => id).toSorted()).toEqual(acknowledged.toSorted())
  expect(acknowledged.length).toBeGreaterThan(20)
  expect(Math.max(...waited)).toBeLessThan(longest)
  expect(back).toBeLessThan(15_000)
  console.log(
    `${acknowledged.length} acknowledged, 0 lost, 0 doubled; longest wait ${(Math.max(...waited) / 1000).toFixed(1)} s, all there again after ${(back / 1000).toFixed(1)} s`,
  )
})

type Wire = { port: number; state: 'whole' | 'silent' | 'cut' | 'slow'; close(): void }

/** A machine between server and database that passes everything on, or nothing, or late, or breaks every connection. */
async function aWire(database: { host: string; port: number }): Promise<Wire> {
  const open = new Set<Socket>()
  const wire: Wire = { port: 0, state: 'whole', close: () => between.close() }
  const between = createServer((near) => {
    if (wire.state === 'cut') return near.destroy()
    const far = database.host.startsWith('/')
      ? connect(`${database.host}/.s.PGSQL.${database.port}`)
      : connect(database.port, database.host)
    // What fell silent once stays silent: the other end has forgotten it.
    let lost = wire.state === 'silent'
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('data', async (piece) => {
        if (wire.state === 'cut') return near.destroy()
        if (wire.state === 'silent') lost = true
        if (lost) return
        if (wire.state === 'slow') {
          from.pause()
          await sleep(50)
          from.resume()
        }
        to.write(piece)
      })
      from.on('error', () => {})
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((ready) => between.listen(0, '127.0.0.1', ready))
  wire.port = (between.address() as { port: number }).port
  return wire
}
