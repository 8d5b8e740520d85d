import { type ImmediateService, immediateServices } from '#base/codes.ts'
import { directory } from '#directory/contract/calls.ts'
import { FacilityFields } from '#directory/contract/entries.ts'
import { settings } from '#identity/contract/settings.ts'
import { intake } from '#intake/contract/calls.ts'
import { writeCsv } from '#server/spreadsheet/write-csv.ts'
import type { Chance } from './chance.ts'
import { decideAbout } from './decisions.ts'
import type { Invented } from './people.ts'
import { type Planned, planArrivals, waitingFrom } from './plan.ts'
import { playRights } from './rights.ts'
import type { Caller, Stage } from './stage.ts'

/**
 * Twelve arrivals at two centres, 600 returns: three of earlier years and seven of the last weeks, closed and signed, one being
 * received now, one expected tonight; one mass event, counted without names; and what some ask about their data. Gives the number of returns.
 */
export async function playArrivals(stage: Stage, chance: Chance, now: Date, progress: (share: number) => void): Promise<number> {
  const plan = planArrivals(chance, now)
  const massEvent = chance.id()
  stage.at(new Date(plan[0]!.expectedAt.getTime() - 40 * 86_400_000))
  await furnish(stage, 'crr-fag', 120)
  await furnish(stage, 'crr-tecun-uman', 65)
  // Who comes by bus is written down in a hurry: there one is surer before saying that it is probably the same person.
  await stage.as('admin.igm')(settings.setThresholds, { facilityId: 'crr-tecun-uman', version: 0, ask: 1, same: 13 })
  for (const [index, arrival] of plan.entries()) {
    await play(stage, chance, arrival)
    if ((index + 1) % 3 === 0) progress((index + 1) / plan.length)
  }
  await playMassEvent(stage, massEvent, now)
  await playRights(stage, chance, plan, now)
  return plan.reduce((sum, { people }) => sum + people.length, 0)
}

async function play(stage: Stage, chance: Chance, plan: Planned): Promise<void> {
  const registrar = stage.as(chance.happens(0.5) ? 'registro.igm' : 'registro2.igm')
  const { arrivalId, facilityId, carrier, originCountry, originPlace, expectedAt, ends } = plan
  const minutes = (count: number) => new Date(expectedAt.getTime() + count * 60_000)
  stage.at(minutes(-300))
  await registrar(intake.createArrival, {
    arrivalId,
    facilityId,
    carrier,
    originCountry,
    originPlace,
    mode: facilityId === 'crr-fag' ? 'air' : 'land',
    expectedAt: expectedAt.toISOString(),
  })
  stage.at(minutes(-120))
  const manifestId = chance.id()
  const content = Buffer.from(manifestFile(plan)).toString('base64')
  await registrar(intake.uploadManifest, { arrivalId, manifestId, fileName: `manifiesto ${carrier}.csv`, content })
  await registrar(intake.applyManifest, { manifestId })
  if (ends === 'expected') return
  stage.at(minutes(5))
  await registrar(intake.openArrival, { arrivalId })
  const listed = await allListed(registrar, arrivalId)
  const families = new Map<string, { familyUnitId: string; members: string[] }>()
  const stop = ends === 'receiving' ? waitingFrom(plan.people.length) : plan.people.length
  const afterwards: (() => Promise<void>)[] = []
  let clock = 10
  for (const [index, person] of plan.people.entries()) {
    if (index >= stop) break
    clock += chance.share() * 2
    stage.at(minutes(clock))
    if (person.comes !== 'unlisted') person.subjectId = listed.shift()!
    const { subjectId } = person
    if (person.comes === 'absent') {
      if (ends === 'closed') await registrar(intake.markNotArrived, { subjectId })
      continue
    }
    if (person.comes === 'unlisted') await registrar(intake.addReturn, { arrivalId, subjectId, form: person.invented.form })
    const stays = ends === 'receiving' && index > stop - 5
    await receiveOne(registrar, stage, chance, subjectId, person.invented, minutes(clock), stays)
    const later = !stays && (await decideAbout(stage, chance, registrar, person, minutes(clock)))
    if (later) afterwards.push(later)
    if (person.group) {
      const family = families.get(person.group) ?? { familyUnitId: chance.id(), members: [] }
      family.members.push(subjectId)
      families.set(person.group, family)
    }
  }
  for (const { familyUnitId, members } of families.values())
    if (members.length > 1)
      await registrar(intake.joinFamily, {
        subjectId: members[0]!,
        familyUnitId,
        members: members.map((subjectId, index) => ({
          subjectId,
          relationship: index === 0 ? ('head' as const) : ('child' as const),
        })),
      })
  if (ends !== 'closed') return
  stage.at(minutes(clock + 20))
  const chief = stage.as('turno.igm')
  const { counts } = await chief(intake.readArrival, { arrivalId })
  await chief(intake.closeArrival, { arrivalId, counts })
  for (const act of afterwards) await act()
}

/** The work list in the order of the manifest. */
async function allListed(registrar: Caller, arrivalId: string): Promise<string[]> {
  const { returns } = await registrar(intake.listReturns, { arrivalId, limit: 200 })
  return returns.map(({ subjectId }) => subjectId)
}

async function receiveOne(
  registrar: Caller,
  stage: Stage,
  chance: Chance,
  subjectId: string,
  { form, age }: Invented,
  begin: Date,
  stays: boolean,
): Promise<void> {
  const after = (minutes: number) => stage.at(new Date(begin.getTime() + minutes * 60_000))
  const { form: before } = await registrar(intake.beginReception, { subjectId })
  after(chance.between(1, 3))
  await registrar(intake.completeStep, { subjectId, step: 'identity' })
  if (stays) return
  const { givenNames: _, surnames: __, ...answers } = form
  await registrar(intake.saveForm, { subjectId, changes: answers, before })
  after(chance.between(4, 9))
  await registrar(intake.completeStep, { subjectId, step: 'interview' })
  await Promise.all(
    (['attention', 'referral', 'statistics'] as const).map((purpose) =>
      registrar(intake.setConsent, { subjectId, purpose, answer: chance.happens(0.9) ? 'given' : 'refused' }),
    ),
  )
  after(chance.between(10, 13))
  await registrar(intake.completeStep, { subjectId, step: 'screening' })
  const offered: ImmediateService[] = ['food', 'call', 'hygiene', 'transport', ...(age < 18 ? (['psychosocial'] as const) : [])]
  await Promise.all(
    chance.some(offered, 0.7).map((service) => registrar(intake.setService, { subjectId, service, state: 'given' })),
  )
  const extra = chance.one(Object.keys(immediateServices) as ImmediateService[])
  if (chance.happens(0.15)) await registrar(intake.setService, { subjectId, service: extra, state: 'wanted' })
  after(chance.between(14, 22))
  await registrar(intake.completeStep, { subjectId, step: 'services' })
  await registrar(intake.receive, { subjectId })
}

/** A manifest as the other side sends it: names in capitals, dates day first, a number for each. */
function manifestFile({ people }: Planned): Uint8Array {
  const rows = people
    .filter(({ comes }) => comes !== 'unlisted')
    .map(({ invented: { form }, group }, index) => [
      index + 1,
      form.surnames.toUpperCase(),
      form.givenNames.toUpperCase(),
      /^\d{4}-\d{2}-\d{2}$/.test(form.birthDate) ? form.birthDate.split('-').reverse().join('/') : form.birthDate.slice(0, 4),
      form.sex === 'female' ? 'F' : 'M',
      typeof form.cui === 'string' ? form.cui : undefined,
      'Guatemala',
      group,
    ])
  const titles = ['No.', 'Apellidos', 'Nombres', 'Fecha de nacimiento', 'Sexo', 'CUI', 'Nacionalidad', 'Grupo familiar']
  return writeCsv({ name: 'Manifiesto', columns: titles.map((title) => ({ title })), rows })
}

/** Something that happened on the road: people counted by group, no names taken. */
async function playMassEvent(stage: Stage, arrivalId: string, now: Date): Promise<void> {
  const chief = stage.as('turno.igm')
  stage.at(new Date(now.getTime() - 9 * 86_400_000))
  const expectedAt = new Date(now.getTime() - 9 * 86_400_000).toISOString()
  const { version } = await chief(intake.createArrival, {
    arrivalId,
    facilityId: 'pf-el-ceibo',
    kind: 'mass_event',
    mode: 'land',
    carrier: 'Grupo a pie',
    originCountry: 'MX',
    originPlace: 'Tenosique, Tabasco',
    expectedAt,
  })
  await chief(intake.openArrival, { arrivalId })
  const opened = await chief(intake.readArrival, { arrivalId })
  const headcounts = { women: 18, men: 41, girls: 9, boys: 12, unaccompanied: 3 }
  const counted = await chief(intake.setHeadcounts, { arrivalId, version: Math.max(version, opened.version), headcounts })
  await chief(intake.closeArrival, { arrivalId, counts: counted.counts, remarks: 'Conteo por grupos, sin nombres.' })
}

/** Gives a centre its beds, as its administrator would. */
async function furnish(stage: Stage, facilityId: string, beds: number): Promise<void> {
  const editor = stage.as('admin.igm')
  const { version, ...facility } = await editor(directory.readFacility, { facilityId })
  const fields = FacilityFields.strip().parse(facility)
  await editor(directory.changeFacility, { ...fields, facilityId, version, beds })
}
