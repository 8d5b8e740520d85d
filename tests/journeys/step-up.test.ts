import { expect, test } from 'vitest'
import { aWorld, password } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

const world = await aWorld({ demonstration: true })
const server = await aServer(world)
const browser = await aBrowser()
const app = `${server}/app`
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}

test('what gives rights asks who one is, on top of what was typed, and then goes on by itself', async () => {
  const { login } = await world.someone({ roles: ['administrator'], institution: 'sbs' })
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(page, `${app}/cuentas/nueva`, login)
  await page.getByLabel('Nombre').fill('Tomasa Ixcoy Demo')
  await page.getByLabel('Usuario').fill('tomasa.sbs')
  await page.getByRole('checkbox', { name: 'Mesa de atención' }).check()
  later(6)
  await page.getByLabel('Usuario').press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Confirme que es usted' })
  await dialog.locator('input[name=password]:focus').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.setViewportSize(telephone)
  expect(await overflow(page)).toBe(0)
  await page.keyboard.type('no es esta')
  await page.keyboard.press('Enter')
  await dialog.getByRole('alert').waitFor()
  await dialog.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Cuenta agregada: Tomasa Ixcoy Demo' }).waitFor()
  expect(page.problems).toEqual([])
})

test('who closes the question has done nothing, and keeps what was typed', async () => {
  const { login } = await world.someone({ roles: ['administrator'], institution: 'pgn' })
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(page, `${app}/cuentas/nueva`, login)
  await page.getByLabel('Nombre').fill('Elías Tzoc Demo')
  await page.getByLabel('Usuario').fill('elias.pgn')
  await page.getByRole('checkbox', { name: 'Mesa de atención' }).check()
  later(6)
  await page.getByLabel('Usuario').press('Enter')
  await page.getByRole('dialog', { name: 'Confirme que es usted' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('No se hizo').waitFor()
  expect(await page.getByLabel('Nombre').inputValue()).toBe('Elías Tzoc Demo')
})

test('a file asks too, and comes afterwards', async () => {
  const { login } = await world.someone({ roles: ['shift-chief'] })
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(page, `${app}/informe`, login)
  later(6)
  const button = page.getByRole('button', { name: /Excel/ })
  await button.click()
  const dialog = page.getByRole('dialog', { name: 'Confirme que es usted' })
  await dialog.locator('input[name=password]').fill(password)
  const coming = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await coming).suggestedFilename()).toMatch(/\.xlsx$/)
  expect(page.problems).toEqual([])
})
