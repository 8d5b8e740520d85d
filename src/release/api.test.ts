import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { over, type Sql, sql } from '#server/db.ts'
import { aWorld } from '../../tests/world.ts'
import { loadReference } from './api.ts'
import { release } from './contract.ts'
import { canonicalText } from './rules/canonical.ts'
import { insertRelease, newestRelease } from './store.ts'

const world = await aWorld()
const { visitor, doors, portalDoors, owner } = world
const current = async () => (await doors.transaction({}, (db) => newestRelease(db, 'reported-2022')))!

describe('reading what is published', () => {
  test('anyone reads all figures, each with its source', async () => {
    const { count, figures } = await visitor.call(release.listFigures, {})
    expect(count).toBe(103)
    expect(figures.every(({ source }) => source.document !== '' && source.section.es !== '')).toBe(true)
  })

  test('filters narrow the list', async () => {
    const { figures } = await visitor.call(release.listFigures, { objective: 13, institution: 'igm' })
    expect(figures.map(({ figureId }) => figureId)).toEqual(['F051', 'F052'])
  })

  test('a figure is given with its document, its sentence and what contradicts it', async () => {
    const { figure, document } = await visitor.call(release.readFigure, { figureId: 'F018' })
    expect(document.short.es).toBe('Informe de País 2022')
    expect(figure.sentence.en).toBe(
      'In 2021, 14,166 unaccompanied children and adolescents were attended, on their return or in transit.',
    )
    expect(figure.conflicts[0]?.others).toEqual(['F055'])
  })

  test('a figure that is not published does not exist', async () => {
    await expect(visitor.call(release.readFigure, { figureId: 'F999' })).rejects.toMatchObject({
      status: 404,
      code: 'figure-not-found',
    })
  })

  test('objectives say how many figures they have', async () => {
    const objectives = await visitor.call(release.listObjectives, {})
    expect(objectives).toHaveLength(23)
    expect(objectives.find(({ number }) => number === 22)).toMatchObject({ figures: 0, reported: false })
    expect(objectives.find(({ number }) => number === 15)!.figures).toBeGreaterThan(5)
  })
})

describe('a release', () => {
  test('read back from the database it has the hash it was published with', async () => {
    const found = await current()
    expect(found.number).toBe(1)
    expect(createHash('sha256').update(canonicalText(found)).digest('hex')).toBe(found.sha256)
  })

  test('loaded again, nothing is published again', async () => {
    expect(await loadReference(over(owner), world.now)).toBe(1)
    expect((await owner.query('select count(*)::int as n from release.release')).rows[0].n).toBe(1)
  })

  test('another content is the next release, and the first stays', async () => {
    const { number: _, publishedAt: __, sha256: ___, ...content } = await current()
    const corrected = { ...content, title: { es: 'Corregidas', en: 'Corrected' } }
    await doors.transaction({}, (db) => insertRelease(db, corrected, 'a'.repeat(64), world.now))
    expect((await current()).number).toBe(2)
    expect((await owner.query('select count(*)::int as n from release.figure where release_number = 1')).rows[0].n).toBe(103)
  })

  test('nobody who serves the program may change or remove it', async () => {
    for (const way of [doors, portalDoors]) {
      const attempt = (statement: Sql) => way.transaction({ institution: 'igm' }, (db) => db.run(statement))
      await expect(attempt(sql`update release.figure set as_written = '1'`)).rejects.toThrow(/permission denied/)
      await expect(attempt(sql`delete from release.release`)).rejects.toThrow(/permission denied/)
    }
    const added = portalDoors.transaction({}, (db) => db.run(sql`insert into release.release values (9, 'x', null, now(), '')`))
    await expect(added).rejects.toThrow(/permission denied/)
  })
})
