import type { Linked, LinkOptions } from './linked.ts'
import type { Table } from './table.ts'

/**
 * Finds who is who: within `table`, or between `table` and `against` (then only pairs across the two are compared).
 * The same input gives the same output, byte for byte, however many workers there are.
 */
export async function linkRecords(_table: Table, _against?: Table, _options: LinkOptions = {}): Promise<Linked> {
  throw new Error('linkRecords is being built')
}
