import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { aFlight, aPerson, received } from '../people.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

/** A record is closed at the desk: who closed it sees it no more, who works in the compartment does, and opens it again. */

const world = await aWorld()
const app = `${await aServer(world)}/app`
const browser = await aBrowser()
const chief = await world.someone({ login: 'turno.xela', roles: ['shift-chief'], compartments: ['trafficking'] })
await world.someone({ login: 'registro.xela', roles: ['registrar'] })
await world.someone({ login: 'cuentas.xela', roles: ['administrator'] })
const arrivalId = await aFlight(chief)
const her = aPerson({ givenNames: 'María Candelaria', surnames: 'Xtz’unun Ajq’ojomaninaq', birthYear: 1994 })
const subjectId = await received(chief, arrivalId, her)

test('whoever closes a record is told that they will not see it, and sees it no more; a member opens it', async () => {
  const registrar = await aPage(browser)
  await signIn(registrar, `${app}/personas/${subjectId}`, 'registro.xela')
  await registrar.getByRole('button', { name: 'Cerrar el registro…' }).click()
  const dialog = registrar.getByRole('dialog')
  await dialog.getByLabel('Trata de personas y violencia sexual').check()
  await dialog.getByText('al cerrarlo dejará de verlo').waitFor()
  expect(await axeFindings(registrar)).toEqual([])
  await dialog.getByRole('button', { name: 'Cerrar el registro' }).click()
  await dialog.getByText('Falta').or(dialog.locator('[aria-invalid=true]')).first().waitFor()
  await dialog.getByLabel('Motivo').fill('Dice que la traían engañada')
  await dialog.getByRole('button', { name: 'Cerrar el registro' }).click()
  await registrar.getByText('Registro cerrado: Trata de personas').waitFor()
  await registrar.goto(`${app}/personas/${subjectId}`)
  await registrar.getByRole('alert').first().waitFor()
  expect(await registrar.getByText('Candelaria').count()).toBe(0)

  const member = await aPage(browser, { viewport: telephone, colorScheme: 'dark' })
  await signIn(member, `${app}/personas/${subjectId}`, 'turno.xela')
  await member.getByText('Trata de personas y violencia sexual').first().waitFor()
  expect([await axeFindings(member), await overflow(member)]).toEqual([[], 0])
  await member.getByRole('button', { name: 'Mover o abrir el registro…' }).click()
  await member.getByRole('dialog').getByLabel('Ninguno: abrirlo a la institución').check()
  await member.getByRole('dialog').getByLabel('Motivo').fill('No hubo trata: era otra persona')
  expect([await axeFindings(member), await overflow(member)]).toEqual([[], 0])
  await member.getByRole('button', { name: 'Abrir el registro', exact: true }).click()
  await member.getByText('Registro abierto a la institución').waitFor()

  await registrar.reload()
  await registrar.getByRole('heading', { name: 'María Candelaria' }).waitFor()
  expect([registrar.problems, member.problems]).toEqual([[], []])
})

test('an administrator opens a compartment to somebody, and not to themselves', async () => {
  const page = await aPage(browser)
  await signIn(page, `${app}/cuentas`, 'cuentas.xela')
  await page
    .getByRole('link', { name: /registro\.xela|Persona Inventada/ })
    .first()
    .waitFor()
  const registrar = await world.someone({ login: 'otra.xela', roles: ['registrar'] })
  await page.goto(`${app}/cuentas/${registrar.accountId}`)
  await page.getByLabel('Salud', { exact: true }).check()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Guardado', { exact: false }).first().waitFor()
  await chief.call(intake.setCompartment, { subjectId, compartment: 'health', reason: 'Tratamiento en curso' })
  expect(await registrar.call(intake.readReturn, { subjectId })).toMatchObject({ compartment: 'health' })
  expect(page.problems).toEqual([])
})
