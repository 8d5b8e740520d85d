import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Field, Table } from '#linkage'
import type { Level } from '../libs/linkage/evaluation/disorder.ts'
import { febrl3Like, febrl4Like, febrlCsv, febrlRecords } from '../libs/linkage/evaluation/febrl.ts'
import { type Truth, writeRecords } from '../libs/linkage/evaluation/records.ts'
import { idText, readCsv } from '../libs/linkage/src/read-csv.ts'
import { out } from './report.ts'

/** Records with known truth: `person` numbers each row's person, rows of `against` after those of `table`. */
export type DataSet = { table: Table; against?: Table; person: Uint32Array; language?: Uint8Array }

const folder = join(out, 'linkage')

/** Where the bench's own files lie; they are made anew when they are not there. */
export function placeOf(name: string): string {
  mkdirSync(folder, { recursive: true })
  return join(folder, name)
}

/** Guatemalan records at a level of disorder. */
export function guatemalan(level: Level, rows: number, seed: number): DataSet {
  const file = placeOf('records.csv')
  const truth = writeRecords(file, { seed, rows, level })
  return { table: readCsv(file, { id: 'record_id' }).table, ...truth }
}

/** A large file of `std` records and its truth, kept between runs. */
export function largeFile(rows: number, seed: number): { file: string; bytes: number } & Truth {
  const file = placeOf(`std-${rows}-${seed}.csv`)
  const [people, languages] = [`${file}.person`, `${file}.language`]
  if (!existsSync(languages)) {
    const truth = writeRecords(file, { seed, rows, level: 'std' })
    writeFileSync(people, new Uint8Array(truth.person.buffer))
    writeFileSync(languages, truth.language)
  }
  return {
    file,
    bytes: statSync(file).size,
    person: new Uint32Array(new Uint8Array(readFileSync(people)).buffer),
    language: readFileSync(languages),
  }
}

export function febrlLike(which: 3 | 4, seed: number): DataSet {
  const records = febrlRecords({ seed, ...(which === 3 ? febrl3Like : febrl4Like) })
  const files =
    which === 3 ? [records] : [records.filter(({ isOriginal }) => isOriginal), records.filter((one) => !one.isOriginal)]
  const [table, against] = files.map((some, at) => {
    const file = placeOf(`febrl-${at}.csv`)
    writeFileSync(file, febrlCsv(some))
    return readCsv(file, { id: 'rec_id' }).table
  })
  return { table: table!, against, person: Uint32Array.from(records, ({ person }) => person) }
}

/** The public sets, where somebody has put them: febrl3.csv, febrl4a.csv and febrl4b.csv, historical_50k.csv. */
export function publicSets(data: string): Record<'FEBRL 3' | 'FEBRL 4' | 'historical_50k', DataSet> {
  return {
    'FEBRL 3': febrl(join(data, 'febrl3.csv')),
    'FEBRL 4': febrl(join(data, 'febrl4a.csv'), join(data, 'febrl4b.csv')),
    historical_50k: historical(join(data, 'historical_50k.csv')),
  }
}

/** The person is the number in `rec-<n>-org` and `rec-<n>-dup-<k>`. */
function febrl(...files: string[]): DataSet {
  const read = files.map((file) => readCsv(file, { id: 'rec_id' }))
  const person = read.flatMap(({ ids, table }) =>
    Array.from({ length: table.rows }, (_, row) => Number(/^rec-(\d+)-/.exec(idText(ids, row))![1])),
  )
  return { table: read[0]!.table, against: read[1]?.table, person: Uint32Array.from(person) }
}

function historical(file: string): DataSet {
  const map = new Map<string, Field | undefined>([['postcode_fake', 'postcode']])
  const { table } = readCsv(file, { id: 'unique_id', map })
  // The truth is a column of its own: read as if it were something to compare, and never given to the library.
  const { codes } = readCsv(file, { id: 'unique_id', map: new Map([...map, ['cluster', 'document']]) }).table.columns.document!
  return { table, person: codes }
}
