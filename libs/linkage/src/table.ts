/**
 * What the library reads: columns of text, interned. A column knows each distinct value once and says per row which one it is,
 * so that what is learnt about a value (its sound, its frequency, its date) is learnt once however many rows have it.
 */

/** A text column, interned: row r holds values[codes[r]]; code 0 is '' = not known. */
export type TextColumn = { codes: Uint32Array; values: string[] }

/** Fields that are compared as text. */
export const textFields = [
  /** A number of a person other than the CUI: passport, social security, health card. */
  'document',
  'birth_place',
  'street_number',
  'address',
  /** The second line of an address: village, zone, building. */
  'locality',
  'suburb',
  'postcode',
  'state',
  'occupation',
] as const
export type TextField = (typeof textFields)[number]

/**
 * The fields the library understands. Names and places are text as written; `birth_date` and `arrival_date` are year first
 * (`1987-05-12`, `19870512`, `1987-05`, `1987`) or day first (`12/05/1987`); `municipality` and `department` are INE codes
 * (`0806`, `08`) or names; several given names or surnames stand in one text, in order, with blanks between.
 */
export const fields = [
  'given_names',
  'surnames',
  /** The husband's surname, with or without `de`. */
  'married_name',
  'sex',
  'birth_date',
  /** In whole years on the day of `arrival_date`. */
  'age',
  /** Never compared; it tells on which day `age` was true. */
  'arrival_date',
  /** Guatemala's 13 digits. */
  'cui',
  'phone',
  'municipality',
  'department',
  ...textFields,
] as const

export type Field = (typeof fields)[number]

/** Fields that are not there are not compared. All columns have `rows` codes. */
export type Table = { rows: number; columns: Partial<Record<Field, TextColumn>> }

/** One person's record as text; what is left out, or '', is not known. */
export type PersonRecord = Partial<Record<Field, string>>

/** A column out of plain text. For tests and small tables: a reader of large files interns while it reads. */
export function textColumn(texts: readonly (string | undefined)[]): TextColumn {
  const values = ['']
  const codeOf = new Map([['', 0]])
  const codes = Uint32Array.from(texts, (text = '') => {
    const known = codeOf.get(text)
    if (known !== undefined) return known
    codeOf.set(text, values.length)
    return values.push(text) - 1
  })
  return { codes, values }
}

/** A table out of records, with a column for each field that any of them has. */
export function tableOf(records: readonly PersonRecord[]): Table {
  const columns: Table['columns'] = {}
  for (const field of fields)
    if (records.some((record) => record[field])) columns[field] = textColumn(records.map((record) => record[field]))
  return { rows: records.length, columns }
}
