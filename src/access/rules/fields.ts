import { codeList } from '#base/codes.ts'
import type { Role } from '#base/contract.ts'

/** What kind of thing a member of an answer tells of a person. */
export const fieldClasses = codeList({
  identity: { es: 'Identidad', en: 'Identity' },
  profile: { es: 'Perfil y trayecto', en: 'Profile and journey' },
  contact: { es: 'Contacto', en: 'Contact' },
  health: { es: 'Salud y funcionamiento', en: 'Health and functioning' },
  protection: { es: 'Señales de protección', en: 'Protection signs' },
  narrative: { es: 'Relato y notas', en: 'Narrative and notes' },
})
export type FieldClass = keyof typeof fieldClasses
export const allClasses = Object.keys(fieldClasses) as FieldClass[]

/**
 * The class of each member, by its name: a thing is called the same everywhere, so that its name is enough. `plain` tells nothing of a
 * person by itself: ids, states, times. A name that stands nowhere is shown to nobody who is not shown everything.
 */
const namesOf: Record<FieldClass | 'plain', string> = {
  identity: `givenNames surnames sex birthDate isMinor cui documentType documentNumber nationality listNumber slipCode maritalStatus
    birthMunicipality sought members facts person cells samples`,
  profile: `residenceMunicipality destinationMunicipality people language interpreter education occupationBefore occupationAbroad english
    wantsCertification returnType previousReturns countryAbroad placeAbroad monthsAbroad travelledAlone usedGuide detentionDays
    belongingsKept reasons plan wishes relationship`,
  contact: 'contactPhone destinationCommunity',
  health: 'functioning services service providerId',
  protection: 'flags condition compartment debt findings severity found fix',
  narrative: 'note reason remarks',
  plain: `subjectId arrivalId institutionId facilityId personId oneId otherId familyUnitId decisionId accountId arrival state mode carrier
    originCountry originPlace expectedAt arrivedOn receivedAt changedAt listed line form steps presented identity interview screening done
    consents recipient purpose answer textVersion at family returns decisions intervals verdict by score rule undone before after relation call
    withheld classes because grantId mine ownerId hours askedAt decidedBy until due overdue reviewedBy entries
    emergencies code may roles personal kind asked persons`,
}
const classByName = new Map(
  Object.entries(namesOf).flatMap(([of, names]) => names.split(/\s+/).map((name) => [name, of as FieldClass | 'plain'] as const)),
)

/** The class of a member; none when nobody has said. */
export const classOf = (name: string): FieldClass | 'plain' | undefined => classByName.get(name)

/** What each kind of work needs to see of the persons whom it is shown. */
export const classesSeenBy: Record<Role, readonly FieldClass[]> = {
  registrar: allClasses,
  'shift-chief': allClasses,
  desk: allClasses,
  analyst: ['identity', 'profile'],
  'directory-editor': [],
  'data-protection-officer': allClasses,
  administrator: [],
}

/** The classes that somebody with these roles is shown, in the order of `fieldClasses`. */
export function classesSeen(roles: readonly Role[]): FieldClass[] {
  return allClasses.filter((of) => roles.some((role) => classesSeenBy[role].includes(of)))
}

/** Says of a member's name whether it is withheld. `rows`: of what the database gives; `answers`: of what leaves the server. */
export type Veil = { rows: (name: string) => boolean; answers: (name: string) => boolean }

/**
 * What is withheld from somebody with these roles; nothing for who is shown every class. Rows keep what has no class, because the
 * program reckons with it; answers do not.
 */
export function veilFor(roles: readonly Role[]): Veil | undefined {
  const seen = classesSeen(roles)
  if (seen.length === allClasses.length) return undefined
  const open = (of: FieldClass | 'plain' | undefined) => of === 'plain' || seen.includes(of as FieldClass)
  return {
    rows: (name) => classByName.has(name) && !open(classByName.get(name)),
    answers: (name) => !open(classByName.get(name)),
  }
}
