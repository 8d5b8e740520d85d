import type { Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { renewKeys } from '#identity/api/indexing.ts'
import { identity } from '#identity/contract.ts'
import type { FormChanges } from '#intake/contract/form.ts'
import { aFlight, aPerson, atTheDesk, received } from '../people.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, axeInBothColours, desk, overflow, signIn, telephone } from './browser.ts'

/** Day 5: he was here in 2023. The registrar never touches the mouse. */

const world = await aWorld()
const server = await aServer(world)
const browser = await aBrowser()
const at = (path: string) => `${server}/app${path}`

/** A man as he was written in 2023, and as somebody else hears him three years later. */
const then = aPerson({
  givenNames: 'Diego Sebastián',
  surnames: 'Xiloj Tz’unux',
  sex: 'male',
  birthDate: '1987-05-12',
  cui: '9000000151413',
  birthMunicipality: '1413',
})
const now = aPerson({
  givenNames: 'DIEGO SEVASTIAN',
  surnames: 'SHILOJ TZUNUX',
  sex: 'male',
  birthDate: '1987-05-12',
  birthMunicipality: '1413',
})

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Somebody received on a day of the past, and found from then on. */
async function wasReceived(
  registrar: Awaited<ReturnType<typeof world.someone>>,
  day: string,
  form: FormChanges,
): Promise<string> {
  const arrivalId = await aFlight(registrar, { carrier: `V-${day}`, expectedAt: `${day}T15:00:00Z` })
  const subjectId = await received(registrar, arrivalId, form)
  await renewKeys(world.doors)
  return subjectId
}

describe('he was here in 2023', () => {
  test('another spelling, no document: the desk is told, compares, says it is he, and takes it back, without a mouse', async () => {
    const registrar = await world.someone()
    const earlier = await wasReceived(registrar, '2023-03-15', then)
    const arrivalId = await aFlight(registrar)
    const subjectId = await atTheDesk(registrar, arrivalId, now)
    const page = await aPage(browser)
    await signIn(page, at(`/llegadas/${arrivalId}/atencion?persona=${subjectId}&paso=identity`), registrar.login)
    const strip = page.getByRole('region', { name: '¿Ya estuvo aquí?' })
    await strip.getByText('Hay otro posible retorno de esta persona.').waitFor()
    expect(await strip.textContent()).toContain('Diego Sebastián Xiloj Tz’unux · 15 de marzo de 2023')
    await strip.getByText('misma fecha de nacimiento').waitFor()
    expect(await axeFindings(page)).toEqual([])

    // Out of the field, into the comparison.
    await page.locator('[data-field=givenNames] input:focus').waitFor()
    await press(page, 'Escape', 'c')
    await page.getByRole('heading', { name: '¿Es la misma persona?' }).waitFor()
    const row = (field: string) =>
      page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: field, exact: true }) })
    await row('Fecha de nacimiento').getByText('Coincide').waitFor()
    await row('Apellidos').getByText('Parecido').waitFor()
    await row('CUI').first().getByText('No se sabe').waitFor()
    await page.getByRole('heading', { name: /veces más probable que los dos retornos sean de la misma persona/ }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await press(page, 's')
    await page.getByText('Queda registrado: es la misma persona. Tiene 2 retornos').waitFor()
    await page.locator('button:focus', { hasText: 'Volver' }).waitFor()
    expect((await registrar.call(identity.readPerson, { subjectId })).returns.map((one) => one.subjectId)).toEqual([
      earlier,
      subjectId,
    ])

    // Back at the desk, where it is known now; and from there to the person.
    await press(page, 'Enter')
    await strip.getByRole('link', { name: 'Retornos de esta persona: 2' }).focus()
    await press(page, 'Enter')
    await page.getByRole('heading', { name: /^Retornos de / }).waitFor()
    await page.getByText('1346 días después').or(page.getByText('1,346 días después')).waitFor()
    await page.getByText('Unido por Persona Inventada').waitFor()
    expect(await axeFindings(page)).toEqual([])

    await page.getByRole('button', { name: /^Deshacer/ }).focus()
    await press(page, 'Enter')
    await page.getByLabel('Motivo').waitFor()
    await press(page, 'Enter')
    await page.locator('input[name=reason]:focus').waitFor()
    await page.keyboard.type('Era su hermano')
    await press(page, 'Enter')
    const notice = page.getByRole('status').filter({ hasText: 'La decisión se deshizo.' })
    await notice.waitFor()
    expect(await notice.textContent()).toContain('Una persona con 2 retornos')
    await page.getByText('Motivo: Era su hermano').waitFor()
    await page.getByText('Se conoce un retorno de esta persona').waitFor()
    expect((await registrar.call(identity.readPerson, { subjectId: earlier })).returns).toHaveLength(1)
    expect(await axeFindings(page)).toEqual([])
    expect(page.problems).toEqual([])
  })

  test('what is typed at the desk finds the earlier return', async () => {
    const registrar = await world.someone()
    await wasReceived(
      registrar,
      '2024-02-01',
      aPerson({ givenNames: 'Candelaria', surnames: 'Ixcayá Sohom', birthDate: '1991-08-30' }),
    )
    const arrivalId = await aFlight(registrar)
    const subjectId = await atTheDesk(registrar, arrivalId, aPerson({ givenNames: 'Candelaria', surnames: 'Tum' }))
    const page = await aPage(browser)
    await signIn(page, at(`/llegadas/${arrivalId}/atencion?persona=${subjectId}&paso=identity`), registrar.login)
    const strip = page.getByRole('region', { name: '¿Ya estuvo aquí?' })
    await strip.getByText('No se encontró otro retorno.').waitFor()
    await page.locator('[data-field=surnames] input').focus()
    await press(page, 'Control+A')
    await page.keyboard.type('Iscaya Soom')
    await page.locator('[data-field=birthDate] input').first().focus()
    await page.keyboard.type('30/08/1991')
    await press(page, 'Enter')
    await strip.getByText('Candelaria Ixcayá Sohom').waitFor()
    expect(page.problems).toEqual([])
  })

  test('different people stay apart, and one decision is refused that would join them by way of a third', async () => {
    const registrar = await world.someone()
    const juan = aPerson({ givenNames: 'Juan', surnames: 'Us Chávez', birthDate: '1979-01-20', birthMunicipality: '1413' })
    const [first, second] = [await wasReceived(registrar, '2022-06-01', juan), await wasReceived(registrar, '2023-06-01', juan)]
    const arrivalId = await aFlight(registrar)
    const subjectId = await atTheDesk(registrar, arrivalId, juan)
    const page = await aPage(browser)
    await signIn(page, at(`/personas/${subjectId}/comparar/${first}`), registrar.login)
    await page.getByRole('button', { name: 'Es la misma' }).waitFor()
    await press(page, 's')
    await page.locator('a:focus', { hasText: 'Comparar con el siguiente' }).waitFor()
    await press(page, 'n')
    await page.waitForURL(`**/personas/${subjectId}/comparar/${second}`)
    await page.getByRole('button', { name: 'Son distintas' }).waitFor()
    await press(page, 'd')
    await page.getByText('Queda registrado: son personas distintas.').waitFor()

    await page.goto(at(`/personas/${first}/comparar/${second}`))
    await page.getByRole('button', { name: 'Es la misma' }).waitFor()
    await press(page, 's')
    await page.getByText('se uniría a dos de los que ya se dijo que son personas distintas').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'Comparar esos dos retornos' }).focus()
    await press(page, 'Enter')
    await page.getByText('Queda registrado: son personas distintas.').waitFor()
    await press(page, 'z')
    await page.getByLabel('Motivo').waitFor()
    await page.keyboard.type('Sí es él')
    await press(page, 'Enter')
    await page.getByText('Los retornos de cada persona no cambian con esto').waitFor()
    await press(page, 'u')
    await page.getByText('Queda registrado: no es seguro.').waitFor()
    expect(page.problems).toEqual([])
  })
})

test.for([
  ['at a desk', { viewport: desk, reducedMotion: 'reduce' }],
  ['on a telephone, in English', { viewport: telephone, locale: 'en-GB', reducedMotion: 'reduce' }],
] as const)('every screen of identity can be used by everybody, %s', async ([, options]) => {
  const chief = await world.someone({ roles: ['shift-chief', 'analyst'] })
  const long = { givenNames: 'María de los Ángeles Candelaria', surnames: 'Ixcayá Sohom viuda de Tz’unuxtamaltzoj' }
  const form = aPerson({
    ...long,
    sex: 'female',
    birthDate: '1980-10-09',
    contactPhone: '5555 0101',
    residenceMunicipality: '1413',
  })
  const earlier = await wasReceived(chief, '2025-01-10', form)
  const decided = await wasReceived(chief, '2025-07-10', { ...form, givenNames: 'Maria Angeles' })
  const later = await wasReceived(chief, '2026-11-01', { ...form, birthDate: '1980~', contactPhone: '5555 0110' })
  const ids = { decisionId: uuidv7(), verdict: 'same' as const }
  await chief.call(identity.decide, { subjectId: decided, otherId: earlier, ...ids })
  const page = await aPage(browser, options)
  await signIn(page, at('/llegadas'), chief.login)
  const found: string[] = []
  const screens = [
    `/personas/${later}`,
    `/personas/${later}/comparar/${earlier}`,
    `/personas/${decided}/comparar/${earlier}`,
    `/personas/${decided}/retornos`,
    '/reincidencia?desde=2026-11-01&hasta=2026-11-30',
    '/reincidencia?desde=2000-01-01&hasta=2000-01-02',
  ]
  for (const screen of screens) {
    await page.goto(at(screen))
    await page.locator('main h1').waitFor()
    await page.getByText(/^(Un momento|One moment)/).waitFor({ state: 'detached' })
    await page.waitForLoadState('networkidle')
    const findings = await axeInBothColours(page)
    if ((await overflow(page)) > 0) findings.push('wider than the window')
    found.push(...findings.map((finding) => `${screen}: ${finding}`))
  }
  await page.context().close()
  expect(found).toEqual([])
  expect(page.problems).toEqual([])
})
