import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import { isChildAlone } from '#intake/rules/child-alone.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { Basis, bases as contract, Settings, Sharing } from '../contract/bases.ts'
import { basesAsSaid, readings } from '../rules/legal-bases.ts'
import { mayShare } from '../rules/sharing.ts'
import { usualSettings } from '../rules/working-days.ts'
import { saveSettings, saveWord, settingsNow, wordsOnBases } from '../store/bases.ts'
import { answersOf, type Person, personById } from '../store/person.ts'

/** What lets data be shared: consent, or a law that the institution has confirmed. */
export const sharing = {
  listBases: async (_, { db }) => ({ bases: await basesNow(db) }),

  async sayOfBasis({ basisId, word, note }, { db, who, now }) {
    if (!readings.some((one) => one.basisId === basisId)) throw new Problem(404, 'basis-unknown')
    await saveWord(db, { ...who, basisId, word, note, now })
    return { bases: await basesNow(db) }
  },

  readSettings: (_, { db }) => settingsOf(db),

  async changeSettings(wanted, { db, who, now }) {
    if (!(await saveSettings(db, { ...who, ...wanted, now })))
      throw new Problem(409, 'changed-meanwhile', { current: await settingsOf(db) })
    return settingsOf(db)
  },

  async askSharing({ subjectId, purpose, institution }, { db, now }) {
    const person = await known(db, subjectId)
    return { subjectId, ...(await sharingNow(db, person, purpose, institution, now)) }
  },
} satisfies Partial<Handlers<typeof contract>>

/** The record a call speaks of. What the caller does not see does not exist. */
export async function known(db: Database, subjectId: string): Promise<Person> {
  const person = await personById(db, subjectId)
  if (!person) throw new Problem(404, 'return-not-found')
  return person
}

/** The one rule over what stands in the database at this moment. */
export async function sharingNow(
  db: Database,
  person: Person,
  purpose: Parameters<typeof mayShare>[1],
  institution: string,
  now: Date,
): Promise<Sharing> {
  const asked = {
    consents: await answersOf(db, person.subjectId),
    childAlone: isChildAlone(person.form, person.arrivedOn),
    compartment: person.compartment,
  }
  return mayShare(asked, purpose, institution, await basesNow(db), guatemalaDay(now))
}

export async function settingsOf(db: Database): Promise<Settings> {
  return (await settingsNow(db)) ?? usualSettings
}

async function basesNow(db: Database): Promise<Basis[]> {
  return basesAsSaid(await wordsOnBases(db))
}
