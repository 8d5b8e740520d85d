import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '#base/problem.ts'
import { readTable } from './read.ts'
import type { Limits, SpreadsheetFile, Table } from './table.ts'

export type Task = { file: SpreadsheetFile; limits: Limits }
export type Answer =
  | { rowsRead: number }
  | { table: Table }
  | { refused: { status: number; code: string; details: Record<string, unknown> } }

const { file, limits } = workerData as Task
const answer = (message: Answer) => parentPort?.postMessage(message)

try {
  answer({ table: await readTable(file, limits, (rowsRead) => answer({ rowsRead })) })
} catch (error) {
  // Anything but a refusal is a fault of ours and ends the thread with it.
  if (!(error instanceof Problem)) throw error
  answer({ refused: { status: error.status, code: error.code, details: error.details } })
}
