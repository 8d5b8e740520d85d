import { checkDigitOf } from '#base/cui.ts'
import type { FormChanges } from '#intake/contract/form.ts'
import type { Chance } from './chance.ts'
import { mayanSurnames, mensNames, origins, spanishSurnames, womensNames } from './names.ts'

/** Somebody who does not exist, as the manifest knows them (`listed`) and as they answer at the desk (`form`). */
export type Invented = {
  form: FormChanges & { givenNames: string; surnames: string; sex: 'female' | 'male'; birthDate: string }
  age: number
  alone: boolean
}

/** Shares follow published ones where there are any (OIM 2016 and 2017, IGM 2025): see domain facts in docs/standards.md. */
const reasons = [
  ['economic', 64],
  ['family_reunification', 12],
  ['violence', 8],
  ['education', 5],
  ['climate_disaster', 5],
  ['food', 4],
  ['health', 2],
] as const
const wishes = [
  ['business', 48],
  ['job', 40],
  ['study', 9],
  ['certification', 6],
] as const

/** One invented person of a given age, about whom the desk learns more or less. */
export function invent(chance: Chance, today: Date, wanted: { age?: number; surnames?: string; alone?: boolean } = {}): Invented {
  const place = chance.weighted(origins)
  const sex = chance.happens(0.79) ? 'male' : 'female'
  const age =
    wanted.age ??
    chance.weighted([
      [chance.between(18, 29), 55],
      [chance.between(30, 44), 33],
      [chance.between(45, 66), 7],
      [chance.between(14, 17), 5],
    ])
  const year = today.getUTCFullYear() - age - 1
  const month = chance.between(1, 12)
  const day = chance.between(1, 28)
  const two = (number: number) => String(number).padStart(2, '0')
  const birthDate = chance.weighted([
    [`${year}-${two(month)}-${two(day)}`, 90],
    [`${year}-${two(month)}`, 3],
    [`${year}~`, 7],
  ])
  const municipality = chance.one(place.municipalities)
  const abroad = chance.happens(0.88) ? 'US' : 'MX'
  const adult = age >= 18
  const form: Invented['form'] = {
    givenNames: givenNames(chance, sex),
    surnames: wanted.surnames ?? surnames(chance, place.language),
    sex,
    birthDate,
    nationality: 'GT',
    condition: adult ? 'adult' : wanted.alone === false ? 'accompanied_child' : 'unaccompanied_child',
    birthMunicipality: municipality,
    residenceMunicipality: municipality,
    destinationMunicipality: chance.happens(0.9) ? municipality : '0101',
    people: place.language === 'spanish' ? 'ladino' : 'maya',
    language: chance.happens(0.75) ? place.language : 'spanish',
    interpreter: place.language !== 'spanish' && chance.happens(0.08),
    returnType: 'deported',
    countryAbroad: abroad,
    monthsAbroad: Math.min(
      age * 12,
      chance.weighted([
        [chance.between(0, 3), 45],
        [chance.between(4, 36), 30],
        [chance.between(37, 200), 25],
      ]),
    ),
    travelledAlone: chance.happens(0.8),
    reasons: [chance.weighted(reasons)],
    plan: chance.weighted([
      ['stay', 40],
      ['migrate_again', 34],
      ['undecided', 26],
    ] as const),
  }
  if (chance.happens(0.6)) form.cui = cui(chance, municipality)
  if (chance.happens(0.7)) form.detentionDays = chance.between(2, 70)
  if (chance.happens(0.75))
    form.education = chance.weighted([
      ['none', 9],
      ['isced_1', 52],
      ['isced_2', 21],
      ['isced_3', 15],
      ['isced_6', 3],
    ] as const)
  if (adult && chance.happens(0.8)) {
    form.occupationBefore = chance.weighted([
      ['isco_6', 44],
      ['isco_7', 20],
      ['isco_9', 18],
      ['isco_5', 12],
      ['home', 6],
    ] as const)
    form.occupationAbroad = chance.weighted([
      ['isco_7', 34],
      ['isco_5', 26],
      ['isco_9', 22],
      ['isco_6', 18],
    ] as const)
    form.wishes = [chance.weighted(wishes)]
    form.english = chance.happens(0.2)
    form.debt = chance.happens(0.4)
    form.usedGuide = chance.happens(0.5)
  }
  if (chance.happens(0.15))
    form.flags = [
      chance.weighted([
        ['distress', 4],
        ['illness_or_medicine', 4],
        ['no_place_to_stay', 2],
        ['threat_at_home', 1],
      ] as const),
    ]
  return { form, age, alone: wanted.alone ?? true }
}

function givenNames(chance: Chance, sex: 'female' | 'male'): string {
  const list = sex === 'female' ? womensNames : mensNames
  const first = chance.one(list)
  const second = chance.one(list)
  return chance.happens(0.7) && second !== first ? `${first} ${second}` : first
}

function surnames(chance: Chance, language: string): string {
  const own = mayanSurnames[language] ?? spanishSurnames
  const one = () => chance.one(chance.happens(0.72) ? own : spanishSurnames)
  return chance.happens(0.93) ? `${one()} ${one()}` : one()
}

/** A number that passes every check and that nobody has: its serial begins with 9 (docs/standards.md). */
function cui(chance: Chance, municipality: string): string {
  for (;;) {
    const serial = `9${String(chance.between(0, 9_999_999)).padStart(7, '0')}`
    const check = checkDigitOf(`${serial}0${municipality}`)
    if (check < 10) return `${serial}${check}${municipality}`
  }
}

/** How one desk writes what another wrote otherwise: accents and apostrophes lost, h mute, letters that sound alike. */
const hearings: [RegExp, string][] = [
  [/'/g, ''],
  [/z(?!')/, 's'],
  [/á/, 'a'],
  [/é/, 'e'],
  [/í/, 'i'],
  [/ó/, 'o'],
  [/qu/, 'k'],
  [/v/, 'b'],
  [/ll/, 'y'],
  [/H(?=[aeiouáéíóú])/, ''],
  [/(?<=\p{L})c(?=[aoulj])/u, 'k'],
  [/(?<=\p{L})x/u, 'sh'],
  [/j$/, 'h'],
]

/** The same person some months later, written as another desk heard it, and seldom with a document. */
export function misheard(chance: Chance, { form, ...rest }: Invented, months: number): Invented {
  const { cui, ...without } = form
  const heard = (name: string) => {
    const possible = hearings.filter(([from]) => from.test(name))
    const [from, to] = possible.length > 0 ? chance.one(possible) : hearings[0]!
    const written = name.replace(from, to)
    return written.charAt(0).toUpperCase() + written.slice(1)
  }
  const [first, second] = form.givenNames.split(' ')
  return {
    ...rest,
    form: {
      ...without,
      ...(chance.happens(0.2) && { cui }),
      givenNames: heard(second && chance.happens(0.25) ? first! : form.givenNames),
      surnames: heard(heard(form.surnames)),
      birthDate: chance.happens(0.12) ? `${form.birthDate.slice(0, 4)}~` : form.birthDate,
      monthsAbroad: Math.min(Number(form.monthsAbroad), months),
    },
  }
}

/** Somebody else with the same name: born in the same year, from another town. */
export function namesake(chance: Chance, today: Date, { form }: Invented): Invented {
  const other = invent(chance, today, {
    age: today.getUTCFullYear() - Number(form.birthDate.slice(0, 4)) - 1,
    surnames: form.surnames,
  })
  const { cui: _, ...rest } = other.form
  return { ...other, form: { ...rest, givenNames: form.givenNames, sex: form.sex } }
}
