import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { linkAutomatically } from '#identity/api/automatic.ts'
import { review } from '#identity/contract/review.ts'
import { identity } from '#identity/contract.ts'
import { misheard, returning, stranger } from '../again.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, desk, overflow, signIn, telephone } from './browser.ts'

/** Pairs that wait for an answer are gone through by keyboard, by two people at once; an administrator says where asking begins. */

const world = await aWorld()
// The workspace's own clock counts here too.
world.now = new Date()
const server = await aServer(world)
const browser = await aBrowser()
const at = (path: string) => `${server}/app${path}`
const chief = await world.someone({ roles: ['registrar', 'shift-chief'], login: 'jefatura' })
const { receivedOn, night, say } = returning(world, chief)

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const pairIn = (page: Page) => new URL(page.url()).pathname.split('/').slice(-2).join(' ')

test('one after the other by keyboard, and two people never the same', async () => {
  for (let number = 1; number <= 5; number++)
    await receivedOn(['2023-03-02', stranger(number)], ['2026-11-10', misheard(stranger(number))])
  await night()
  const [one, other] = [await world.someone(), await world.someone()]
  const page = await aPage(browser)
  await signIn(page, at('/'), one.login)
  const waiting = page.getByRole('region', { name: '¿La misma persona?' })
  await waiting.getByText('5 pares esperan una respuesta.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await waiting.getByRole('link', { name: 'Ir a «Por revisar»' }).press('Enter')
  await heading(page, 'Por revisar')
  await page.getByRole('table', { name: 'Pares de retornos por revisar' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('n')
  await heading(page, '¿Es la misma persona?')
  await page.getByRole('button', { name: 'Es la misma' }).waitFor()
  const first = pairIn(page)

  const second = await aPage(browser)
  await signIn(second, at('/por-revisar'), other.login)
  await second.getByText('La está viendo Persona Inventada').first().waitFor()
  await second.getByRole('button', { name: 'Revisar el primero' }).waitFor()
  await second.keyboard.press('n')
  await heading(second, '¿Es la misma persona?')
  expect(pairIn(second)).not.toBe(first)
  // Who opens a pair that somebody else has is told so.
  await second.goto(at(`/por-revisar/${first.replace(' ', '/')}`))
  await second.getByText('La está viendo Persona Inventada. Puede decidir igual').waitFor()
  expect(await axeFindings(second)).toEqual([])
  await second.context().close()

  // Said, and straight on to the next.
  await page.keyboard.press('s')
  await page.getByText('Quedó registrado.').waitFor()
  await page.waitForURL((url) => !url.pathname.endsWith(first.replace(' ', '/')))
  await page.getByRole('button', { name: 'Es la misma' }).waitFor()
  const [subjectId] = first.split(' ')
  expect((await chief.call(identity.readPerson, { subjectId: subjectId! })).returns).toHaveLength(2)
  const next = pairIn(page)
  await page.keyboard.press('l')
  await page.waitForURL((url) => !url.pathname.endsWith(next.replace(' ', '/')))
  await page.getByRole('button', { name: 'Es la misma' }).waitFor()
  // The key counts as soon as the pair stands there.
  await page.getByText('Su decisión').waitFor()
  await page.keyboard.press('Escape')
  await heading(page, 'Por revisar')
  expect((await chief.call(review.countQuestions, {})).count).toBe(4)
  expect(page.problems).toEqual([])
})

test('filters stand in the address, and where nothing waits it is said', async () => {
  const page = await aPage(browser)
  await signIn(page, at('/por-revisar?desde=2026-11-01&centro=crr-fag'), chief.login)
  await page.getByText('4 resultados').waitFor()
  await page.goto(at('/por-revisar?desde=2026-11-20'))
  await page.getByText('No hay pares por revisar.').waitFor()
  expect(page.problems).toEqual([])
})

test('an administrator says for a centre from where on one asks, and what is joined without asking; all of it can be undone', async () => {
  const administrator = await world.someone({ roles: ['administrator'] })
  const page = await aPage(browser)
  await signIn(page, at('/identificacion'), administrator.login)
  await page.getByText('Los enlaces automáticos están apagados.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Cambiar: Toda la institución' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Se pregunta desde').click()
  await page.getByRole('option', { name: /· 12 bits$/ }).click()
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await dialog.getByText('Esos dos puntos no pueden quedar así.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByLabel('Se pregunta desde').click()
  await page.getByRole('option', { name: /^2 a 1 .*· 1 bit$/ }).click()
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Toda la institución: se pregunta desde 2 a 1 (66').waitFor()

  await page.getByRole('button', { name: 'Encender' }).click()
  await page.getByRole('dialog').getByText('De cada 100,001 se espera que uno esté equivocado').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Encender' }).click()
  await page.getByText(/Se enlaza sin preguntar desde 100,000 a 1/).waitFor()

  const sure = {
    ...stranger(77),
    cui: '9000000151413',
    contactPhone: '55510000',
    birthMunicipality: '1413',
    residenceMunicipality: '1413',
  }
  const [before, after] = await receivedOn(['2023-03-02', sure], ['2026-11-10', sure])
  await night()
  expect(await linkAutomatically(world.doors, { now: world.now })).toBe(1)
  const reader = await aPage(browser)
  await signIn(reader, at(`/personas/${after}/retornos`), chief.login)
  await reader
    .getByText(/Enlazado automáticamente el .* por la regla del .* de Persona Inventada/)
    .first()
    .waitFor()
  expect(await axeFindings(reader)).toEqual([])
  await reader.context().close()

  await page.reload()
  await page.getByText('Hay 1 enlace entre 2 retornos. Personas hoy: 1; sin él: 2.').waitFor()
  await page.getByLabel('Motivo').fill('La regla era demasiado laxa')
  await page.getByRole('button', { name: 'Deshacerlos todos' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Deshacerlos todos' }).click()
  await page.getByText('Se deshizo 1 enlace.').waitFor()
  expect((await chief.call(identity.readPerson, { subjectId: before! })).returns).toHaveLength(1)
  await page.getByRole('button', { name: 'Apagar' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apagar' }).click()
  await page.getByText('Los enlaces automáticos están apagados.').waitFor()
  await page.getByText('Enlaces automáticos apagados').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(page.problems).toEqual([])
})

test('a decision that cannot be undone alone says which other stands in the way, and both are undone together', async () => {
  const man = stranger(90)
  const [a, b, c] = (await receivedOn(['2020-01-01', man], ['2021-01-01', man], ['2022-01-01', man])) as [string, string, string]
  await say(a, 'different', b)
  const { decisions } = await say(a, 'same', b)
  await say(a, 'same', c)
  await say(c, 'same', b)
  expect(decisions).toHaveLength(2)
  const page = await aPage(browser)
  await signIn(page, at(`/personas/${b}/comparar/${a}`), chief.login)
  await page.getByText('Queda registrado: es la misma persona.').waitFor()
  await page.keyboard.press('z')
  await page.getByLabel('Motivo').fill('No era')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Esta decisión no se puede deshacer sola.').waitFor()
  await dialog.getByRole('radio').first().waitFor()
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('radio', { name: /1 ene 2021 y del 1 ene 2022|1 ene 2022 y del 1 ene 2021/ }).check()
  await dialog.getByRole('button', { name: 'Deshacer las dos' }).click()
  await page.getByText('La decisión se deshizo.').waitFor()
  expect((await chief.call(identity.readPerson, { subjectId: a })).returns.map(({ subjectId }) => subjectId)).toEqual([a, c])
  expect(page.problems).toEqual([])
})

test.for([
  ['at a desk in the dark', { viewport: desk, colorScheme: 'dark' }],
  ['on a telephone', { viewport: telephone, colorScheme: 'light' }],
  ['on a telephone in the dark, in English', { viewport: telephone, colorScheme: 'dark', locale: 'en-GB' }],
] as const)('the list, the settings and a pair can be used by everybody, %s', async ([, options]) => {
  const somebody = await world.someone({ roles: ['registrar', 'administrator'] })
  const long = {
    givenNames: 'María de los Ángeles Candelaria',
    surnames: 'Ixcayá Sohom viuda de Tz’unuxtamaltzoj',
    birthDate: '1980-10-09',
  }
  await receivedOn(['2025-01-10', { ...long, sex: 'female' }], ['2026-11-01', misheard(long)])
  await night()
  const { questions } = await somebody.call(review.listQuestions, {})
  const [{ later, earlier, place }] = questions as [(typeof questions)[0]]
  const page = await aPage(browser, options)
  await signIn(page, at('/'), somebody.login)
  const found: string[] = []
  const screens = [
    '/',
    '/por-revisar',
    '/identificacion',
    `/por-revisar/${later.subjectId}/${earlier.subjectId}?lugar=${encodeURIComponent(place)}`,
  ]
  for (const screen of screens) {
    await page.goto(at(screen))
    await page.locator('main h1').waitFor()
    await page.getByText(/^(Un momento|One moment)/).waitFor({ state: 'detached' })
    await page.waitForLoadState('networkidle')
    const findings = await axeFindings(page)
    if ((await overflow(page)) > 0) findings.push('wider than the window')
    found.push(...findings.map((finding) => `${screen}: ${finding}`))
  }
  await page.context().close()
  expect(found).toEqual([])
  expect(page.problems).toEqual([])
})
