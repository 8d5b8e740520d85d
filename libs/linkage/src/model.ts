/** What a comparison can be about; one or more fields stand behind each. */
export const comparisons = [
  'given_1',
  'given_2',
  'surname_1',
  'surname_2',
  'name_order',
  'married_name',
  'sex',
  'birth',
  'cui',
  'document',
  'phone',
  'place',
  'birth_place',
  'street_number',
  'address',
  'locality',
  'suburb',
  'postcode',
  'state',
  'occupation',
] as const

export type Comparison = (typeof comparisons)[number]

/** A learnt model as a JSON document. (Its content follows; callers keep it whole and give it back.) */
export type Model = { version: 1 }
