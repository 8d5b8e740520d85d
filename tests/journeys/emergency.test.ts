import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { sealNew } from '#server/journal.ts'
import { aFlight, aPerson, received } from '../people.ts'
import { aWorld, password } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

/** A closed record is opened in an emergency: asked for, approved by a second person, read, ended, told and reviewed. */

const world = await aWorld()
const app = `${await aServer(world)}/app`
const browser = await aBrowser()
const chief = await world.someone({ roles: ['shift-chief', 'registrar'], compartments: ['health'] })
const asking = await world.someone({ roles: ['desk'], institution: 'mspas' })
const second = await world.someone({ roles: ['shift-chief'], institution: 'mspas' })
const officer = await world.someone({ roles: ['data-protection-officer'] })
const cui = '2987 65432 0101'
const subjectId = await received(chief, await aFlight(chief), aPerson({ cui, note: 'Alergia a la penicilina' }))
await chief.call(intake.setCompartment, { subjectId, compartment: 'health', reason: 'En tratamiento' })

const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}
const calm = { reducedMotion: 'reduce' } as const
const small = { ...calm, viewport: telephone, colorScheme: 'dark' } as const
const looksWell = async (page: Page) => expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])

async function confirms(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Confirme que es usted' })
  await dialog.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

test('somebody at a desk asks, a second person opens, the first reads the record under a banner and ends it; the officer is told and reviews', async () => {
  const asks = await aPage(browser, calm)
  await signIn(asks, `${app}/personas/${subjectId}`, asking.login)
  expect(await asks.getByText('penicilina').count()).toBe(0)
  await asks.getByRole('link', { name: 'Pedir acceso de emergencia' }).click()
  await asks.getByRole('button', { name: 'Pedir acceso' }).click()
  await asks.locator('input[name=sought]:focus').waitFor()
  await looksWell(asks)
  await asks.getByLabel('CUI o código de la constancia').fill(cui)
  await asks.getByLabel('Motivo').fill('Llegó inconsciente a la emergencia del hospital')
  later(6)
  await asks.getByRole('button', { name: 'Pedir acceso' }).click()
  await confirms(asks)
  await asks.getByText('Esta respuesta es la misma si el registro existe o no').waitFor()
  await looksWell(asks)
  await asks.getByRole('link', { name: 'Ver mis pedidos' }).click()
  await asks.getByText('Espera a la segunda persona').waitFor()
  expect(await asks.getByRole('button', { name: 'Abrir el registro' }).count()).toBe(0)

  const agrees = await aPage(browser, small)
  await signIn(agrees, `${app}/`, second.login)
  const toldAtOnce = agrees.getByRole('region', { name: 'Notificaciones sin leer' })
  await toldAtOnce.getByText('Piden abrir un registro por una emergencia').waitFor()
  await looksWell(agrees)
  await toldAtOnce.getByRole('link', { name: 'Ver de qué se trata' }).click()
  await agrees.getByText(cui).waitFor()
  await looksWell(agrees)
  await agrees.getByRole('button', { name: 'Abrir el registro' }).click()
  await agrees.getByRole('dialog').getByRole('button', { name: 'Abrir el registro' }).click()
  await agrees.getByText('Decisión guardada').waitFor()
  expect(await agrees.getByRole('region', { name: 'Acceso de emergencia abierto' }).count()).toBe(0)
  await toldAtOnce.waitFor({ state: 'detached' })

  await asks.goto(`${app}/`)
  const banner = asks.getByRole('region', { name: 'Acceso de emergencia abierto' })
  await banner.getByText('Quedan 60 minutos').waitFor()
  await looksWell(asks)
  await banner.getByRole('link', { name: 'Ver el registro' }).click()
  await asks.getByText('Alergia a la penicilina').waitFor()
  await looksWell(asks)
  await banner.getByRole('button', { name: 'Terminar ahora' }).click()
  await asks.getByRole('dialog').getByRole('button', { name: 'Terminar ahora' }).click()
  await banner.waitFor({ state: 'detached' })
  await asks.getByRole('heading', { name: 'Accesos de emergencia' }).waitFor()
  expect(await asks.getByText('penicilina').count()).toBe(0)
  await asks.getByText('Terminado', { exact: true }).waitFor()

  const told = await aPage(browser, calm)
  await signIn(told, `${app}/`, officer.login)
  await told.getByRole('region', { name: 'Notificaciones sin leer' }).waitFor()
  await looksWell(told)
  const place = told.getByRole('navigation', { name: 'Pantallas' }).getByRole('link', { name: 'Notificaciones 1 sin leer' })
  await place.click()
  await told.getByRole('main').getByText('Se abrió un registro por una emergencia').waitFor()
  await looksWell(told)
  await told.getByRole('link', { name: 'Ver de qué se trata' }).click()
  await place.waitFor({ state: 'detached' })

  later(80 * 60)
  await sealNew(world.doors)
  const reviews = await aPage(browser, small)
  await signIn(reviews, `${app}/emergencias`, officer.login)
  await reviews.getByText('Revisión atrasada').waitFor()
  await looksWell(reviews)
  await reviews.getByRole('link', { name: 'Revisar' }).click()
  await reviews.getByText('Ver el perfil de una persona retornada.').first().waitFor()
  await looksWell(reviews)
  await reviews.getByRole('radio', { name: 'Justificado', exact: true }).check()
  await reviews.getByLabel('Observaciones').fill('El hospital confirmó el ingreso')
  await reviews.getByRole('button', { name: 'Guardar la revisión' }).click()
  await reviews.getByText('Revisión guardada').waitFor()
  expect(await reviews.getByText('Revisión atrasada').count()).toBe(0)
  await looksWell(reviews)
  expect([asks, agrees, told, reviews].flatMap(({ problems }) => problems)).toEqual([])
})

test('the officer reads who may do what; the chief of the record, who can see it and who from outside has', async () => {
  const reads = await aPage(browser, calm)
  await signIn(reads, `${app}/permisos`, officer.login)
  await reads.getByText('Pedir que se abra un registro por una emergencia', { exact: false }).first().waitFor()
  await looksWell(reads)
  const oversees = await aPage(browser, small)
  await signIn(oversees, `${app}/personas/${subjectId}/quien-puede`, chief.login)
  await oversees.getByText('Registro cerrado de un área a la que pertenece').first().waitFor()
  await looksWell(oversees)
  await oversees.goto(`${app}/personas/${subjectId}/consultas`)
  await oversees.getByText('· MSPAS').first().waitFor()
  await looksWell(oversees)
  expect([reads, oversees].flatMap(({ problems }) => problems)).toEqual([])
})
