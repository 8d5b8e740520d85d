import { expect, test } from 'vitest'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

const world = await aWorld({ demonstration: true })
// An authenticator knows names and no addresses.
const server = (await aServer(world)).replace('127.0.0.1', 'localhost')
const browser = await aBrowser()
const app = `${server}/app`

test('a passkey is added, signs in alone, confirms who one is, and is taken away', async () => {
  const { login } = await world.someone({ roles: ['administrator'] })
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await signIn(page, `${app}/cuenta`, login)
  await page.getByLabel('Nombre de la clave').fill('Mi teléfono')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Quitar' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.setViewportSize(telephone)
  expect(await overflow(page)).toBe(0)

  await page.context().clearCookies()
  await page.goto(`${app}/cuenta`)
  const enter = page.getByRole('button', { name: 'Entrar con una clave de acceso' })
  await enter.waitFor()
  expect(await axeFindings(page)).toEqual([])
  await enter.focus()
  await page.keyboard.press('Enter')
  const remove = page.locator('#main').getByRole('button', { name: 'Quitar' })
  await remove.waitFor()

  world.now = new Date(world.now.getTime() + 6 * 60_000)
  await remove.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Quitar' }).click()
  const confirm = page.getByRole('button', { name: 'Usar la clave de acceso' })
  await confirm.waitFor()
  expect(await axeFindings(page)).toEqual([])
  await confirm.click()
  await remove.waitFor({ state: 'detached' })
  expect(page.problems).toEqual([])
})
