import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { requests } from '#rights/contract/requests.ts'
import { aFlight, aPerson, received } from '../people.ts'
import { aWorld, password } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

/** An officer says how long things are kept, holds a record, lifts the hold, and has a person erased that a chief confirms. */

const world = await aWorld({ demonstration: true })
const app = `${await aServer(world)}/app`
const browser = await aBrowser()
const officer = await world.someone({ roles: ['data-protection-officer'] })
const chief = await world.someone({ roles: ['shift-chief', 'registrar'], compartments: ['trafficking'] })
await received(chief, await aFlight(chief), aPerson({ givenNames: 'Yolotzin', birthYear: 1980 }))
const closed = await received(chief, await aFlight(chief), aPerson({ birthYear: 1985 }))
await chief.call(intake.setCompartment, { subjectId: closed, compartment: 'trafficking', reason: 'Teme a quien le espera' })

test('a clock is looked at, tried with other days, and confirmed; what is closed is counted too', async () => {
  world.now = new Date('2027-02-01T15:00:00Z')
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(page, `${app}/plazos`, (await world.someone({ roles: ['data-protection-officer'] })).login)
  const closedRow = page.getByRole('row').filter({ hasText: 'Registros cerrados' })
  await closedRow.getByText('Propuesto').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await closedRow.getByRole('link').press('Enter')
  await page.getByText('hoy no se olvidaría nada').waitFor()
  await page.getByLabel('Días desde la llegada').fill('30')
  await page.getByText('se olvidaría 1 registro').waitFor()
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
  await page.getByLabel('Días desde la llegada').fill('730')
  world.now = new Date('2027-02-01T15:06:00Z')
  await page.getByRole('button', { name: 'Confirmar el plazo' }).click()
  const stepUp = page.getByRole('dialog', { name: 'Confirme que es usted' })
  await stepUp.locator('input[name=password]:focus').waitFor()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await stepUp.waitFor({ state: 'detached' })
  await page.getByText('Plazo confirmado: 2 años').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Plazos de conservación' }).click()
  await closedRow.getByText('Confirmado').waitFor()
  await closedRow.getByText('2 años').waitFor()
  await page.setViewportSize(telephone)
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
  expect(page.problems).toEqual([])
})

test('a record is found, held and let go; an erasure is asked by one and confirmed by another, and the name is gone', async () => {
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(page, `${app}/buscar`, officer.login)
  await page.getByRole('searchbox').fill('Yolotzin')
  await page.getByRole('link', { name: /Yolotzin/ }).click()
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Poner en resguardo' }).click()
  await dialog.getByLabel(/Motivo/).fill('La pide un juzgado, oficio 12')
  await dialog.getByLabel('Hasta qué día', { exact: true }).fill('01/12/2030')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Poner en resguardo' }).click()
  await page.getByText('hasta el 1 de diciembre de 2030').waitFor()
  await page.getByRole('button', { name: 'Pedir que se borre' }).click()
  await dialog.getByRole('radio', { name: 'La persona lo pidió' }).check()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Pedir que se borre' }).click()
  await page.getByText('Usted lo pidió').waitFor()
  expect(await page.getByRole('button', { name: 'Borrar para siempre' }).count()).toBe(0)

  const other = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(other, `${app}/borrados`, chief.login)
  expect(await axeFindings(other)).toEqual([])
  await other.getByRole('table').getByRole('link').click()
  const erase = async () => {
    await other.getByRole('button', { name: 'Borrar para siempre' }).click()
    await other.getByRole('dialog').getByRole('button', { name: 'Borrar para siempre' }).click()
  }
  await erase()
  await other.getByRole('alert').getByText('está en resguardo').waitFor()
  await other.getByRole('button', { name: 'Cancelar' }).click()

  await page.getByRole('button', { name: 'Levantar el resguardo' }).click()
  await dialog.getByLabel('Motivo').fill('El juzgado ya no la pide')
  await dialog.getByRole('button', { name: 'Levantar el resguardo' }).click()
  await page.getByText('Resguardo levantado').waitFor()
  await page.setViewportSize(telephone)
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])

  await erase()
  await other.getByText('se borró para siempre').waitFor()
  await other.getByText('Yolotzin').first().waitFor({ state: 'detached' })
  expect(await axeFindings(other)).toEqual([])
  expect([...page.problems, ...other.problems]).toEqual([])
})

test('who asks to be erased has a case that says how it stands, and is answered once they are', async () => {
  // Weeks have passed: who was signed in before is no longer.
  const [officer, chief] = [
    await world.someone({ roles: ['data-protection-officer'] }),
    await world.someone({ roles: ['shift-chief', 'registrar'] }),
  ]
  const subjectId = await received(chief, await aFlight(chief), aPerson({ givenNames: 'Xoquij', birthYear: 1979 }))
  const requestId = uuidv7()
  const asks = { kind: 'erasure', asks: 'Ya no quiere estar en el registro', asker: { kind: 'person' } } as const
  await officer.call(requests.openRequest, { subjectId, requestId, ...asks })
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(page, `${app}/personas/${subjectId}/solicitudes/${requestId}`, officer.login)
  await page.getByText('Antes de entregar algo, compruebe quién pide').waitFor()
  await officer.call(requests.checkIdentity, { subjectId, requestId, version: 1, document: 'dpi' })
  await page.reload()
  await page.getByRole('button', { name: 'Conceder: pedir que se borre' }).click()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Conceder: pedir que se borre' }).click()
  await page.getByText('Falta que otra persona lo confirme').first().waitFor()
  const answer = async () => {
    await page.getByRole('radio', { name: 'Responder' }).check()
    await page.getByLabel('Lo que se le responde').fill('Se borró lo que la identificaba')
    await page.getByRole('button', { name: 'Terminar la solicitud' }).click()
  }
  await answer()
  await page.getByRole('alert').getByText('Todavía no se ha borrado').waitFor()
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])

  const other = await aPage(browser, { reducedMotion: 'reduce', viewport: telephone })
  await signIn(other, `${app}/personas/${subjectId}`, chief.login)
  await other.getByRole('link', { name: 'Ver la solicitud de la persona' }).waitFor()
  await other.getByRole('button', { name: 'Borrar para siempre' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Borrar para siempre' }).click()
  await other.getByText('se borró para siempre').waitFor()

  await page.reload()
  await page.getByText('Ya puede responder').waitFor()
  await answer()
  await page.getByText('Respondida').waitFor()
  await page.setViewportSize(telephone)
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
  expect([...page.problems, ...other.problems]).toEqual([])
})
