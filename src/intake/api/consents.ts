import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { ConsentText, consents as contract } from '../contract/consents.ts'
import { isInForce, shippedTexts } from '../rules/consent-texts.ts'
import { answerFor } from '../rules/consents.ts'
import { addText, consentsOf, ownTexts, saveConsent, setReviewed } from '../store/consents.ts'
import type { Held } from '../store/subject.ts'
import { held, readReturn } from './reading.ts'
import { shippedVersion } from './reception.ts'

/** What a person agrees to, and may take back, with the text that they were read. */
export const consents = {
  listConsentTexts: (_, { db }) => listTexts(db),

  async writeConsentText(text, { db, who, now }) {
    const child = text.audience === 'child' ? '-nna' : ''
    const version = `${text.validFrom}${child}/${text.language}`
    if ((await listTexts(db)).texts.some((one) => one.version === version)) throw new Problem(409, 'consent-text-exists')
    await addText(db, { ...who, ...text, version, now })
    return listTexts(db)
  },

  async reviewConsentText({ version }, { db, who, now }) {
    const text = (await ownTexts(db)).find((one) => one.version === version)
    if (!text) throw new Problem(404, 'consent-text-unknown')
    if (text.writer === who.accountId) throw new Problem(403, 'second-person-needed')
    await setReviewed(db, version, who.accountId, now)
    return listTexts(db)
  },

  async readConsents({ subjectId }, { db }) {
    await readReturn(db, subjectId)
    return { subjectId, consents: await consentsOf(db, subjectId) }
  },

  async noteConsent({ subjectId, ...given }, { db, who, now }) {
    const person = await held(db, subjectId)
    const textVersion = await versionRead(db, person, given.textVersion, now)
    await saveConsent(db, person, { ...given, textVersion }, who.accountId, now)
    return { subjectId, consents: await consentsOf(db, subjectId) }
  },

  async withdrawConsent({ subjectId, purpose, recipient, how, note }, { db, who, now }) {
    const person = await held(db, subjectId)
    const standing = answerFor(await consentsOf(db, subjectId), purpose, recipient)
    if (standing?.answer !== 'given') throw new Problem(409, 'consent-not-given')
    const { language, textVersion } = standing
    const withdrawn = { purpose, recipient, answer: 'withdrawn', language, textVersion, how, note }
    await saveConsent(db, person, withdrawn, who.accountId, now)
    return { subjectId, consents: await consentsOf(db, subjectId) }
  },
} satisfies Partial<Handlers<typeof contract>>

async function listTexts(db: Database): Promise<{ texts: ConsentText[] }> {
  const own = await ownTexts(db)
  return { texts: [...shippedTexts.map((text) => ({ ...text, state: 'shipped' as const })), ...own] }
}

/** The version of the text that was read: what the desk says it showed, if such a text may be read today, else the Spanish one. */
export async function versionRead(db: Database, person: Held, shown: string | undefined, now: Date): Promise<string> {
  const today = guatemalaDay(now)
  if (shown === undefined) return shippedVersion(person.form, today)
  const text = (await listTexts(db)).texts.find((one) => one.version === shown)
  if (!text || text.state === 'draft' || !isInForce(text, today)) throw new Problem(422, 'consent-text-unknown')
  return shown
}
