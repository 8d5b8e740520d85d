import {
  type Compared,
  compareWithAll as compareRecordWithAll,
  keysOfEach as keysOfRecords,
  type Model,
  soughtKeysOf as soughtKeysOfRecord,
} from '#linkage'
import type { Comparison, Facts, Weight } from '../contract.ts'
import { recordOf } from './likeness.ts'

/** The hashes under which returns are found, as PostgreSQL's `int`: the same bits with a sign, so loose ones stay odd. */
export const keysOfEach = (returns: readonly Facts[]): number[][] =>
  keysOfRecords(returns.map(recordOf)).map((keys) => keys.map((key) => key | 0))
export const keysOf = (facts: Facts): number[] => keysOfEach([facts])[0]!

/** The hashes under which to look for somebody: more than their own, since what is typed may be wrong. */
export const soughtKeysOf = (facts: Facts): number[] => soughtKeysOfRecord(recordOf(facts)).map((key) => key | 0)

/** Invented people whose names, dates and numbers go the ways by which keys are made. */
const probes: Facts[] = [
  { givenNames: 'María de los Ángeles', surnames: 'Tz’unux Xiloj de López', birthDate: '1987-11-02', cui: '1987654320101' },
  {
    givenNames: 'Qa’il Jhonny',
    surnames: 'Huinac Güitz',
    birthDate: '1991',
    birthMunicipality: '0806',
    contactPhone: '55123456',
  },
  {
    givenNames: 'J. Balthazar',
    surnames: 'Ch’okoj Muñoz',
    birthDate: '2001-07~',
    residenceMunicipality: '1301',
    documentNumber: 'A-01234',
  },
  {
    givenNames: 'Pascual Mateo',
    surnames: 'Sebastián Yllescas',
    birthDate: '1970-02-28',
    sex: 'male',
    birthMunicipality: '1326',
  },
]

/** Tells one way of making keys from another: those that are stored are made anew when the library has learnt something. */
export const wayOfKeys: number = keysOfEach(probes)
  .flat()
  .reduce((all, key) => Math.imul(all ^ key, 0x01000193), 0x811c9dc5 | 0)

/** A model with the name that decisions remember it by. */
export type NamedModel = { name: string; model: Model }

/** A return compared with others: each one's score in bits, and what came of one of them. */
export type ComparedWithAll = { scores: number[]; comparison(index: number): Comparison }

/** Compares a return with others, in their order. Only what is shown is put into words. */
export function compareWithAll({ name, model }: NamedModel, facts: Facts, others: readonly Facts[]): ComparedWithAll {
  const compared = compareRecordWithAll(model, recordOf(facts), others.map(recordOf))
  return {
    scores: compared.scores.map(rounded),
    comparison: (index) => comparisonOf(compared.explain(index), name),
  }
}

/** Compares a return with others, in their order, and puts all into words. */
export function compareWith(named: NamedModel, facts: Facts, others: readonly Facts[]): Comparison[] {
  const { comparison } = compareWithAll(named, facts, others)
  return others.map((_, index) => comparison(index))
}

/** The weights that matter come first; what neither tells is left out. */
const comparisonOf = ({ score, start, weights }: Compared, model: string): Comparison => ({
  score: rounded(score),
  probability: 1 / (1 + 2 ** -score),
  start: rounded(start),
  weights: weights
    .filter(({ bits }) => bits !== 0)
    .map((weight) => ({
      comparison: weight.comparison,
      outcome: outcomeOf(weight),
      level: weight.word,
      bits: rounded(weight.bits),
    }))
    .sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits)),
  model,
})

/** In words of a screen: what speaks for one person agrees (or is alike, when it is not the same), what speaks against differs. */
function outcomeOf({ comparison, level, word, bits }: Compared['weights'][number]): Weight['outcome'] {
  if (comparison === 'rarity') return bits > 0 ? 'agrees' : 'differs'
  if (level === 0) return 'unknown'
  if (/^agree|the age fits/.test(word)) return 'agrees'
  return bits > 0 ? 'alike' : 'differs'
}

const rounded = (bits: number): number => Math.round(bits * 1000) / 1000
