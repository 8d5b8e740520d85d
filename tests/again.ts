import { uuidv7 } from 'uuidv7'
import { renewKeys } from '#identity/api/indexing.ts'
import { findQuestions } from '#identity/api/looking.ts'
import { identity, type Verdict } from '#identity/contract.ts'
import type { FormChanges } from '#intake/contract/form.ts'
import { aFlight, received } from './people.ts'
import type { World } from './world.ts'

/** People who return: received on days of the past, found, asked about. */

type Someone = Awaited<ReturnType<World['someone']>>

const syllables = [
  'Xi',
  'loj',
  'Tzu',
  'nux',
  'Caal',
  'Pop',
  'Guar',
  'chaj',
  'Tzep',
  'Cho',
  'tío',
  'Puac',
  'Aja',
  'nel',
  'Sa',
  'nik',
  'Bal',
  'Mu',
]
const name = (number: number): string => {
  const parts = [syllables[number % 18]!, syllables[(number * 7 + 3) % 18]!, syllables[Math.floor(number / 18) % 18]!]
  const [first = '', ...rest] = parts.join('').toLowerCase()
  return first.toUpperCase() + rest.join('')
}

/** Invented people who have nothing in common: the n-th of them. */
export const stranger = (number: number): FormChanges => ({
  givenNames: `${name(number * 3 + 1)} ${name(number * 5 + 2)}`,
  surnames: `${name(number * 11 + 4)} ${name(number * 13 + 5)}`,
  birthDate: `${1950 + ((number * 17) % 50)}-${String(1 + ((number * 5) % 12)).padStart(2, '0')}-${String(1 + ((number * 11) % 28)).padStart(2, '0')}`,
  sex: number % 3 === 0 ? 'female' : 'male',
})

/** The same person as somebody else hears them. */
export const misheard = (form: FormChanges): FormChanges => ({
  ...form,
  givenNames: form.givenNames!.split(' ')[0]!,
  surnames: form.surnames!.split(' ')[0]!,
  birthDate: form.birthDate!.slice(0, 4),
})

export function returning(world: World, desk: Someone) {
  return {
    /** Received on these days, as these answers have it each time; gives the ids. Each comes on a flight of its own. */
    async receivedOn(...times: [day: string, form: FormChanges, centre?: string][]): Promise<string[]> {
      const ids: string[] = []
      for (const [day, form, facilityId = 'crr-fag'] of times) {
        world.now = new Date(world.now.getTime() + 1000)
        const mode = facilityId === 'crr-fag' ? 'air' : 'land'
        const carrier = `V-${uuidv7().slice(-8)}`
        ids.push(await received(desk, await aFlight(desk, { expectedAt: `${day}T14:00:00Z`, facilityId, mode, carrier }), form))
      }
      return ids
    },
    /** What the night does: keys, and then whom to ask about. Gives how many returns were looked at. */
    async night(): Promise<number> {
      world.now = new Date(world.now.getTime() + 1000)
      await renewKeys(world.doors, { whole: true })
      return findQuestions(world.doors, { now: world.now, whole: true })
    },
    say: (subjectId: string, verdict: Verdict, otherId: string, by = desk) =>
      by.call(identity.decide, { subjectId, otherId, decisionId: uuidv7(), verdict }),
  }
}
