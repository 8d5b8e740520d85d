import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { directory } from '#directory/contract/calls.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

const world = await aWorld()
const server = await aServer(world)
const browser = await aBrowser()
const editor = await world.someone({ roles: ['directory-editor'], institution: 'conamigua' })
const registrar = await world.someone({ roles: ['registrar'] })
const at = (path: string) => `${server}/app/directorio${path}`
const heading = (page: Page) => page.locator('main h1')

/** Types into a field that offers what matches, and takes the first once it is the one wanted. */
async function pick(page: Page, label: string, typed: string, wanted: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).focus()
  await page.keyboard.type(typed)
  await page.locator('[role=option][data-combobox-selected]', { hasText: wanted }).waitFor()
  await page.keyboard.press('Enter')
}

test('a registrar finds Sanarate by keyboard, and cannot take it for Sansare', async () => {
  const page = await aPage(browser)
  await signIn(page, at(''), registrar.login)
  await page.getByRole('link', { name: 'Territorio' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('sanarate')
  const link = page.getByRole('link', { name: 'Sanarate' })
  await link.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Sanarate es 0207').waitFor()
  expect(await heading(page).textContent()).toBe('Sanarate')
  expect(await page.locator('main').textContent()).toContain('OCHA lo numera GT0206, y su GT0207 es otro municipio: Sansare')
  expect(await page.getByRole('link', { name: /Corregir/ }).count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  expect(page.problems).toEqual([])
})

test('filters live in the address, so that a link opens the same list again', async () => {
  const page = await aPage(browser)
  await signIn(page, at('/lugares?kind=shelter_civil_society'), registrar.login)
  await page.getByText('5 resultados').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('esquipulas')
  await page.getByText('1 resultado').waitFor()
  expect(new URL(page.url()).searchParams.get('text')).toBe('esquipulas')
  await page.reload()
  await page.getByText('1 resultado').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Esquipulas, Chiquimula (2007)' }).waitFor()
  expect(await heading(page).textContent()).toBe('Casa del Migrante San José, Esquipulas')
  expect(page.problems).toEqual([])
})

test('an editor adds a facility with the keyboard alone', async () => {
  const page = await aPage(browser)
  await signIn(page, at('/lugares/nuevo'), editor.login)
  await page.locator('input[name=name]').focus()
  await page.keyboard.type('Centro de prueba de Colomba')
  await pick(page, 'Tipo', 'centro de aten', 'Centro de atención y registro')
  await pick(page, 'A cargo de', 'conamigua', 'CONAMIGUA')
  await pick(page, 'Municipio', 'colomba', '0917')
  await page.getByLabel('Teléfono').focus()
  await page.keyboard.type('5555 1234')
  await page.getByText('Parece un celular').waitFor()
  await page.getByLabel('Camas').focus()
  await page.keyboard.type('24')
  await page.keyboard.press('Enter')
  await page.getByText('Quetzaltenango (0917)').waitFor()
  expect(await heading(page).textContent()).toBe('Centro de prueba de Colomba')
  const added = await registrar.call(directory.readFacility, { facilityId: 'centro-de-prueba-de-colomba' })
  expect(added).toMatchObject({
    kind: 'registration_centre',
    municipalityCode: '0917',
    departmentCode: '09',
    beds: 24,
    operatorId: 'conamigua',
  })
  expect(page.problems).toEqual([])
})

test('a specialised shelter loses its place while the form is filled', async () => {
  const page = await aPage(browser)
  await signIn(page, at('/lugares/nuevo'), editor.login)
  await page.locator('input[name=name]').fill('Otro albergue de prueba')
  await pick(page, 'Municipio', 'escuintla', 'Escuintla')
  await pick(page, 'Tipo', 'albergue especializado', 'Albergue especializado')
  await page.getByText('Su ubicación no se escribe').waitFor()
  expect(await page.getByRole('combobox', { name: 'Municipio' }).count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('link', { name: 'Corregir' }).waitFor()
  const added = await registrar.call(directory.readFacility, { facilityId: 'otro-albergue-de-prueba' })
  expect(added.municipalityCode).toBeUndefined()
})

test('two editors of one institution: what they wrote apart is joined, what both wrote is a question', async () => {
  const page = await aPage(browser)
  const other = await world.someone({ roles: ['directory-editor'], login: 'otra-editora' })
  const read = async () => (await registrar.call(directory.readInstitution, { institutionId: 'sosep' })).institution
  const otherWrites = async (change: object) =>
    other.call(directory.changeInstitution, { ...(await read()), ...change, institutionId: 'sosep' })
  await signIn(page, at('/instituciones/sosep/corregir'), editor.login)

  await page.getByLabel('Qué hace').fill('Atiende a familias')
  await otherWrites({ legalBasis: 'Acuerdo de prueba' })
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('link', { name: 'Corregir' }).click()
  expect(await read()).toMatchObject({ role: 'Atiende a familias', legalBasis: 'Acuerdo de prueba', version: 3 })

  await page.getByLabel('Qué hace').fill('Atiende a unidades familiares')
  await otherWrites({ role: 'Atiende a la niñez', note: 'Nota de la otra' })
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('otra-editora lo guardó antes').waitFor()
  const question = await page.getByRole('alert').textContent()
  expect(question).toContain('Atiende a unidades familiares')
  expect(question).toContain('Atiende a la niñez')
  expect(question).not.toContain('Nota de la otra')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Guardar lo mío' }).click()
  await page.getByRole('link', { name: 'Corregir' }).waitFor()
  const after = await read()
  expect(after).toMatchObject({ role: 'Atiende a unidades familiares', note: 'Nota de la otra', version: 5 })
  expect(after.changedBy?.login).toBe(editor.login)
  expect(page.problems).toEqual([])
})

test('what closes is archived with its reason, and out of the list', async () => {
  const page = await aPage(browser)
  await signIn(page, at('/lugares/casa-migrante-peten'), editor.login)
  await page.getByRole('button', { name: 'Archivar' }).click()
  await page.getByLabel('Motivo').fill('Cerró en octubre')
  await page.getByRole('dialog').getByRole('button', { name: 'Archivar' }).click()
  await page.getByText('En archivo desde').waitFor()
  expect(await page.locator('main').textContent()).toContain('Cerró en octubre')
  await page.goto(at('/lugares?text=betania'))
  await page.getByText('Ningún lugar coincide').waitFor()
  await page.goto(at('/lugares?text=betania&state=archived'))
  await page.getByText('1 resultado').waitFor()
  expect(page.problems).toEqual([])
})

const screens = [
  '',
  '?text=san',
  '/lugares',
  '/lugares/crr-fag',
  '/lugares/albergue-svet',
  '/lugares/nuevo',
  '/lugares/crr-tecun-uman/edit',
  '/institutions?kind=ministry',
  '/institutions/igm',
  '/institutions/igm/edit',
  '/territory',
  '/territory/02',
  '/territory/0206',
  '/territory/0206/edit',
  '/languages',
  '/languages/kiche',
]

test.each([
  ['a telephone of 360 pixels', { viewport: telephone }],
  ['the dark of the night shift', { colorScheme: 'dark' as const }],
])('every screen is whole and readable on %s', async (_, surroundings) => {
  const page = await aPage(browser, surroundings)
  await signIn(page, at(''), editor.login)
  for (const screen of screens) {
    await page.goto(at(screen))
    await heading(page).waitFor()
    await page.waitForLoadState('networkidle')
    expect({ screen, findings: await axeFindings(page), overflow: await overflow(page) }).toEqual({
      screen,
      findings: [],
      overflow: 0,
    })
  }
  expect(page.problems).toEqual([])
})
