import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import { intake } from '#intake/contract/calls.ts'
import { writeXlsx } from '#server/spreadsheet/write-xlsx.ts'
import { aFlight, aPerson, atTheDesk, onTheList } from '../people.ts'
import { aWorld, password } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, desk, openSignInAgain, signIn, telephone } from './browser.ts'

/** Day 1: a flight lands. The registrar never touches the mouse. */

const world = await aWorld()
const server = await aServer(world)
const browser = await aBrowser()
const at = (path: string) => `${server}/app${path}`
const question = (page: Page, field: string) => page.locator(`[data-field="${field}"]`)

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

async function focusOn(page: Page, field: string): Promise<void> {
  await question(page, field).locator('input, textarea').first().focus()
}

/** Waits until all that was typed is saved. */
const saved = (page: Page) => page.getByText('Guardado', { exact: true }).waitFor()

/** Presses Enter on the button that chooses a file, and gives it. */
async function give(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.getByRole('button', { name: 'Elegir archivo' }).focus()
  const chooser = page.waitForEvent('filechooser')
  await press(page, 'Enter')
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
}

const titles = ['No.', 'NOMBRES', 'APELLIDOS', 'SEXO', 'FECHA DE NACIMIENTO', 'CUI', 'MUNICIPIO DE ORIGEN']
const rows = [
  ['1', 'MARÍA DE LOS ÁNGELES', "XILOJ TZ'UNUX", 'F', '12/05/1987', '9000000150101', 'Nebaj'],
  ['2', 'DIEGO', 'IXCAYÁ ORDÓÑEZ', 'M', '31/02/1990', '', 'Sansare'],
  ['3', '', '', 'M', '01/02/1991', '', 'Jocotán'],
  ['4', 'CANDELARIA', 'TUM', 'F', '2017', '1234', 'Xyz'],
]
/** As a desk of the other country might send it: semicolons, Windows-1252. */
const csv = Buffer.from([titles, ...rows].map((row) => row.join(';')).join('\r\n'), 'latin1')

describe('a flight lands', () => {
  test('it is announced, its manifest is read with its errors, corrected and put on the list, without a mouse', async () => {
    const registrar = await world.someone({ roles: ['registrar'] })
    const page = await aPage(browser)
    await signIn(page, at('/llegadas'), registrar.login)
    await page.getByText('Todavía no hay llegadas').waitFor()
    await press(page, '+')
    await page.getByRole('heading', { name: 'Anunciar una llegada' }).waitFor()
    await press(page, 'Tab', 'Tab', 'Tab')
    await page.keyboard.type('ICE-4521')
    await press(page, 'Enter')
    await page.getByRole('heading', { name: 'Vuelo ICE-4521' }).waitFor()

    page.on('filechooser', () => {})
    await press(page, 'm')
    await page.getByRole('heading', { name: 'Importar el manifiesto' }).waitFor()
    await give(page, 'lista.xlsx', Buffer.from('%PDF-1.7 no es una hoja'))
    await page.getByRole('alert').waitFor()
    await give(page, 'manifiesto.csv', csv)
    await page.getByRole('heading', { name: '4 personas en el archivo: 3 nuevas y 1 que no se puede usar.' }).waitFor()
    const cell = (text: string) => page.locator('td', { hasText: text })
    await cell('31/02/1990').getByText('no existe').waitFor()
    await cell('1234').getByText('debe tener 13 cifras').waitFor()
    expect(await page.getByText('La fila no tiene ningún nombre.').count()).toBe(1)
    expect(await axeFindings(page)).toEqual([])

    // The corrected file, as a spreadsheet.
    await page.getByRole('button', { name: 'Subir otro archivo' }).focus()
    await press(page, 'Enter')
    const corrected = rows.map((row) => (row[0] === '3' ? ['3', 'NN', ...row.slice(2)] : row))
    const sheet = { name: 'Vuelo', columns: titles.map((title) => ({ title })), rows: corrected }
    await give(page, 'manifiesto corregido.xlsx', await writeXlsx([sheet]))
    await page.getByRole('heading', { name: '4 personas en el archivo: 4 nuevas.' }).waitFor()
    await page.getByRole('button', { name: 'Poner 4 personas en la lista' }).focus()
    await press(page, 'Enter')
    await page.getByText('4 personas agregadas.').waitFor()
    await press(page, 'Enter')
    await page.getByRole('heading', { name: 'Atención · Vuelo ICE-4521' }).waitFor()
    await page.getByText("Xiloj Tz'unux, María de los Ángeles").waitFor()

    // What the file said is found again: from the flight, and where the next file is chosen.
    await page.getByRole('link', { name: 'Vuelo ICE-4521' }).press('Enter')
    await page.getByRole('link', { name: 'Ver el manifiesto' }).press('Enter')
    await page.getByRole('heading', { name: '4 personas en el archivo' }).waitFor()
    await page.getByText(/^Aplicado el/).waitFor()
    await page.getByRole('link', { name: 'Subir otro archivo' }).press('Enter')
    await page.getByRole('link', { name: 'manifiesto.csv' }).waitFor()
    await page.getByText(/^Puesto en la lista el/).waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(page.problems).toEqual([])
  })

  test('a person is received from the list to the slip, without a mouse, and a reload in the middle loses nothing', async () => {
    const registrar = await world.someone({ roles: ['registrar'] })
    const arrivalId = await aFlight(registrar, { carrier: 'UA 77' })
    const [first, second] = await onTheList(world, arrivalId, [
      aPerson({ givenNames: 'María', surnames: "Xiloj Tz'unux" }),
      aPerson({ givenNames: 'Diego', surnames: 'Tum' }),
    ])
    const page = await aPage(browser)
    page.on('dialog', (dialog) => void dialog.accept())
    await signIn(page, at(`/llegadas/${arrivalId}/atencion`), registrar.login)
    await page.getByText("Xiloj Tz'unux, María").waitFor()
    await press(page, 'n')
    await page.getByRole('button', { name: 'Está aquí: comenzar' }).waitFor()
    await press(page, 'Enter')

    // Identity: Enter goes on, numbers choose.
    await question(page, 'givenNames').locator('input:focus').waitFor()
    await press(page, 'End')
    await page.keyboard.type(' de los Ángeles')
    await press(page, 'Enter', 'Enter')
    await press(page, '1', 'Enter')
    await page.keyboard.type('39')
    await press(page, 'Enter')
    await question(page, 'birthDate').getByText('hacia 1987').waitFor()
    await page.keyboard.type('viu')
    await press(page, 'Enter')
    await focusOn(page, 'cui')
    await page.keyboard.type('9000 00015 0102')
    await page.reload()
    await question(page, 'givenNames').waitFor()
    await saved(page)
    const typed = (field: string) => question(page, field).locator('input').first().inputValue()
    expect(await typed('givenNames')).toBe('María de los Ángeles')
    expect(await typed('cui')).toBe('9000 00015 0102')
    expect(await typed('maritalStatus')).toBe('Viuda o viudo')
    expect(await question(page, 'sex').locator('input:checked').inputValue()).toBe('female')

    // The interview, the screening, consent, services: Ctrl-Enter goes on, and nothing has to be answered.
    await press(page, 'Control+Enter')
    await question(page, 'birthMunicipality').locator('input:focus').waitFor()
    await page.keyboard.type('nebaj')
    await page.getByRole('option', { name: 'Nebaj, Quiché' }).waitFor()
    await press(page, 'Enter')
    await question(page, 'residenceMunicipality').locator('input:focus').waitFor()
    // Faster than any list opens; typed again, the same stays; emptied, nothing is chosen.
    for (const again of [1, 2]) {
      await page.keyboard.type('nebaj')
      await press(page, 'Enter', 'Enter')
      await page.waitForFunction(() => !document.activeElement?.closest('[data-field=residenceMunicipality]'))
      expect(await typed('residenceMunicipality'), `typed ${again}×`).toBe('Nebaj, Quiché')
      await focusOn(page, 'residenceMunicipality')
      await press(page, 'Control+A')
    }
    await focusOn(page, 'destinationMunicipality')
    await page.keyboard.type('chajul')
    await press(page, 'Enter')
    await question(page, 'destinationCommunity').locator('input:focus').waitFor()
    await focusOn(page, 'destinationMunicipality')
    // What only resembles two towns is neither until somebody has looked.
    await press(page, 'Control+A')
    await page.keyboard.type('sansarate')
    await page.getByRole('option', { name: 'Sansare, El Progreso' }).waitFor()
    await press(page, 'Enter')
    await question(page, 'destinationMunicipality').locator('input:focus').waitFor()
    expect(await typed('destinationMunicipality')).toBe('sansarate')
    await press(page, 'Control+A', 'Delete', 'Enter')
    await question(page, 'destinationCommunity').locator('input:focus').waitFor()
    expect(await typed('destinationMunicipality')).toBe('')
    await focusOn(page, 'monthsAbroad')
    await page.keyboard.type('3 años y 2 meses')
    await focusOn(page, 'reasons')
    await press(page, '1', '3')
    await press(page, 'Control+Enter')
    await question(page, 'functioning.seeing').locator('input:focus').waitFor()
    await press(page, '1', 'Enter')
    await question(page, 'functioning.hearing').locator('input:focus').waitFor()
    // Among the answers a stray n calls nobody.
    await press(page, 'n', '2', 'n', 'Enter')
    await question(page, 'functioning.walking').locator('input:focus').waitFor()
    await press(page, 'Control+Enter')
    await question(page, 'consent.attention').locator('input:focus').waitFor()
    await press(page, '1', 'Enter', '2', 'Control+Enter')
    await question(page, 'service.call').locator('input:focus').waitFor()
    await press(page, '1', '2', '2')
    await question(page, 'service.food').locator('input[value=given]:checked').waitFor()
    await press(page, 'Control+Enter')
    await page.getByText('Código de la constancia').waitFor()
    await page.getByRole('link', { name: /Imprimir la constancia/ }).waitFor()

    const person = await registrar.call(intake.readReturn, { subjectId: first! })
    expect(person.state).toBe('received')
    expect(person.form).toMatchObject({
      givenNames: 'María de los Ángeles',
      sex: 'female',
      birthDate: '1987~',
      maritalStatus: 'widowed',
      cui: '9000000150102',
      birthMunicipality: '1413',
      residenceMunicipality: '1413',
      monthsAbroad: 38,
      reasons: ['economic', 'violence'],
      functioning: { seeing: 'none', hearing: 'some' },
    })
    expect(person.form.destinationMunicipality).toBeUndefined()
    expect(person.services.map(({ service, state }) => `${service} ${state}`).toSorted()).toEqual(['call wanted', 'food given'])
    expect(person.consents.map(({ purpose, answer }) => `${purpose} ${answer}`).toSorted()).toEqual([
      'attention given',
      'referral refused',
    ])
    expect(Object.keys(person.steps).toSorted()).toEqual(['done', 'identity', 'interview', 'presented', 'screening', 'services'])

    await press(page, 'n')
    await page.getByRole('heading', { name: 'Diego Tum' }).waitFor()
    expect(new URL(page.url()).searchParams.get('persona')).toBe(second)
    expect(page.problems).toEqual([])
  })

  test('who is called from far down the list comes into sight there, and the focus is where one goes on', async () => {
    const registrar = await world.someone()
    const arrivalId = await aFlight(registrar, { carrier: 'UA 120' })
    const crowd = Array.from({ length: 60 }, (_, at) => aPerson({ surnames: `Ajq'ojomaninaq ${at + 1}` }))
    const ids = await onTheList(world, arrivalId, crowd)
    await world.owner.query(`update intake.subject set state = 'received' where subject_id = any($1)`, [ids.slice(0, 40)])
    const page = await aPage(browser)
    await signIn(page, at(`/llegadas/${arrivalId}/atencion`), registrar.login)
    await page.getByText("Ajq'ojomaninaq 1, ").waitFor()
    await press(page, 'n')
    await page.locator('button:focus', { hasText: 'Está aquí: comenzar' }).waitFor()
    const row = page.locator('a[aria-current]', { hasText: "Ajq'ojomaninaq 41" })
    await expect.poll(() => row.evaluate((one) => one.closest('ol')!.scrollTop)).toBeGreaterThan(0)
    const inSight = await row.evaluate((one) => {
      const [line, frame] = [one.getBoundingClientRect(), one.closest('ol')!.getBoundingClientRect()]
      return line.top >= frame.top && line.bottom <= frame.bottom && frame.bottom <= innerHeight
    })
    expect(inSight).toBe(true)
    expect(await page.evaluate(() => scrollY)).toBe(0)
    expect(page.problems).toEqual([])
  })

  test('two desks on one answer: both are shown, and the desk that typed last chooses', async () => {
    const [one, other] = [await world.someone(), await world.someone()]
    const arrivalId = await aFlight(one)
    const subjectId = await atTheDesk(one, arrivalId, aPerson({ surnames: 'Xiloj' }))
    const page = await aPage(browser)
    await signIn(page, at(`/llegadas/${arrivalId}/atencion?persona=${subjectId}&paso=identity`), one.login)
    await focusOn(page, 'surnames')
    await other.call(intake.saveForm, { subjectId, changes: { surnames: 'Chávez', sex: 'male' }, before: { surnames: 'Xiloj' } })
    await press(page, 'End')
    await page.keyboard.type(' Tum')
    const conflict = page.getByRole('alert', { name: 'Otra ventanilla cambió esta respuesta' })
    await conflict.waitFor()
    expect(await conflict.textContent()).toContain('Xiloj Tum')
    expect(await conflict.textContent()).toContain('Chávez')
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Tab', 'Enter')
    await conflict.waitFor({ state: 'detached' })
    await saved(page)
    expect((await one.call(intake.readReturn, { subjectId })).form).toMatchObject({ surnames: 'Xiloj Tum', sex: 'male' })
    expect(page.problems).toEqual([])
  })

  test('the session ends while somebody types: after signing in again on top, what was typed is saved', async () => {
    const registrar = await world.someone()
    const arrivalId = await aFlight(registrar)
    const subjectId = await atTheDesk(registrar, arrivalId, aPerson({ givenNames: 'Ana' }))
    const page = await aPage(browser)
    await signIn(page, at(`/llegadas/${arrivalId}/atencion?persona=${subjectId}&paso=identity`), registrar.login)
    // All that the screen reads by itself is there: the next call is the saving.
    await page.getByText('No se encontró otro retorno.').waitFor()
    await focusOn(page, 'givenNames')
    await press(page, 'End')
    await registrar.call(access.signOutEverywhere, {})
    await page.keyboard.type(' Luc')
    // The notice has come and has the focus; whoever goes on writing writes where they wrote, and Enter presses nothing.
    await page.locator('[role=alertdialog]:focus').waitFor()
    await page.keyboard.type('ia')
    await press(page, 'Enter')
    await question(page, 'surnames').locator('input:focus').waitFor()
    await page.keyboard.type('Tum ')
    expect(await page.locator('input[name=password]').count()).toBe(0)
    await page.locator('[role=alertdialog]:focus').waitFor()
    await press(page, 'Enter')
    await question(page, 'surnames').locator('input:focus').waitFor()
    const dialog = await openSignInAgain(page)
    await page.keyboard.type(password)
    await press(page, 'Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.locator('[data-field] input:focus').waitFor()
    await saved(page)
    expect(await question(page, 'givenNames').locator('input').inputValue()).toBe('Ana Lucia')
    const again = await world.someone()
    expect((await again.call(intake.readReturn, { subjectId })).form).toMatchObject({
      givenNames: 'Ana Lucia',
      surnames: expect.stringContaining('Tum'),
    })
    expect(page.problems).toEqual([])
  })

  test('a girl of nine, alone: the screen says at once whom to tell, and asks her in words for a child', async () => {
    const registrar = await world.someone()
    const arrivalId = await aFlight(registrar)
    const subjectId = await atTheDesk(registrar, arrivalId, aPerson({ birthYear: 2017 }))
    const page = await aPage(browser)
    await signIn(page, at(`/llegadas/${arrivalId}/atencion?persona=${subjectId}&paso=identity`), registrar.login)
    await page.getByText('Es menor de edad y falta decir cómo viaja.').waitFor()
    await focusOn(page, 'condition')
    await press(page, '5')
    const banner = page.getByRole('alert').filter({ hasText: 'Avise a PGN: NNA no acompañado' })
    await banner.waitFor()
    expect(await banner.textContent()).toContain('Procuraduría General de la Nación')
    expect(await banner.textContent()).toContain('Secretaría de Bienestar Social')
    await banner.getByText('El directorio aún no tiene el teléfono de PGN').waitFor()
    await saved(page)
    expect(await axeFindings(page)).toEqual([])

    await page.goto(at(`/llegadas/${arrivalId}/atencion?persona=${subjectId}&paso=consent`))
    await question(page, 'consent.attention').locator('input:focus').waitFor()
    await page.getByText('Vamos a avisar a la Procuraduría General de la Nación').waitFor()
    for (const size of [desk, telephone]) {
      await page.setViewportSize(size)
      await question(page, 'consent.statistics').locator('input').first().focus()
      const notice = page.getByText('Avise a PGN: NNA no acompañado')
      expect(await notice.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0)
      await question(page, 'consent.attention').locator('input').first().focus()
      expect(
        await notice.evaluate(
          (one) => document.elementFromPoint(one.getBoundingClientRect().x + 5, one.getBoundingClientRect().y + 5) === one,
        ),
      ).toBe(true)
    }
    await page.setViewportSize(desk)
    await press(page, '1')
    await question(page, 'consent.attention').getByText('Anotado a las').waitFor()
    await press(page, 'Control+Enter')
    await question(page, 'service.call').locator('input:focus').waitFor()
    await press(page, 'Control+Enter')
    await page.getByText('nombra a PGN como la institución que le acompaña').waitFor()
    const { consents } = await registrar.call(intake.readReturn, { subjectId })
    expect(consents).toMatchObject([{ answer: 'given', textVersion: '2026-11-nna' }])
    expect(page.problems).toEqual([])
  })

  test('a mother and her son become one family unit, without a mouse', async () => {
    const registrar = await world.someone()
    const arrivalId = await aFlight(registrar)
    const mother = await atTheDesk(registrar, arrivalId, aPerson({ givenNames: 'Juana', surnames: 'Us' }))
    const son = await atTheDesk(registrar, arrivalId, aPerson({ givenNames: 'Luis', surnames: 'Chávez', birthYear: 2019 }))
    const page = await aPage(browser)
    await signIn(page, at(`/llegadas/${arrivalId}/atencion?persona=${mother}&paso=identity`), registrar.login)
    await question(page, 'givenNames').locator('input:focus').waitFor()
    await press(page, 'Escape', 'f')
    await page.getByRole('combobox', { name: 'Nombre de un familiar' }).waitFor()
    await page.keyboard.type('luis')
    await page.getByRole('option', { name: /Chávez, Luis/ }).waitFor()
    await press(page, 'Enter')
    await page.getByRole('combobox', { name: /Relación.*Luis Chávez/ }).focus()
    await page.keyboard.type('hija')
    await press(page, 'Enter')
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Guardar la familia' }).focus()
    await press(page, 'Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await question(page, 'family').getByText('Luis Chávez').waitFor()
    await page.locator(':focus', { hasText: 'Cambiar la familia' }).waitFor()
    const { family } = await registrar.call(intake.readReturn, { subjectId: son })
    expect(family?.members.map(({ relationship }) => relationship).toSorted()).toEqual(['child', 'head'])
    expect(page.problems).toEqual([])
  })

  test('the chief signs the counts; as long as somebody waits, it says whom to look for', async () => {
    const chief = await world.someone({ roles: ['shift-chief'] })
    const arrivalId = await aFlight(chief, { carrier: 'CH 1' })
    const [subjectId] = await onTheList(world, arrivalId, [aPerson()])
    await chief.call(intake.openArrival, { arrivalId })
    const page = await aPage(browser)
    await signIn(page, at(`/llegadas/${arrivalId}`), chief.login)
    await page.getByRole('button', { name: 'Cerrar y firmar' }).focus()
    await press(page, 'Enter')
    await page.getByText('Todavía hay 1 persona sin resolver').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Enter')
    await page.getByRole('heading', { name: 'Atención · Vuelo CH 1' }).waitFor()
    await press(page, 'n')
    await page.getByRole('button', { name: 'No llegó' }).focus()
    await press(page, 'Enter')
    await page.getByRole('dialog').waitFor()
    await press(page, 'Tab', 'Enter')
    await page.getByText('Ya no hay personas por llamar').waitFor()
    expect((await chief.call(intake.readReturn, { subjectId: subjectId! })).state).toBe('not_arrived')

    await page.goto(at(`/llegadas/${arrivalId}`))
    await page.getByRole('button', { name: 'Cerrar y firmar' }).focus()
    await press(page, 'Enter')
    await page.getByLabel('Observaciones (si las hay)').waitFor()
    await page.keyboard.type('Sin novedad.')
    await press(page, 'Tab', 'Tab', 'Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('Persona Inventada firmó estas cifras').waitFor()
    await page.getByText('Sin novedad.').waitFor()
    await page.locator('h2:focus').waitFor()
    expect(await axeFindings(page)).toEqual([])

    await page.getByRole('button', { name: 'Abrir de nuevo' }).focus()
    await press(page, 'Enter')
    await page.getByLabel('Motivo').waitFor()
    await page.keyboard.type('Falta una persona')
    await press(page, 'Tab', 'Tab', 'Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.locator('a:focus', { hasText: 'Atender' }).waitFor()
    expect(page.problems).toEqual([])
  })
})
