import { expect, test } from 'vitest'
import { tellOthers } from '#exchange/api/telling.ts'
import { sealNew } from '#server/journal.ts'
import { aFlight, aPerson, received } from '../people.ts'
import { aReceiver } from '../receiver.ts'
import { toThisMachine } from '../renap.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

/** An administrator has a system told what happens, sees what it answered, and sends again what it did not take. */

const world = await aWorld({ outgoing: toThisMachine })
const app = `${await aServer(world)}/app`
const browser = await aBrowser()
const desk = await world.someone()
await world.someone({ login: 'cuentas.avisos', roles: ['administrator'] })
const to = await aReceiver()
const told = async (hours = 0) => {
  await sealNew(world.doors)
  await tellOthers(world.doors, { outgoing: toThisMachine, clock: () => new Date(world.now.getTime() + hours * 3_600_000) })
}

test('a system is added, its secret shown once, a test sent, a notice given up and sent again', async () => {
  const page = await aPage(browser)
  await signIn(page, `${app}/avisos`, 'cuentas.avisos')
  await page.getByRole('link', { name: 'Agregar un sistema' }).first().press('Enter')
  await page.getByLabel('Dirección').fill('https://no.example.org/avisos')
  await page.getByLabel('Se recibió a una persona').check()
  await page.getByRole('button', { name: 'Agregar un sistema' }).click()
  await page.getByRole('alert').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('Dirección').fill(to.url)
  await page.getByRole('button', { name: 'Agregar un sistema' }).click()
  expect(await page.getByLabel('Secreto de la firma').inputValue()).toMatch(/^whsec_/)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Ver el sistema' }).click()
  await page.getByRole('button', { name: 'Enviar una prueba' }).click()
  await told()
  const notices = page.getByRole('list', { name: 'Avisos' })
  await notices.getByText('respondió 204').waitFor()

  to.refuse(500)
  await received(desk, await aFlight(desk), aPerson({ birthYear: 1980 }))
  await told()
  await told(73)
  const lost = notices.getByRole('listitem').filter({ hasText: 'No se pudo entregar' })
  await lost.getByText('respondió 500').waitFor()
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
  to.answer()
  await lost.getByRole('button', { name: 'Enviar de nuevo' }).click()
  await told()
  await notices.getByRole('listitem').filter({ hasText: 'Se recibió a una persona' }).getByText('respondió 204').waitFor()
  expect(page.problems).toEqual([])
})

test('on a telephone, in the dark, in English, it reads well; it is paused and taken away', async () => {
  const page = await aPage(browser, { viewport: telephone, colorScheme: 'dark', locale: 'en-GB' })
  await signIn(page, `${app}/avisos`, 'cuentas.avisos')
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
  await page.getByRole('link', { name: to.url }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('What happens meanwhile is told when it is resumed.').waitFor()
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
  await page.getByRole('button', { name: 'Stop telling it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop telling it' }).click()
  await page.getByText('No system is told').waitFor()
  expect(page.problems).toEqual([])
})
