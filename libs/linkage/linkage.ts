/** The one door of the library: what others may use. */
export {
  type AllCompared,
  type Compared,
  compareWithAll,
  compareWithEach,
  forRegisterOf,
  keysOfEach,
  soughtKeysOf,
  type Weight,
} from './src/at-the-desk.ts'
export { editDistanceOf } from './src/edit-distance.ts'
export { foldText } from './src/fold.ts'
export { jaroWinklerOf } from './src/jaro-winkler.ts'
export { linkRecords } from './src/link-records.ts'
export type { Linked, LinkOptions, LinkReport, Phase, ScoredPairs } from './src/linked.ts'
export type { Model } from './src/model.ts'
export { doubtsAbout } from './src/model.ts'
export { type Comparison, comparisons, levelsOf } from './src/pattern.ts'
export { narrowCode, wideCode } from './src/phonetic.ts'
export { probabilityOf, scoreOf } from './src/score.ts'
export { type Field, fields, type PersonRecord, type Table, type TextColumn, tableOf, textColumn } from './src/table.ts'
