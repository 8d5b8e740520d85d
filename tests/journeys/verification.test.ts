import { expect, test } from 'vitest'
import { askRegistry } from '#exchange/api/answering.ts'
import { renap } from '#exchange/api/renap.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFlight, aPerson, atTheDesk } from '../people.ts'
import { aRegistry, toThisMachine } from '../renap.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

/** The desk asks the civil registry about a CUI and goes on; what it says appears by itself. */

const world = await aWorld()
const app = `${await aServer(world)}/app`
const browser = await aBrowser()
const registrar = await world.someone({ login: 'registro.renap' })
const registry = await aRegistry({
  '9000000150101': { nombres: 'INVENTADA IXCHEL', apellidos: 'XILOJ COY', fechaNacimiento: '1990-05-12', sexo: 'F' },
})
const verifier = renap(toThisMachine, { url: registry.url, key: undefined })
const answered = () => askRegistry(world.doors, { verifier, clock: () => world.now })
const arrivalId = await aFlight(registrar)
const subjectId = await atTheDesk(registrar, arrivalId, aPerson({ cui: '9000000150101', birthYear: 1990, sex: 'female' }))
const atDesk = `${app}/llegadas/${arrivalId}/atencion?persona=${subjectId}`

test('where there is no connection, this is said in words and there is no button', async () => {
  const page = await aPage(browser)
  await signIn(page, atDesk, 'registro.renap')
  const section = page.getByRole('region', { name: 'CUI ante RENAP' })
  await section.getByText('Aquí no hay conexión con RENAP: el CUI no se puede verificar.').waitFor()
  expect(await section.getByRole('button').count()).toBe(0)
  expect([await axeFindings(page), page.problems]).toEqual([[], []])
})

test('the desk asks, goes on, and is told what differs; once corrected it asks again and all agrees', async () => {
  await answered()
  const page = await aPage(browser)
  await signIn(page, atDesk, 'registro.renap')
  const section = page.getByRole('region', { name: 'CUI ante RENAP' })
  await section.getByText('No se puede preguntar a RENAP. Una ley podría permitirlo').waitFor()
  expect([await axeFindings(page), await overflow(page), await section.getByRole('button').count()]).toEqual([[], 0, 0])
  await registrar.call(intake.setConsent, { subjectId, purpose: 'attention', answer: 'given' })
  await section.getByRole('button', { name: 'Verificar…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Verificar el CUI ante RENAP' })
  await dialog.getByText('La persona dijo que sí.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Preguntar a RENAP' }).click()
  await section.getByText('La atención puede seguir').waitFor()
  expect(registry.asked).toEqual([])
  await page.getByLabel('Apellidos').first().waitFor()
  await answered()
  await section.getByText('RENAP tiene otro dato en: apellidos.').waitFor()
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])

  await page.getByLabel('Apellidos').first().fill('Xiloj Coy')
  await page.keyboard.press('Tab')
  await section.getByText('Los datos se corrigieron después de esa respuesta.').waitFor()
  await section.getByRole('button', { name: 'Verificar de nuevo…' }).click()
  await page.getByRole('button', { name: 'Preguntar a RENAP' }).click()
  await section.getByText('La atención puede seguir').waitFor()
  await answered()
  await section.getByText('Coincide con RENAP en nombres, apellidos, fecha de nacimiento y sexo').waitFor()
  expect(await section.getByRole('button').count()).toBe(0)
  expect(page.problems).toEqual([])
})

test('the profile says it too, on a telephone in the dark, in English', async () => {
  const page = await aPage(browser, { viewport: telephone, colorScheme: 'dark', locale: 'en-GB' })
  await signIn(page, `${app}/personas/${subjectId}`, 'registro.renap')
  const section = page.getByRole('region', { name: 'CUI with RENAP' })
  await section.getByText('Agrees with RENAP in given names').waitFor()
  expect([await axeFindings(page), await overflow(page), page.problems]).toEqual([[], 0, []])
})
