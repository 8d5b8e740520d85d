/**
 * Learns a model from invented records and writes it, for a register that is still too small to learn from its own:
 * `node libs/linkage/evaluation/learn-model.ts src/identity/data/model.json`. The same program writes the same file.
 */
import { writeFileSync } from 'node:fs'
import { linkRecords, type PersonRecord, tableOf } from '../linkage.ts'
import { records } from './records.ts'

const wanted = { seed: 2_026, rows: 100_000, level: 'std' } as const

const [file] = process.argv.slice(2)
if (!file) throw new Error('say where to write the model')
const made: PersonRecord[] = []
for (const { givenNames, surnames, sex, birthDate, age, arrivalDate, cui, municipality, phone } of records(wanted))
  made.push({
    given_names: givenNames,
    surnames,
    sex,
    birth_date: birthDate,
    age,
    arrival_date: arrivalDate,
    cui,
    municipality,
    phone,
  })
const { model, report } = await linkRecords(tableOf(made))
if (!report.learned) throw new Error(`the model is not fit: ${report.doubts.join('; ')}`)
// The invented carry no passports. Judged, not learnt: numbers of two strangers are hardly ever even alike.
model.comparisons.document.stranger = [0.989, 0.01, 0.0008, 0.0001, 0.0001]
writeFileSync(file, `${JSON.stringify(model)}\n`)
console.log(`${report.rows} records, ${report.candidatePairs} pairs, ${report.links} links: ${file}`)
