import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { renewKeys } from '#identity/api/indexing.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFlight, aPerson, received } from '../people.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, desk, overflow, signIn, telephone } from './browser.ts'

/** Day 1: the preview of a manifest says who looks like an earlier return, before the flight lands. */

const world = await aWorld()
const server = await aServer(world)
const browser = await aBrowser()
const registrar = await world.someone()

const earlier = aPerson({
  givenNames: 'Diego',
  surnames: 'Xiloj Tz’unux',
  sex: 'male',
  birthDate: '1987-05-12',
  cui: '9000000151413',
})
await received(registrar, await aFlight(registrar, { carrier: 'V-2023', expectedAt: '2023-03-15T15:00:00Z' }), earlier)
await renewKeys(world.doors)

/** A flight with a manifest of these rows; gives the address of its preview. */
async function previewOf(rows: string[]): Promise<string> {
  const arrivalId = await aFlight(registrar)
  const manifestId = uuidv7()
  const content = Buffer.from(['Nombres,Apellidos,Sexo,Fecha de nacimiento', ...rows].join('\n')).toString('base64')
  await registrar.call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'vuelo.csv', content })
  return `${server}/app/llegadas/${arrivalId}/manifiesto?archivo=${manifestId}`
}

const strangers = Array.from({ length: 105 }, (_, n) => `Odilia,Zetina Urízar${n},F,${1 + (n % 28)}/05/${1960 + (n % 40)}`)
const known = 'DIEGO,SHILOJ TZUNUX,M,12/05/1987'

test('of 106 people the last is known from 2023: name as it is and as it was, the reasons, and the way to all returns', async () => {
  const page = await aPage(browser)
  await signIn(page, await previewOf([...strangers, known]), registrar.login)
  const section = page.getByRole('region', { name: '¿Ya estuvieron aquí?' })
  await section.getByText('1 de 106 parece un retorno anterior.').waitFor()
  const row = section.getByRole('listitem').filter({ hasText: 'Fila 107' })
  expect(await row.textContent()).toContain('Diego Shiloj Tzunux')
  expect(await row.textContent()).toContain('Diego Xiloj Tz’unux')
  await row.getByText('misma fecha de nacimiento').waitFor()
  await row.getByRole('link', { name: 'Retorno del 15 de marzo de 2023' }).press('Enter')
  await page.getByRole('heading', { name: /^Retornos de Diego/ }).waitFor()
  expect(page.problems).toEqual([])
})

test('a file of strangers is told so in a sentence', async () => {
  const page = await aPage(browser)
  await signIn(page, await previewOf(strangers.slice(0, 3)), registrar.login)
  await page.getByText('Nadie en este archivo parece un retorno anterior.').waitFor()
})

test('when it cannot be looked for, the preview stands as it is, and one can try again', async () => {
  const page = await aPage(browser)
  await page.route('**/api/**/returned-before*', (route) => route.fulfill({ status: 500, json: { code: 'our-mistake' } }))
  await signIn(page, await previewOf([known]), registrar.login)
  await page.getByText('No se pudo buscar a todos en este momento.').waitFor()
  expect(await page.getByRole('button', { name: 'Poner 1 persona en la lista' }).isEnabled()).toBe(true)
  await page.unroute('**/api/**/returned-before*')
  await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
  await page.getByText('1 de 1 parece un retorno anterior.').waitFor()
})

test.for([
  { viewport: desk, colorScheme: 'light' },
  { viewport: desk, colorScheme: 'dark' },
  { viewport: telephone, colorScheme: 'light' },
  { viewport: telephone, colorScheme: 'dark' },
] as const)('reads well at $viewport.width in $colorScheme', async (options) => {
  const page = await aPage(browser, options)
  await signIn(page, await previewOf([...strangers.slice(0, 5), known]), registrar.login)
  await page.getByText('1 de 6 parece un retorno anterior.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
})
