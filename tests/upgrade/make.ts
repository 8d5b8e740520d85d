/**
 * Makes the archive by which the next versions prove that they open this one's data:
 * `node bin/ready.mjs tests/upgrade/make.ts [name]` writes `tests/upgrade/<name>.tar.gz`, named after the version unless said. Done once,
 * when a version is released, and between two versions when the tables have changed much.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { uuidv7 } from 'uuidv7'
import { call } from '#browser/call.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFolder, command, signedIn, start } from '../faults/process.ts'

const version: string = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')).version
const archive = path.join(import.meta.dirname, `${process.argv[2] ?? version}.tar.gz`)
const password = 'tres volcanes y un lago'
const { folder, remove } = await aFolder()
const settings = { DATA_FOLDER: folder }

const words = [
  'user',
  'add',
  'registro',
  '--name',
  'Persona Inventada',
  '--institution',
  'igm',
  '--role',
  'registrar',
  'shift-chief',
  '--json',
]
const added = await command(words, settings)
if (added.code !== 0) throw new Error(added.said)
const ceiba = await start('start', settings)
try {
  const fetch = await signedIn(ceiba.base, 'registro', JSON.parse(added.out).password, password)
  const arrivalId = uuidv7()
  const expectedAt = new Date().toISOString()
  await call(
    intake.createArrival,
    { arrivalId, facilityId: 'crr-fag', mode: 'air', carrier: 'GXA 3100', originCountry: 'US', expectedAt },
    { fetch },
  )
  const manifestId = uuidv7()
  const file = [
    'Apellidos;Nombres;Fecha de nacimiento;Grupo',
    "Xiloj Tz'unux;María;12/05/1987;F1",
    "Xiloj Tz'unux;Mateo;2015;F1",
    'Caal;Domingo;;',
  ].join('\n')
  const content = Buffer.from(file).toString('base64')
  await call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'manifiesto.csv', content }, { fetch })
  await call(intake.applyManifest, { manifestId }, { fetch })
  const { returns } = await call(intake.listReturns, { arrivalId }, { fetch })
  const subjectId = returns[0]!.subjectId
  await call(intake.beginReception, { subjectId }, { fetch })
  await call(intake.setService, { subjectId, service: 'food', state: 'given' }, { fetch })
  await call(intake.setConsent, { subjectId, purpose: 'attention', answer: 'given' }, { fetch })
  await call(intake.receive, { subjectId }, { fetch })
  // She comes again two days later, and somebody says so.
  const nextFlight = { facilityId: 'crr-fag', mode: 'air', carrier: 'GXA 3104', originCountry: 'US' } as const
  const [nextId, againId] = [uuidv7(), uuidv7()]
  const later = new Date(Date.now() + 2 * 86_400_000).toISOString()
  await call(intake.createArrival, { arrivalId: nextId, ...nextFlight, expectedAt: later }, { fetch })
  const form = { givenNames: 'María', surnames: 'Shiloj Tzunux', birthDate: '1987-05-12' }
  await call(intake.recordReturn, { arrivalId: nextId, subjectId: againId, form }, { fetch })
  await call(identity.decide, { subjectId: againId, otherId: subjectId, decisionId: uuidv7(), verdict: 'same' }, { fetch })
} finally {
  ceiba.process.kill('SIGTERM')
  await ceiba.ended
}
const written = await command(['backup', archive], settings)
await remove()
console.log(written.code === 0 ? archive : written.said)
