import { mkdir, writeFile } from 'node:fs/promises'
import os from 'node:os'
import { join } from 'node:path'

/** One line of the table: what was measured, what it gave, and the goal where there is one. */
export type Line = { what: string; gave: string; ratio?: number; goal?: string }

/** What a part of the bench gives: its lines, and everything measured for whoever wants to look closer. */
export type Report = { part: string; ran: string[]; lines: Line[]; rounds: unknown }

export const out = join(import.meta.dirname, 'out')

/** A value below which half of the rounds lie. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** `1,234 /s [1,100–1,300]`: the median of the rounds, the slowest and the fastest. */
export function rates(values: readonly number[]): string {
  const text = (value: number) => Math.round(value).toLocaleString('en')
  return `${text(median(values))} /s [${text(Math.min(...values))}–${text(Math.max(...values))}]`
}

export function machine(): string {
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GiB`
  const load = os.loadavg()[0]!.toFixed(1)
  return `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${memory}, ${os.type()} ${os.release()}, Node ${process.versions.node}, load at the start ${load}`
}

/** Prints a part's table and keeps its rounds in `bench/out`. */
export async function show(report: Report): Promise<void> {
  const rows = report.lines.map(({ what, gave, ratio, goal = '' }) => [
    what,
    gave,
    ratio === undefined ? '' : ratio.toFixed(2),
    goal,
  ])
  const all = [['', 'measured', 'ratio', 'goal'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]!.length)))
  console.log(`\n## ${report.part}\n`)
  for (const line of report.ran) console.log(`- ${line}`)
  console.log()
  for (const [index, row] of all.entries()) {
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`)
    if (index === 0) console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`)
  }
  await mkdir(out, { recursive: true })
  await writeFile(join(out, `${report.part}.json`), `${JSON.stringify({ machine: machine(), ...report }, null, 2)}\n`)
}
