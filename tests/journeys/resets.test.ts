import { expect, test } from 'vitest'
import { newTotpSecret } from '#server/secrets.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

const world = await aWorld()
const server = await aServer(world)
const browser = await aBrowser()

test('an entry with a second factor is asked for by one administrator and reset by another, on the same screen', async () => {
  const [first, second] = [
    await world.someone({ roles: ['administrator'], institution: 'sbs' }),
    await world.someone({ roles: ['administrator'], institution: 'sbs' }),
  ]
  const person = await world.someone({ institution: 'sbs' })
  await world.owner.query('update access.account set totp_secret = $2 where account_id = $1', [person.accountId, newTotpSecret()])
  const pages = []
  for (const { login } of [first, second]) {
    const page = await aPage(browser, { reducedMotion: 'reduce' })
    await signIn(page, `${server}/app/cuentas/${person.accountId}`, login)
    await page.getByRole('button', { name: 'Restablecer la entrada' }).click()
    const dialog = page.getByRole('dialog')
    if (login === first.login) await dialog.getByText('otra persona que administre cuentas lo confirma').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Restablecer la entrada' }).click()
    await dialog.waitFor({ state: 'detached' })
    pages.push(page)
    if (login === first.login) {
      await page.getByText('dentro de 24 horas, desde esta misma pantalla').waitFor()
      await page.setViewportSize(telephone)
      expect(await overflow(page)).toBe(0)
    }
  }
  await pages[1]!.getByText('Entregue esta contraseña en persona').waitFor()
  expect(await axeFindings(pages[1]!)).toEqual([])
  expect(pages.flatMap(({ problems }) => problems)).toEqual([])
})
