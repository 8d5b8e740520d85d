import Papa from 'papaparse'
import type { z } from 'zod'
import { Department, Facility, Institution, Language, Municipality } from '../contract.ts'

/** `population_2018` → `population2018`, `iso_3166_2` → `iso31662`: the files speak snake case, the code camel case. */
const camel = (column: string): string => column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const lists = new Set(['otherNames', 'sources', 'departmentCodes'])
const numbers = new Set(['municipalityCount', 'population2018', 'lat', 'lon', 'tileRow', 'tileCol'])

/** A cell as its column means it: `|` separates the values of a list, blank is "not known", codes stay text. */
function cellValue(name: string, text: string): unknown {
  if (lists.has(name)) return text === '' ? [] : text.split('|')
  if (text === '') return undefined
  return numbers.has(name) ? Number(text) : text
}

function rowsOf<T extends z.ZodType>(schema: T, csv: string): z.infer<T>[] {
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
  return data.map((row) => {
    const named = Object.entries(row).map(([column, text]) => [camel(column), cellValue(camel(column), text)])
    return schema.parse(Object.fromEntries(named))
  })
}

/** The rows of `data/departments.csv`. Throws when the file breaks its schema: it is ours, not a user's. So do the others. */
export const departmentsOf = (csv: string): Department[] => rowsOf(Department, csv)
export const municipalitiesOf = (csv: string): Municipality[] => rowsOf(Municipality, csv)
export const institutionsOf = (csv: string): Institution[] => rowsOf(Institution, csv)
export const facilitiesOf = (csv: string): Facility[] => rowsOf(Facility, csv)
export const languagesOf = (csv: string): Language[] => rowsOf(Language, csv)
