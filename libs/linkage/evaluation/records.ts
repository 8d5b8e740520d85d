/**
 * Records of invented Guatemalans with known truth: who has been here before is known because they were made so. The same seed
 * gives the same records; they are made one after another, so ten million fit into a file without fitting into memory.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { type Chance, chanceFrom } from './chance.ts'
import { dateOf, disordered, type Level, type Written, written } from './disorder.ts'
import { household, type Person } from './people.ts'
import { languages } from './places.ts'

export type RecordsWanted = { seed: number; rows: number; level: Level }

/** A record, and the truth about it, which no engine may read: which person it is, and what is spoken at home (place in `languages`). */
export type Made = Written & { arrivalDate: string; person: number; language: number }

/** Per row the person behind it and the language of their community. */
export type Truth = { person: Uint32Array; language: Uint8Array }

/** Records wait here for a random while, so that those of one person do not stand together. */
const waitingRoom = 1 << 17
const firstDay = Date.UTC(2019, 0, 1)
const lastDay = 2_879
const dayLength = 86_400_000

/** Records in the order in which a file lists them. */
export function* records(wanted: RecordsWanted): Generator<Made> {
  const chance = chanceFrom(wanted.seed + 0x5eed)
  const waiting: Made[] = []
  for (const made of inOrderOfPersons(wanted)) {
    if (waiting.length < Math.min(waitingRoom, wanted.rows)) {
      waiting.push(made)
      continue
    }
    const at = Math.floor(chance.share() * waiting.length)
    yield waiting[at]!
    waiting[at] = made
  }
  while (waiting.length > 0) {
    const at = Math.floor(chance.share() * waiting.length)
    yield waiting[at]!
    waiting[at] = waiting.at(-1)!
    waiting.pop()
  }
}

function* inOrderOfPersons({ seed, rows, level }: RecordsWanted): Generator<Made> {
  let stranger = household(seed, -1)[0]!
  let made = 0
  let person = 0
  for (let number = 0; ; number++) {
    const members = household(seed, number)
    const chance = chanceFrom(Math.imul(seed + 1, 0x85ebca6b) ^ number)
    const together = chance.happens(0.35) ? chance.between(0, 2_400) : undefined
    for (const member of members) {
      let day = together ?? chance.between(0, 2_400)
      const copies = 1 + returnsOf(chance)
      const firstInHaste = copies > 1 && chance.happens(0.5)
      for (let copy = 0; copy < copies; copy++) {
        if (copy > 0) day = dayOfNext(chance, day)
        yield oneRecord(chance, member, { level, day, inHaste: copy > 0 || firstInHaste, stranger, person })
        if (++made === rows) return
      }
      person++
    }
    stranger = members[0]!
  }
}

type Circumstances = { level: Level; day: number; inHaste: boolean; stranger: Person; person: number }

function oneRecord(chance: Chance, member: Person, { level, day, inHaste, stranger, person }: Circumstances): Made {
  const arrival = new Date(firstDay + day * dayLength)
  const text = inHaste ? disordered(chance, member, level, arrival, stranger) : written(chance, member, level, arrival)
  const arrivalDate = dateOf({ year: arrival.getUTCFullYear(), month: arrival.getUTCMonth() + 1, day: arrival.getUTCDate() })
  return { ...text, arrivalDate, person, language: languages.indexOf(member.language) }
}

/** A quarter have been here before: once 70 %, twice 21 %, three to five times 9 %. */
function returnsOf(chance: Chance): number {
  if (!chance.happens(0.25)) return 0
  const share = chance.share()
  return share < 0.7 ? 1 : share < 0.91 ? 2 : chance.between(3, 5)
}

/** A tenth are the same arrival, listed twice; the others come back after two weeks or, on average, most of a year. */
function dayOfNext(chance: Chance, day: number): number {
  if (chance.happens(0.1)) return day
  return Math.min(lastDay, day + 14 + Math.floor(-250 * Math.log(1 - chance.share())))
}

export const columns = 'record_id,given_names,surnames,sex,birth_date,age,cui,municipality,arrival_date'

/**
 * Writes a CSV file of records (`record_id` counts from 1; with `phone` at level `std`) and gives back the truth by row.
 * The truth is not in the file.
 */
export function writeRecords(file: string, wanted: RecordsWanted): Truth & { bytes: number } {
  const truth: Truth = { person: new Uint32Array(wanted.rows), language: new Uint8Array(wanted.rows) }
  const phones = wanted.level === 'std'
  const handle = openSync(file, 'w')
  let bytes = 0
  let text = `${columns}${phones ? ',phone' : ''}\n`
  const flush = () => {
    bytes += writeSync(handle, text)
    text = ''
  }
  try {
    let row = 0
    for (const made of records(wanted)) {
      truth.person[row] = made.person
      truth.language[row] = made.language
      row++
      text += `${row},${made.givenNames},${made.surnames},${made.sex},${made.birthDate},${made.age},${made.cui},${made.municipality},${made.arrivalDate}`
      text += phones ? `,${made.phone}\n` : '\n'
      if (text.length > 1 << 20) flush()
    }
    flush()
  } finally {
    closeSync(handle)
  }
  return { ...truth, bytes }
}
