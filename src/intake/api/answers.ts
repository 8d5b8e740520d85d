import { Problem } from '#base/problem.ts'
import { beyondCompartments } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { intake as contract } from '../contract/calls.ts'
import { mergeForm } from '../rules/form.ts'
import * as store from '../store/answers.ts'
import { putInto } from '../store/compartment.ts'
import { saveConsent } from '../store/consents.ts'
import { type Held, holdSubjects, saveForm, saveNameKeys } from '../store/subject.ts'
import { versionRead } from './consents.ts'
import { held, readReturn } from './reading.ts'
import { refuseAbsent } from './reception.ts'

/** What a person answers. It may be corrected after the arrival is closed: who came is settled then, not what was said. */
export const answers = {
  async saveForm({ subjectId, changes, before }, { db, now }) {
    const person = await held(db, subjectId)
    const { form, conflicts } = mergeForm(person.form, changes, before)
    if (Object.keys(conflicts).length > 0) throw new Problem(409, 'stale', { fields: conflicts })
    await saveForm(db, person, form, now)
    const renamed = (['givenNames', 'surnames', 'cui'] as const).some((field) => form[field] !== person.form[field])
    if (renamed) await saveNameKeys(db, person, form)
    return readReturn(db, subjectId)
  },

  async setService({ subjectId, service, state, providerId }, { db, who, now }) {
    const person = await held(db, subjectId)
    refuseAbsent(person)
    if (state === 'none') await store.removeService(db, subjectId, service)
    else await store.saveService(db, person, { service, state, providerId }, who.accountId, now)
    await store.touch(db, subjectId, now)
    return readReturn(db, subjectId)
  },

  async setConsent({ subjectId, purpose, answer, language, textVersion }, { db, who, now }) {
    const person = await held(db, subjectId)
    refuseAbsent(person)
    const version = await versionRead(db, person, textVersion, now)
    await saveConsent(db, person, { purpose, answer, language, textVersion: version, how: 'desk' }, who.accountId, now)
    await store.touch(db, subjectId, now)
    return readReturn(db, subjectId)
  },

  /** Anybody may close what they see; only who still sees it can open it again. */
  async setCompartment({ subjectId, compartment }, { db, now }) {
    await held(db, subjectId)
    const wanted = compartment === 'none' ? undefined : compartment
    await beyondCompartments(db, () => putInto(db, wanted, [subjectId], now))
    return { subjectId, compartment: wanted }
  },

  async joinFamily({ subjectId, familyUnitId, members }, { db, now }) {
    const ids = [...new Set([subjectId, ...members.map((member) => member.subjectId)])]
    if (ids.length !== members.length) throw new Problem(422, 'family-members-unclear')
    if (members.filter((member) => member.relationship === 'head').length > 1) throw new Problem(422, 'family-two-heads')
    const people = await holdSubjects(db, ids)
    if (people.length !== ids.length) throw new Problem(404, 'return-not-found')
    const already = await store.arrivalsOfFamily(db, familyUnitId)
    if (new Set([...already, ...people.map((person) => person.arrivalId)]).size > 1)
      throw new Problem(409, 'family-other-arrival')
    await store.joinFamily(db, familyUnitId, members, now)
    await beyondCompartments(db, () => store.dissolveSingles(db, unitsOf(people), now))
    return readReturn(db, subjectId)
  },

  async leaveFamily({ subjectId }, { db, now }) {
    const person = await held(db, subjectId)
    await store.leaveFamily(db, subjectId, now)
    await beyondCompartments(db, () => store.dissolveSingles(db, unitsOf([person]), now))
    return readReturn(db, subjectId)
  },
} satisfies Partial<Handlers<typeof contract>>

function unitsOf(people: Held[]): string[] {
  return people.flatMap((person) => person.familyUnitId ?? [])
}
