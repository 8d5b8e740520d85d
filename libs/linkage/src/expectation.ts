import type { Comparison } from './pattern.ts'

/**
 * What is expected of one person recorded twice and of two relatives before anything is learnt, per level from the worst (level 0,
 * not known, left out). These are the prior means of the Dirichlet distributions in `learn.ts`: judgement, not measurement. That
 * relatives share surnames, place and telephone but not given name, birth and number is what tells siblings from one person.
 */
type Expected = { match: number[]; relative: number[] }

const text = {
  match: [0.1, 0.05, 0.05, 0.1, 0.7],
  relative: [0.25, 0.05, 0.05, 0.1, 0.55],
}

export const expected: Record<Comparison, Expected> = {
  surname_2: {
    match: [0.06, 0.01, 0.01, 0.01, 0.05, 0.02, 0.04, 0.8],
    relative: [0.2, 0.01, 0.01, 0.01, 0.03, 0.02, 0.03, 0.69],
  },
  surname_1: {
    match: [0.02, 0.01, 0.01, 0.01, 0.05, 0.02, 0.04, 0.84],
    relative: [0.04, 0.01, 0.01, 0.01, 0.03, 0.02, 0.03, 0.85],
  },
  given_2: {
    match: [0.06, 0.03, 0.01, 0.02, 0.04, 0.02, 0.03, 0.79],
    relative: [0.83, 0.02, 0.04, 0.01, 0.02, 0.01, 0.01, 0.06],
  },
  given_1: {
    match: [0.02, 0.01, 0.01, 0.03, 0.05, 0.02, 0.03, 0.83],
    relative: [0.75, 0.02, 0.06, 0.01, 0.02, 0.01, 0.01, 0.12],
  },
  given_order: { match: [0.95, 0.05], relative: [0.85, 0.15] },
  surname_order: { match: [0.95, 0.04, 0.01], relative: [0.93, 0.01, 0.06] },
  name_fields: { match: [0.98, 0.02], relative: [0.98, 0.02] },
  married_name: { match: [0.1, 0.05, 0.65, 0.2], relative: [0.5, 0.05, 0.4, 0.05] },
  sex: { match: [0.01, 0.99], relative: [0.45, 0.55] },
  birth: {
    match: [0.01, 0.02, 0.03, 0.06, 0.05, 0.01, 0.03, 0.05, 0.02, 0.04, 0.03, 0.65],
    relative: [0.25, 0.48, 0.14, 0.03, 0.03, 0.005, 0.003, 0.01, 0.001, 0.002, 0.01, 0.039],
  },
  cui: { match: [0.01, 0.03, 0.02, 0.09, 0.85], relative: [0.84, 0.13, 0.02, 0.005, 0.005] },
  phone: { match: [0.3, 0.05, 0.65], relative: [0.4, 0.02, 0.58] },
  place: { match: [0.05, 0.02, 0.13, 0.05, 0.75], relative: [0.03, 0.02, 0.1, 0.05, 0.8] },
  age: { match: [0.4, 0.6], relative: [0.92, 0.08] },
  document: { match: [0.03, 0.01, 0.03, 0.1, 0.83], relative: [0.95, 0.01, 0.01, 0.02, 0.01] },
  birth_place: text,
  street_number: text,
  address: text,
  locality: text,
  suburb: text,
  postcode: text,
  state: text,
  occupation: {
    match: [0.15, 0.05, 0.05, 0.05, 0.7],
    relative: [0.6, 0.05, 0.03, 0.02, 0.3],
  },
}
