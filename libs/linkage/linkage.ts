/** The one door of the library: what others may use. */
export { type Compared, compareWithEach, forRegisterOf, keysOfEach, type Weight } from './src/at-the-desk.ts'
export { linkRecords } from './src/link-records.ts'
export type { Linked, LinkOptions, LinkReport, Phase, ScoredPairs } from './src/linked.ts'
export type { Model } from './src/model.ts'
export { type Field, fields, type PersonRecord, type Table, type TextColumn, tableOf, textColumn } from './src/table.ts'
