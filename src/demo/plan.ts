import type { Chance } from './chance.ts'
import { type Invented, invent, misheard, namesake } from './people.ts'

/** Somebody on an arrival. `subjectId` is known once the list is there. */
export type Coming = {
  subjectId: string
  invented: Invented
  group: string | undefined
  comes: 'listed' | 'unlisted' | 'absent'
  /** The same person as received before, or somebody else with that name, whom the desk tells apart or at first does not. */
  before?: { who: Coming; is: 'same' | 'namesake' | 'mistaken' }
}

export type Planned = {
  arrivalId: string
  facilityId: 'crr-fag' | 'crr-tecun-uman'
  carrier: string
  originCountry: string
  originPlace: string
  expectedAt: Date
  people: Coming[]
  ends: 'closed' | 'receiving' | 'expected'
}

const perArrival = [52, 61, 44, 48, 38, 57, 49, 55, 41, 58, 53, 44]
/** The first arrivals lie years back, so many days ago; who came with them may come again. */
const longAgo = [1345, 868, 309]
/** Arrivals with somebody who has the name of somebody else. */
const namesakes: Record<number, 'namesake' | 'mistaken'> = { 5: 'mistaken', 8: 'namesake' }
const cities = {
  US: ['Alexandria, Luisiana', 'Harlingen, Texas', 'El Paso, Texas', 'Phoenix, Arizona'],
  MX: ['Tapachula, Chiapas', 'Villahermosa, Tabasco'],
}
const hour = 3_600_000

/** The first on the list of the arrival that is being received whom nobody has called yet. */
export const waitingFrom = (people: number): number => Math.floor(people * 0.45)

export function planArrivals(chance: Chance, now: Date): Planned[] {
  /** Who was received years ago, as they were last written. */
  const known: { who: Coming; at: Date }[] = []
  return perArrival.map((size, index) => {
    const last = perArrival.length - 1
    const air = index % 3 !== 1
    const ends = index === last ? 'expected' : index === last - 1 ? 'receiving' : 'closed'
    const recently = ends === 'expected' ? -1.5 : ends === 'receiving' ? 1 : (last - index) * 58 + chance.between(0, 9)
    const hoursAgo = longAgo[index] === undefined ? recently : longAgo[index] * 24 + chance.between(0, 9)
    const expectedAt = new Date(now.getTime() - hoursAgo * hour)
    const again = (): Pick<Coming, 'invented' | 'before'> => {
      const [{ who, at }] = known.splice(chance.between(0, known.length - 1), 1) as [(typeof known)[0]]
      const months = Math.floor((expectedAt.getTime() - at.getTime()) / (730 * hour))
      return { invented: misheard(chance, who.invented, months), before: { who, is: 'same' } }
    }
    const back = () => known.length > 40 && chance.happens(longAgo[index] === undefined ? 0.08 : 0.16) && again()
    const people: Coming[] = companyOf(chance, size, expectedAt, back).map((person) => ({
      subjectId: chance.id(),
      ...person,
      comes: ends === 'closed' ? howComes(chance) : 'listed',
    }))
    const alone = (from: number) => people.findIndex(({ group, before }, at) => at >= from && !group && !before)
    for (const from of metAtTheDesk(ends, size)) Object.assign(people[alone(from)]!, again())
    const is = namesakes[index]
    if (is) {
      const { who } = chance.one(known)
      const invented = namesake(chance, now, who.invented)
      Object.assign(people[alone(6)]!, { invented, comes: 'listed', before: { who, is } })
    }
    if (longAgo[index] !== undefined)
      known.push(
        ...people
          .filter(({ invented, comes }) => invented.age >= 18 && comes !== 'absent')
          .map((who) => ({ who, at: expectedAt })),
      )
    return {
      arrivalId: chance.id(),
      facilityId: air ? ('crr-fag' as const) : ('crr-tecun-uman' as const),
      carrier: air ? `GXA ${chance.between(3100, 3999)}` : `MX-${chance.between(111, 998)}`,
      originCountry: air ? 'US' : 'MX',
      originPlace: chance.one(air ? cities.US : cities.MX),
      expectedAt,
      people,
      ends,
    }
  })
}

const howComes = (chance: Chance) =>
  chance.weighted([
    ['listed', 94],
    ['unlisted', 3],
    ['absent', 3],
  ] as const)

/** Where on an open list somebody stands who was here before, so that whoever tries the demonstration meets them. */
function metAtTheDesk(ends: Planned['ends'], size: number): number[] {
  if (ends === 'receiving') return [waitingFrom(size) - 2, waitingFrom(size), waitingFrom(size) + 3]
  return ends === 'expected' ? [2, 9, 20] : []
}

type Companion = Pick<Coming, 'invented' | 'group' | 'before'>

/** The people of one arrival: most alone, some families, some who were here before, if `again` says so. */
function companyOf(chance: Chance, size: number, today: Date, again: () => false | Omit<Companion, 'group'>): Companion[] {
  const company: Companion[] = []
  let families = 0
  while (company.length < size) {
    const back = again()
    if (back) company.push({ ...back, group: undefined })
    else if (company.length + 3 <= size && chance.happens(0.05)) {
      families += 1
      const parent = invent(chance, today, { age: chance.between(22, 40), alone: false })
      parent.form.condition = 'adult_in_family_unit'
      const children = Array.from({ length: chance.between(1, 2) }, () =>
        invent(chance, today, { age: chance.between(1, 15), surnames: parent.form.surnames, alone: false }),
      )
      for (const invented of [parent, ...children]) company.push({ invented, group: `F${families}` })
    } else company.push({ invented: invent(chance, today), group: undefined })
  }
  return company
}
