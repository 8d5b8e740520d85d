import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { aFlight, aPerson, atTheDesk, onTheList, received } from '../people.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeInBothColours, desk, overflow, signIn, telephone } from './browser.ts'

/** Every screen of intake, in light and dark, at a desk and on the narrowest telephone: axe finds nothing, and nothing sticks out. */

const world = await aWorld()
const server = await aServer(world)
const browser = await aBrowser()
const chief = await world.someone({ roles: ['shift-chief'] })

const long = aPerson({ givenNames: 'María de los Ángeles Candelaria', surnames: 'Ixcayá Sohom viuda de Tz’unuxtamaltzoj' })
const arrivalId = await aFlight(chief, { carrier: 'ICE-1234', originPlace: 'Alexandria, Luisiana' })
const massId = await aFlight(chief, { kind: 'mass_event', mode: 'land', carrier: 'Caravana 3', originCountry: 'MX' })
const [waiting] = await onTheList(world, arrivalId, [long, aPerson({ givenNames: 'Diego', birthYear: 2017 })])
const atDesk = await atTheDesk(chief, arrivalId, aPerson({ cui: '1234', condition: 'unaccompanied_child', birthYear: 2015 }))
const done = await received(chief, arrivalId, {
  ...long,
  birthDate: '1987~',
  destinationMunicipality: '1413',
  reasons: ['economic'],
})
const manifestId = uuidv7()
const file = "Nombres;Apellidos;Fecha de nacimiento;CUI\nMARÍA;XILOJ TZ'UNUX;31/02/1990;1234\n;;01/02/1991;\n"
await chief.call(intake.uploadManifest, {
  arrivalId,
  manifestId,
  fileName: 'manifiesto.csv',
  content: Buffer.from(file).toString('base64'),
})

const arrival = `/llegadas/${arrivalId}`
const person = (subjectId: string, step = '') => `${arrival}/atencion?persona=${subjectId}${step && `&paso=${step}`}`
const screens = [
  '/llegadas',
  '/llegadas?texto=nada',
  '/llegadas/nueva',
  arrival,
  `${arrival}/corregir`,
  `/llegadas/${massId}`,
  `${arrival}/manifiesto`,
  `${arrival}/manifiesto?archivo=${manifestId}`,
  `${arrival}/atencion`,
  person(waiting!),
  ...['identity', 'interview', 'screening', 'consent', 'services'].map((step) => person(atDesk, step)),
  person(done),
  '/tablero?centro=crr-fag',
  '/buscar',
  `/personas/${done}`,
  `/personas/${done}/consultas`,
  '/informe?desde=2026-11-01&hasta=2026-11-30',
]

test.for([
  ['at a desk', { viewport: desk, reducedMotion: 'reduce' }],
  ['on a telephone, in English', { viewport: telephone, locale: 'en-GB', reducedMotion: 'reduce' }],
] as const)('every screen of intake can be used by everybody, %s', async ([, options]) => {
  const page = await aPage(browser, options)
  await signIn(page, `${server}/app/llegadas`, chief.login)
  const found: string[] = []
  for (const screen of screens) {
    await page.goto(`${server}/app${screen}`)
    await page.locator('main h1').waitFor()
    await page.getByText(/^(Un momento|One moment)/).waitFor({ state: 'detached' })
    const findings = await axeInBothColours(page)
    if ((await overflow(page)) > 0) findings.push('wider than the window')
    found.push(...findings.map((finding) => `${screen}: ${finding}`))
  }
  await page.context().close()
  expect(found).toEqual([])
  expect(page.problems).toEqual([])
})
