import type { FamilyRelationship } from '#base/codes.ts'

/** A person chosen for a family unit, with the relationship to its head; undefined as long as nobody said. */
export type Chosen = { subjectId: string; name: string; relationship: FamilyRelationship | undefined }

/** What keeps a family unit from being saved, as the key of its words; undefined when nothing does. */
export function familyObstacle(chosen: Chosen[]): 'needTwo' | 'needHead' | 'needRelationship' | undefined {
  if (chosen.length < 2) return 'needTwo'
  if (chosen.filter((one) => one.relationship === 'head').length !== 1) return 'needHead'
  return chosen.every((one) => one.relationship) ? undefined : 'needRelationship'
}

/** A new relationship for one of them. There is one head: who was it before no longer is, and has to be asked again. */
export function withRelationship(chosen: Chosen[], subjectId: string, relationship: FamilyRelationship | undefined): Chosen[] {
  return chosen.map((one) => {
    if (one.subjectId === subjectId) return { ...one, relationship }
    return relationship === 'head' && one.relationship === 'head' ? { ...one, relationship: undefined } : one
  })
}
