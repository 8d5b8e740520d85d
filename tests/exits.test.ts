/**
 * Where a person's data leave as a file. A paper is for the person, or for the desk that attends them; what goes to somebody outside is a
 * transfer, and there is no other way. A new download that shows persons fails here until it stands in one of the lists, with its reason.
 */
import { expect, test } from 'vitest'
import { nameOf } from '#base/contract.ts'
import { features } from '../src/features.ts'

/** For the person, or for the desk. */
const papers = [
  'GET /returns/:subjectId/slip.pdf', // handed to the person
  'GET /returns/:subjectId/profile.pdf', // the desk's own paper
  'GET /returns/:subjectId/trail.pdf', // for the person who asks who has looked
  'GET /returns/:subjectId/requests/:requestId/export.pdf', // for the person who asks what is held
  'GET /returns/:subjectId/requests/:requestId/export.json', // the same
  'GET /returns/:subjectId/attachments/:attachmentId', // what the person brought, for whoever decides
]
/** For somebody outside. */
const transfers = ['GET /returns/:subjectId/transfers/:transferId/file']

const downloads = features.flatMap(({ contract }) => Object.values(contract)).filter(({ kind }) => kind === 'download')

test('every file that shows a person is a paper for the person or the desk, or a transfer', () => {
  const personal = downloads.filter((call) => call.personal).map(nameOf)
  expect(personal.toSorted()).toEqual([...papers, ...transfers].toSorted())
})

test('what leaves for somebody outside asks again who downloads it', () => {
  expect(downloads.filter((call) => transfers.includes(nameOf(call))).map(({ stepUp }) => stepUp)).toEqual([true])
})

test('a file that counts shows no person: its address names none', () => {
  const counting = downloads.filter((call) => !call.personal).map(nameOf)
  expect(counting.filter((name) => /subjectId|returns\/:|persons?\//.test(name))).toEqual([])
})
