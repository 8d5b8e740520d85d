import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { aFlight } from '../../tests/people.ts'
import { aWorld } from '../../tests/world.ts'
import { importManifest } from './import.ts'

const world = await aWorld()
const folder = await mkdtemp(path.join(tmpdir(), 'ceiba-import-'))
afterAll(() => rm(folder, { recursive: true }))

test('a manifest is imported in the name of an account, in a session that ends with it', async () => {
  world.now = new Date()
  const desk = await world.someone()
  const arrival = await aFlight(desk)
  const file = path.join(folder, 'vuelo.csv')
  await writeFile(file, 'Nombres,Apellidos,Sexo\nIxchel,Xiloj,F\nBalam,Coc,M\n')
  const done = await importManifest(world, { file, as: desk.login, arrival, mode: 'air', from: 'US', version: 'test' })
  expect(done).toMatchObject({ refused: false, counts: { rows: 2, new: 2 } })
  const { rows } = await world.owner.query(
    `select ended_at is not null as ended from access.session where agent = 'ceiba import' and account_id = $1`,
    [desk.accountId],
  )
  expect(rows).toEqual([{ ended: true }])
})
