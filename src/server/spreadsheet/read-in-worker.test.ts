import { describe, expect, test } from 'vitest'
import { workbookOf } from './made-by-hand.ts'
import { readTableInWorker } from './read-in-worker.ts'

const manifest = (rows: number) => {
  const lines = Array.from({ length: rows }, (_, i) => `${i},Ana,López,2222333440101`)
  return new TextEncoder().encode(['número,nombre,apellido,CUI', ...lines].join('\r\n'))
}

describe('reading on a thread of its own', () => {
  test('gives the same table and tells how far it is', async () => {
    const told: number[] = []
    const table = await readTableInWorker({ name: 'lista.csv', bytes: manifest(5000) }, {}, (rowsRead) => told.push(rowsRead))
    expect(table.rows).toHaveLength(5001)
    expect(table.rows[5000]).toEqual({ line: 5001, cells: ['4999', 'Ana', 'López', '2222333440101'] })
    expect(told).toEqual([500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 5001])
  })

  test('leaves the caller free while it reads', async () => {
    let beats = 0
    const clock = setInterval(() => beats++, 1)
    await readTableInWorker({ name: 'lista.csv', bytes: manifest(15_000) })
    clearInterval(clock)
    expect(beats).toBeGreaterThan(0)
  })

  test('refuses with the same problems', async () => {
    const bytes = workbookOf({ sheets: ['<row r="2"><c r="B2"><f>1+1</f></c></row>'] })
    await expect(readTableInWorker({ name: 'lista.xlsx', bytes })).rejects.toMatchObject({
      name: 'Problem',
      status: 422,
      code: 'file-has-formulas',
      details: { cells: ['B2'], where: 'B2' },
    })
    await expect(readTableInWorker({ name: 'lista.csv', bytes: new Uint8Array(0) })).rejects.toMatchObject({ code: 'file-empty' })
  })

  test('ends a file that takes longer than it may', async () => {
    const bytes = new TextEncoder().encode('\n'.repeat(19_000_000))
    await expect(readTableInWorker({ name: 'lista.csv', bytes }, { seconds: 0.2 })).rejects.toMatchObject({
      code: 'file-too-slow',
      details: { limit: 0.2 },
    })
  })

  test('survives a file that takes more memory than it may', async () => {
    // Every quote that follows a closed one is an error that the parser keeps: 10 million of them.
    const bytes = new TextEncoder().encode(`"a${'"x'.repeat(9_900_000)}`)
    await expect(readTableInWorker({ name: 'lista.csv', bytes })).rejects.toMatchObject({ code: 'file-too-slow' })
    expect((await readTableInWorker({ name: 'lista.csv', bytes: manifest(3) })).rows).toHaveLength(4)
  })

  test('many at once take turns', async () => {
    const tables = await Promise.all(
      Array.from({ length: 6 }, (_, i) => readTableInWorker({ name: 'lista.csv', bytes: manifest(i + 1) })),
    )
    expect(tables.map((table) => table.rows.length)).toEqual([2, 3, 4, 5, 6, 7])
  })
})
