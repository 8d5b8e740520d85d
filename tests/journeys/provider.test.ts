import { expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import { newTotpSecret, totpCode } from '#server/secrets.ts'
import { aProvider } from '../provider.ts'
import { toThisMachine } from '../renap.ts'
import { aWorld, password } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

const provider = await aProvider()
const settings = { session: { idleMinutes: 30, hours: 12 }, secondFactorFor: [], provider: provider.settings }
const world = await aWorld({ outgoing: toThisMachine, settings })
const server = await aServer(world)
provider.settings.back = `${server}/api/session/oidc/callback`
const browser = await aBrowser()
const app = `${server}/app`

test('the account of one’s institution is linked by an administrator, opens the session with the code that is one’s own, and is left too', async () => {
  const person = await world.someone()
  const administrator = await world.someone({ roles: ['administrator'] })
  provider.comes('ana')
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  await page.goto(`${app}/`)
  const leave = page.getByRole('button', { name: 'Entrar con la cuenta de su institución' })
  await leave.waitFor()
  expect(await axeFindings(page)).toEqual([])
  await leave.focus()
  await page.keyboard.press('Enter')
  const shown = page.getByLabel('Código de referencia')
  await shown.waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.setViewportSize(telephone)
  expect(await overflow(page)).toBe(0)
  const reference = await shown.inputValue()

  const other = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(other, `${app}/cuentas/${person.accountId}`, administrator.login)
  const typed = other.getByLabel('Código de referencia')
  expect(await axeFindings(other)).toEqual([])
  await typed.fill(reference)
  await typed.press('Enter')
  await other.getByText('Todavía no ha entrado con ella.').waitFor()
  expect(await axeFindings(other)).toEqual([])
  await other.setViewportSize(telephone)
  expect(await overflow(other)).toBe(0)

  const secret = newTotpSecret()
  await person.call(access.confirmSecondFactor, { secret, code: totpCode(secret, world.now), password })
  world.now = new Date(world.now.getTime() + 60_000)
  await page.getByRole('button', { name: 'Volver a empezar' }).press('Enter')
  await leave.press('Enter')
  const code = page.getByLabel('Código de verificación')
  await code.waitFor()
  expect(await axeFindings(page)).toEqual([])
  await code.fill(totpCode(secret, world.now))
  await code.press('Enter')
  await code.waitFor({ state: 'detached' })
  await page.locator('main h1').waitFor()
  expect(new URL(page.url()).search).toBe('')
  await page.goto(`${app}/cuenta`)
  await page.getByText(person.login).waitFor()
  await page.getByRole('button', { name: 'Persona Inventada' }).press('Enter')
  await page.getByText('Salir', { exact: true }).click()
  await leave.waitFor()
  expect(provider.asked.some((path) => path.startsWith('/end?'))).toBe(true)
  expect([...page.problems, ...other.problems]).toEqual([])
})
