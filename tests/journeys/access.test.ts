import { describe, expect, test } from 'vitest'
import { totpCode } from '#server/secrets.ts'
import { aWorld, password } from '../world.ts'
import {
  aBrowser,
  aPage,
  aServer,
  axeFindings,
  axeInBothColours,
  desk,
  openSignInAgain,
  overflow,
  signIn,
  telephone,
} from './browser.ts'

const world = await aWorld({ demonstration: true })
const server = await aServer(world)
const browser = await aBrowser()
const app = `${server}/app`
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}
const anAdministrator = (institution: string) => world.someone({ roles: ['administrator'], institution })
type Page = Awaited<ReturnType<typeof aPage>>

/** Types login and password where the cursor is, as at a desk: no mouse. */
async function typeLogin(page: Page, login: string, typed = password): Promise<void> {
  await page.keyboard.type(login)
  await page.keyboard.press('Tab')
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

describe('signing in', () => {
  test('by keyboard leads to the screen one wanted', async () => {
    const { login } = await anAdministrator('igm')
    const page = await aPage(browser)
    await page.goto(`${app}/cuentas?text=zz`)
    await page.getByRole('heading', { name: 'Entrar' }).waitFor()
    await typeLogin(page, login)
    await page.getByRole('heading', { name: 'Cuentas', exact: true }).waitFor()
    expect(new URL(page.url()).search).toBe('?text=zz')
    expect(await page.getByRole('searchbox').inputValue()).toBe('zz')
    expect(await page.title()).toBe('Cuentas · Ceiba')
    expect(page.problems).toEqual([])
  })

  test('with a wrong password and with an unknown login is refused in the same words', async () => {
    const { login } = await world.someone()
    const page = await aPage(browser)
    const told = []
    for (const who of [login, 'nadie.aqui']) {
      await page.goto(app)
      await page.getByLabel('Usuario').waitFor()
      await typeLogin(page, who, 'no es esta')
      told.push(await page.getByRole('alert').textContent())
    }
    expect(told[0]).toContain('El usuario o la contraseña no coinciden')
    expect(told[1]).toBe(told[0])
    expect(await page.getByText('Olvidó').count()).toBe(1)
  })

  test('too often counts the seconds down and then lets one try again', async () => {
    const { login } = await world.someone()
    const page = await aPage(browser)
    await page.goto(app)
    await page.getByLabel('Usuario').fill(login)
    await page.getByLabel('Contraseña', { exact: true }).fill('no es esta')
    const button = page.locator('button[type=submit]')
    for (let tries = 0; tries < 6; tries += 1) {
      await expect.poll(() => button.isEnabled()).toBe(true)
      const answered = page.waitForResponse('**/api/session')
      await page.keyboard.press('Enter')
      await answered
    }
    await page.getByText('Hubo demasiados intentos').waitFor()
    await expect.poll(() => button.textContent()).toMatch(/Podrá intentar de nuevo en \d s/)
    expect(await button.isDisabled()).toBe(true)
    later(1)
    await expect.poll(() => button.isEnabled(), { timeout: 15_000 }).toBe(true)
    await page.getByLabel('Contraseña', { exact: true }).fill(password)
    await button.click()
    await page.getByRole('heading', { name: /^Buen/ }).waitFor()
  })

  test('for the first time asks for a password of one’s own', async () => {
    const person = await world.someone()
    await world.owner.query('update access.account set must_change = true where account_id = $1', [person.accountId])
    const page = await aPage(browser)
    await page.goto(app)
    await page.getByLabel('Usuario').waitFor()
    await typeLogin(page, person.login)
    await page.getByRole('heading', { name: 'Elija su contraseña' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.type(password)
    await page.getByLabel('Contraseña nueva').fill('corta')
    await page.keyboard.press('Enter')
    await page.getByText('tiene menos de 12 caracteres').waitFor()
    expect(await page.getByText(/La contraseña nueva (es|tiene|no puede)/).count()).toBe(1)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('wanted')
    expect(await axeFindings(page)).toEqual([])
    await page.getByLabel('Contraseña nueva').fill('mango hielo tambor lluvia')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Buen/ }).waitFor()
  })
})

describe('a session that ends while somebody types', () => {
  test('asks for the password on top, keeps every word, and sends what was refused', async () => {
    const administrator = await anAdministrator('sbs')
    const page = await aPage(browser, { reducedMotion: 'reduce' })
    await signIn(page, `${app}/cuentas/nueva`, administrator.login)
    await page.getByLabel('Nombre').fill('Tomasa Ixcoy Demo')
    await page.getByLabel('Usuario').fill('tomasa.sbs')
    await page.getByRole('checkbox', { name: 'Mesa de atención' }).check()
    later(31)
    await page.getByLabel('Usuario').press('Enter')
    await page.getByRole('alertdialog', { name: 'Su sesión terminó' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    const dialog = await openSignInAgain(page)
    expect(await page.getByLabel('Nombre').inputValue()).toBe('Tomasa Ixcoy Demo')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(true)
    await page.keyboard.type('no es esta')
    await page.keyboard.press('Enter')
    await dialog.getByRole('alert').waitFor()
    await dialog.locator('input[name=password]').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Cuenta agregada: Tomasa Ixcoy Demo' }).waitFor()
    const { rows } = await world.owner.query(`select count(*)::int as times from access.account where login = 'tomasa.sbs'`)
    expect(rows).toEqual([{ times: 1 }])
  })

  test('ends before a board that reads by itself when nobody is there', async () => {
    const { login } = await world.someone()
    const page = await aPage(browser)
    await page.clock.install()
    await signIn(page, `${app}/tablero?centro=crr-fag`, login)
    await page.getByText('Actualizado a las').waitFor()
    for (let minutes = 0; minutes < 35; minutes += 5) {
      later(5)
      const answered = page.waitForResponse(/\/api\/board/)
      await page.clock.fastForward('05:00')
      await answered
    }
    await page.getByRole('alertdialog', { name: 'Su sesión terminó' }).waitFor()
    expect(page.problems).toEqual([])
  })

  test('because the account was disabled cannot be taken up again', async () => {
    const person = await world.someone({ institution: 'renap' })
    const page = await aPage(browser)
    await signIn(page, `${app}/cuenta/contrasena`, person.login)
    await world.owner.query(`update access.account set state = 'disabled' where account_id = $1`, [person.accountId])
    await page.getByLabel('Contraseña actual').fill(password)
    await page.getByLabel('Contraseña nueva').fill('mango hielo tambor lluvia')
    await page.keyboard.press('Enter')
    const dialog = await openSignInAgain(page)
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await dialog.getByText('El usuario o la contraseña no coinciden').waitFor()
  })

  test('in another tab begins anew here, so that nothing is recorded under a wrong name', async () => {
    const [one, other] = [await world.someone({ institution: 'pgn' }), await world.someone({ institution: 'pgn' })]
    const here = await aPage(browser)
    await signIn(here, `${app}/cuenta`, one.login)
    const there = await here.context().newPage()
    await there.goto(`${app}/cuenta`)
    await there.getByRole('button', { name: /^Su cuenta:/ }).click()
    await there.getByRole('button', { name: 'Salir', exact: true }).click()
    await here.getByRole('dialog', { name: /Cambió la persona/ }).waitFor()
    await there.getByLabel('Usuario').fill(other.login)
    await there.getByLabel('Contraseña', { exact: true }).fill(password)
    await there.keyboard.press('Enter')
    await there.getByRole('heading', { name: /^Buen|Su cuenta/ }).waitFor()
    await here.getByRole('button', { name: 'Empezar de nuevo' }).click()
    await here.getByText(other.login).waitFor()
  })
})

describe('without a network', () => {
  test('a command waits, is counted, and is recorded once when the network is back', async () => {
    const administrator = await anAdministrator('mides')
    const page = await aPage(browser)
    await signIn(page, `${app}/cuentas/nueva`, administrator.login)
    await page.getByLabel('Nombre').fill('Félix Quim Demo')
    await page.getByLabel('Usuario').fill('felix.mides')
    await page.getByRole('checkbox', { name: 'Mesa de atención' }).check()
    await page.context().setOffline(true)
    await page.getByLabel('Usuario').press('Enter')
    await page.getByText('Sin conexión · 1 por enviar').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.context().setOffline(false)
    await page.getByRole('heading', { name: 'Cuenta agregada: Félix Quim Demo' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.getByText('Sin conexión').waitFor({ state: 'detached' })
    const { rows } = await world.owner.query(`select count(*)::int as times from access.account where login = 'felix.mides'`)
    expect(rows).toEqual([{ times: 1 }])
  })

  test('an answer that was lost on the way is fetched again, without a second account', async () => {
    const administrator = await anAdministrator('mintrab')
    const page = await aPage(browser)
    await signIn(page, `${app}/cuentas/nueva`, administrator.login)
    let lost = 0
    await page.route('**/api/accounts', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      return route.abort()
    })
    await page.getByLabel('Nombre').fill('Rosa Chub Demo')
    await page.getByLabel('Usuario').fill('rosa.mintrab')
    await page.getByRole('checkbox', { name: 'Mesa de atención' }).check()
    await page.getByLabel('Usuario').press('Enter')
    await page.getByText('La contraseña ya no se puede mostrar').waitFor()
    expect(lost).toBe(1)
  })

  test('a screen that was not fetched yet is waited for, without a reload', async () => {
    const { login } = await anAdministrator('segeplan')
    const page = await aPage(browser)
    await page.route(/assets\/accounts-screen/, (route) => route.abort('internetdisconnected'))
    await signIn(page, app, login)
    await page.evaluate(() => Object.assign(window, { stillHere: true }))
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Cuentas' }).first().click()
    await page.getByText('Sin conexión').waitFor()
    await page.unrouteAll()
    await page.context().setOffline(false)
    await page.getByRole('heading', { name: 'Cuentas', exact: true }).waitFor()
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
  })
})

test('a second factor is switched on with a telephone, asked for, and replaced by a recovery code', async () => {
  const person = await world.someone({ institution: 'mspas' })
  const page = await aPage(browser)
  await signIn(page, `${app}/cuenta/dos-pasos`, person.login)
  await page.getByLabel('Contraseña', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: /Código QR/ }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  const secret = (await page.getByLabel('Clave, por si no puede leer el dibujo').inputValue()).replaceAll(' ', '')
  await page.getByLabel('Código de verificación').fill('000000')
  await page.keyboard.press('Enter')
  await page.getByText('El código no es correcto').waitFor()
  expect(await page.getByText('respaldo').count()).toBe(0)
  await page.getByLabel('Código de verificación').fill(totpCode(secret, world.now))
  await page.keyboard.press('Enter')
  await page.getByText('La verificación en dos pasos está activada').waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Códigos de respaldo')
  const codes = await page.locator('ol li').allTextContents()
  expect(codes).toHaveLength(10)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Ya los guardé' }).click()
  await page.getByText('Activada', { exact: true }).waitFor()

  const signInAgainWith = async (code: string) => {
    await page.getByRole('button', { name: /^Su cuenta:/ }).click()
    await page.getByRole('button', { name: 'Salir', exact: true }).click()
    await page.getByLabel('Usuario').waitFor()
    await typeLogin(page, person.login)
    await page.getByLabel('Código de verificación').waitFor()
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }
  later(1)
  await signInAgainWith(totpCode(secret, world.now))
  await page.getByRole('heading', { name: /^Buen/ }).waitFor()
  await signInAgainWith(totpCode(secret, world.now))
  await page.getByText('El código no es correcto, o ya se usó').waitFor()
  await page.getByLabel('Código de verificación').fill(codes[3]!)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^Buen/ }).waitFor()
})

describe('the workspace', () => {
  test('goes by keyboard: palette, keys of the screen, rows, help', async () => {
    const { login } = await anAdministrator('conamigua')
    await world.someone({ institution: 'conamigua', login: 'ventanilla.conamigua' })
    const page = await aPage(browser)
    await signIn(page, app, login)
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('¿Qué necesita?').waitFor()
    await page.keyboard.type('cuentas')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Cuentas', exact: true }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.getByPlaceholder('¿Qué necesita?').waitFor({ state: 'detached' })
    await page.getByText('ventanilla.conamigua').waitFor()
    await page.keyboard.press('/')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await page.keyboard.type('ventanilla')
    await page.getByText('1 resultado', { exact: true }).waitFor()
    await expect.poll(() => new URL(page.url()).search).toBe('?text=ventanilla')
    await page.keyboard.press('Tab')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText('ventanilla.conamigua').waitFor()
    await page.goBack()
    await page.getByText('1 resultado', { exact: true }).waitFor()
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Teclas' }).getByText('Fila siguiente').waitFor()
    expect(page.problems).toEqual([])
  })

  test('skips to the content with the first Tab', async () => {
    const { login } = await world.someone()
    const page = await aPage(browser)
    await signIn(page, app, login)
    await page.reload()
    await page.getByRole('heading', { name: /^Buen/ }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ir al contenido')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  test('says what to do where there is nothing, and where one has no work', async () => {
    const { login } = await world.someone()
    const page = await aPage(browser)
    await signIn(page, `${app}/nada/de/nada`, login)
    await page.getByRole('heading', { name: 'Esta pantalla no existe' }).waitFor()
    await page.goto(`${app}/cuentas`)
    await page.getByRole('heading', { name: 'Esta pantalla es de otra tarea' }).waitFor()
    await page.getByRole('link', { name: 'Ir al inicio' }).click()
    await page.getByRole('heading', { name: /^Buen/ }).waitFor()
  })

  test('leads on from addresses of before, with their filters', async () => {
    const { login, accountId } = await anAdministrator('igm')
    const page = await aPage(browser)
    await signIn(page, `${app}/accounts?text=zz`, login)
    await expect.poll(() => page.url()).toBe(`${app}/cuentas?text=zz`)
    expect(await page.getByRole('searchbox').inputValue()).toBe('zz')
    for (const [before, now] of [
      [`accounts/${accountId}`, `cuentas/${accountId}`],
      ['account/password', 'cuenta/contrasena'],
      ['directory/facilities/crr-fag', 'directorio/lugares/crr-fag'],
    ]) {
      await page.goto(`${app}/${before}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => page.url()).toBe(`${app}/${now}`)
    }
    expect(page.problems).toEqual([])
  })

  test('takes what is typed while the palette is still on its way', async () => {
    const { login } = await anAdministrator('igm')
    const page = await aPage(browser)
    await signIn(page, app, login)
    await page.route('**/app/assets/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      await route.continue()
    })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('cue')
    const field = page.getByPlaceholder('¿Qué necesita?')
    await field.waitFor()
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('ntas')
    expect(await field.inputValue()).toBe('cuentas')
    await page.keyboard.press('Control+k')
    await page.keyboard.type(' x')
    expect(await field.inputValue()).toBe('cuentas x')
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('cuentas')
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Cuentas', exact: true }).waitFor()
  })

  test('changes language and colours without a reload, and remembers both', async () => {
    const { login } = await world.someone()
    const page = await aPage(browser)
    await signIn(page, `${app}/cuenta/contrasena`, login)
    await page.getByLabel('Contraseña actual').fill('a medias')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Change the password' }).waitFor()
    await page.getByRole('button', { name: 'Dark background' }).click()
    expect(await page.getByLabel('Current password').inputValue()).toBe('a medias')
    await page.reload()
    await page.getByRole('heading', { name: 'Change the password' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark')
  })

  test('says on every screen that this is a demonstration', async () => {
    const { login } = await world.someone()
    const page = await aPage(browser)
    await page.goto(app)
    await page.getByText('Demostración: personas inventadas').waitFor()
    await signIn(page, `${app}/cuenta`, login)
    expect(await page.getByText('Demostración: personas inventadas').isVisible()).toBe(true)
  })
})

describe('every screen of access', () => {
  const looks = [
    { name: 'desk', viewport: desk },
    { name: 'telephone', viewport: telephone },
  ] as const
  test.each(looks)('is accessible and fits: $name', async ({ viewport }) => {
    const { login, accountId } = await anAdministrator('svet')
    const colleague = await world.someone({ institution: 'svet' })
    const page = await aPage(browser, { viewport, reducedMotion: 'reduce' })
    const look = async (where: string) => {
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => page.getByText('Un momento').count()).toBe(0)
      expect({ where, findings: await axeInBothColours(page), overflow: await overflow(page) }).toEqual({
        where,
        findings: [],
        overflow: 0,
      })
    }
    await page.goto(app)
    await look('sign-in')
    await page.getByLabel('Usuario').fill('nadie')
    await page.getByLabel('Contraseña', { exact: true }).fill('nada')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await look('sign-in refused')
    await signIn(page, app, login)
    const paths = [
      '/',
      '/cuentas',
      '/cuentas?text=zzzz',
      '/cuentas/nueva',
      `/cuentas/${accountId}`,
      `/cuentas/${colleague.accountId}`,
    ]
    for (const path of [...paths, '/cuenta', '/cuenta/contrasena', '/cuenta/dos-pasos', '/nada']) {
      await page.goto(app + path)
      await look(path)
    }
    await page.goto(`${app}/cuentas/nueva`)
    await page.getByLabel('Nombre').press('Enter')
    await page.getByText('Falta este dato').first().waitFor()
    await look('a form with mistakes')
    await page.goto(`${app}/cuentas/${colleague.accountId}`)
    await page.getByRole('button', { name: 'Desactivar la cuenta' }).click()
    await page.getByRole('dialog').waitFor()
    await look('a question')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('¿Qué necesita?').waitFor()
    await look('the palette')
    expect(page.problems).toEqual([])
  })

  test('is reached on a telephone through the menu', async () => {
    const { login } = await anAdministrator('mineduc')
    const page = await aPage(browser, { viewport: telephone })
    await signIn(page, app, login)
    await page.getByRole('button', { name: 'Menú' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Cuentas' }).click()
    await page.getByRole('heading', { name: 'Cuentas', exact: true }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})
