import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { Problem } from '#base/problem.ts'
import { type Compared, compareWithEach, type Linked, type PersonRecord, type Table } from '#linkage'
import type { CsvRead } from '../../libs/linkage/src/read-csv.ts'

/** A file that is there whole or not at all: it is written beside its place and moved there at the end. */
export type Output = {
  target: string
  write(bytes: Uint8Array): void
  /** True when something stood in its place. */
  finish(): boolean
  /** After `finish` it does nothing. */
  abandon(): void
}

/** Opens it before the work, so that nobody waits for minutes to hear that a folder is not there. Throws `link-not-writable`. */
export function outputFile(target: string): Output {
  const existed = existsSync(target)
  // What is no file (a pipe, /dev/null) is written to directly.
  const isDirect = existed && !statSync(target).isFile()
  const place = isDirect ? target : `${target}.${process.pid}.part`
  const handle = trying(target, () => openSync(place, 'w'))
  let isOpen = true
  return {
    target,
    write: (bytes) => {
      for (let at = 0; at < bytes.length; ) at += trying(target, () => writeSync(handle, bytes, at))
    },
    finish: () => {
      closeSync(handle)
      isOpen = false
      if (!isDirect) trying(target, () => renameSync(place, target))
      return existed && !isDirect
    },
    abandon: () => {
      if (!isOpen) return
      isOpen = false
      closeSync(handle)
      if (!isDirect) rmSync(place, { force: true })
    },
  }
}

function trying<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new Problem(400, 'link-not-writable', { file, reason: (error as NodeJS.ErrnoException).code })
  }
}

type Rows = Pick<CsvRead, 'ids' | 'table'>

/**
 * The id of each row as it stands in the file, and its `cluster_id`: the number of the first row of its cluster, from 1. Of two files
 * the rows of the second follow, and a third column says which file.
 */
export function writeClusters(out: Output, id: string, files: readonly Rows[], clusterOf: Uint32Array): void {
  const cells = cellsTo(out)
  cells.text(`${quotedText(id)},cluster_id${files.length > 1 ? ',file' : ''}\n`)
  let first = 0
  for (const [at, { ids, table }] of files.entries()) {
    for (let row = 0; row < table.rows; row++) {
      cells.bytes(ids.bytes, ids.starts[row]!, ids.starts[row + 1]!)
      cells.number(clusterOf[first + row]! + 1)
      if (files.length > 1) cells.number(at + 1)
      cells.lineEnd()
    }
    first += table.rows
  }
  cells.flush()
}

/**
 * Pairs in the order of their rows, with the probability that they are one person and the score in bits. `why` says how the score came
 * about: `start -20.1; surname_1 same +9.3; …`, the heaviest first; the numbers sum up to the score.
 */
export function writePairs(out: Output, files: readonly Rows[], { pairs, model }: Linked, explain: boolean): void {
  const cells = cellsTo(out)
  cells.text(`id_a,id_b,probability,score${explain ? ',why' : ''}\n`)
  const rowsOfFirst = files[0]!.table.rows
  const placeOf = (row: number): [Rows, number] => (row < rowsOfFirst ? [files[0]!, row] : [files[1]!, row - rowsOfFirst])
  const id = (row: number) => {
    const [{ ids }, at] = placeOf(row)
    cells.bytes(ids.bytes, ids.starts[at]!, ids.starts[at + 1]!)
  }
  const record = (row: number) => recordIn(placeOf(row)[0].table, placeOf(row)[1])
  const order = Uint32Array.from(pairs.a, (_, at) => at).sort(
    (one, two) => pairs.a[one]! - pairs.a[two]! || pairs.b[one]! - pairs.b[two]!,
  )
  for (let from = 0, to = 0; from < order.length; from = to) {
    const a = pairs.a[order[from]!]!
    while (to < order.length && pairs.a[order[to]!] === a) to++
    const others = order.subarray(from, to)
    const why = explain
      ? compareWithEach(
          model,
          record(a),
          Array.from(others, (at) => record(pairs.b[at]!)),
        )
      : []
    for (const [index, at] of others.entries()) {
      const score = pairs.score[at]!
      id(a)
      cells.text(',')
      id(pairs.b[at]!)
      cells.text(`,${(1 / (1 + 2 ** -score)).toFixed(6)},${score.toFixed(3)}${explain ? `,${inWords(why[index]!)}` : ''}\n`)
    }
  }
  cells.flush()
}

function recordIn({ columns }: Table, row: number): PersonRecord {
  return Object.fromEntries(Object.entries(columns).map(([field, { codes, values }]) => [field, values[codes[row]!]!]))
}

function inWords({ start, weights }: Compared): string {
  const signed = (bits: number) => `${bits < 0 ? '' : '+'}${bits.toFixed(1)}`
  const told = weights
    .filter(({ bits }) => Math.abs(bits) >= 0.05)
    .sort((one, two) => Math.abs(two.bits) - Math.abs(one.bits))
    .map(({ comparison, word, bits }) => `${comparison} ${word} ${signed(bits)}`)
  return [`start ${signed(start)}`, ...told].join('; ').replaceAll(/[",\n]/g, ' ')
}

const quotedText = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Gathers cells and writes them in stretches. */
function cellsTo(out: Output) {
  const buffer = Buffer.alloc(1 << 20)
  let at = 0
  const flush = () => {
    out.write(buffer.subarray(0, at))
    at = 0
  }
  return {
    flush,
    text: (text: string) => {
      if (at + text.length * 3 > buffer.length) flush()
      at += buffer.write(text, at)
    },
    bytes: (from: Uint8Array, start: number, end: number) => {
      if (at + (end - start) * 2 + 2 > buffer.length) flush()
      const began = at
      let isPlain = true
      for (let place = start; place < end; place++) {
        const byte = from[place]!
        if (byte === 0x22 || byte === 0x2c || byte === 0x0a || byte === 0x0d) isPlain = false
        buffer[at++] = byte
      }
      if (isPlain) return
      at = began
      buffer[at++] = 0x22
      for (let place = start; place < end; place++) {
        if (from[place] === 0x22) buffer[at++] = 0x22
        buffer[at++] = from[place]!
      }
      buffer[at++] = 0x22
    },
    /** A comma and a number from 1 on. */
    number: (value: number) => {
      if (at + 20 > buffer.length) flush()
      buffer[at++] = 0x2c
      let end = at
      for (let rest = value; rest > 0; rest = Math.floor(rest / 10)) end++
      at = end
      for (let rest = value; rest > 0; rest = Math.floor(rest / 10)) buffer[--end] = 0x30 + (rest % 10)
    },
    lineEnd: () => {
      if (at === buffer.length) flush()
      buffer[at++] = 0x0a
    },
  }
}
