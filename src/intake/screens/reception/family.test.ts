import { expect, test } from 'vitest'
import { type Chosen, familyObstacle, withRelationship } from './family.ts'

const mother: Chosen = { subjectId: 'a', name: 'Ana', relationship: 'head' }
const son: Chosen = { subjectId: 'b', name: 'Luis', relationship: 'child' }

test('a family unit has two people or more and one head', () => {
  expect(familyObstacle([mother])).toBe('needTwo')
  expect(familyObstacle([son, { ...mother, relationship: 'parent' }])).toBe('needHead')
  expect(familyObstacle([mother, { ...son, relationship: undefined }])).toBe('needRelationship')
  expect(familyObstacle([mother, son])).toBeUndefined()
})

test('who becomes head takes the place of who was', () => {
  expect(withRelationship([mother, son], 'b', 'head')).toEqual([
    { ...mother, relationship: undefined },
    { ...son, relationship: 'head' },
  ])
})
