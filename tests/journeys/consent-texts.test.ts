import { expect, test } from 'vitest'
import { consents } from '#intake/contract/consents.ts'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, overflow, signIn, telephone } from './browser.ts'

/** The words that are read before consent is asked are seen; a version is written by one and reviewed by another, and stays. */

const world = await aWorld()
const app = `${await aServer(world)}/app`
const browser = await aBrowser()
const officer = await world.someone({ roles: ['data-protection-officer'] })
const editor = await world.someone({ roles: ['directory-editor'] })

test('a version is written in another language, and read aloud once somebody else has reviewed it', async () => {
  const page = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(page, `${app}/textos`, officer.login)
  await page.getByText('¿Está de acuerdo en que anotemos sus datos').first().waitFor()
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
  await page.getByRole('link', { name: 'Escribir una versión' }).click()
  await page.getByRole('combobox', { name: 'Idioma' }).fill('Inglés')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Se lee desde' }).fill('01/02/2027')
  const words = ['Antes de las preguntas', 'Atenderle hoy', 'Compartir sus datos', 'Llamarle después', 'Contarle en']
  for (const label of words)
    await page.getByRole('textbox', { name: new RegExp(label) }).fill('Words that somebody wrote for this test.')
  expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
  await page.setViewportSize(telephone)
  expect(await overflow(page)).toBe(0)
  await page.getByRole('button', { name: 'Guardar para revisión' }).click()
  const version = page.getByRole('region', { name: /Inglés/ }).filter({ hasText: '2027-02-01/english' })
  await version.getByText('Por revisar').waitFor()
  const review = async (on: typeof page) => {
    await on.getByRole('button', { name: 'Está bien escrito' }).click()
    await on.getByRole('dialog').getByRole('button', { name: 'Está bien escrito' }).click()
  }
  await review(page)
  await page.getByRole('dialog').getByRole('alert').waitFor()

  const other = await aPage(browser, { reducedMotion: 'reduce' })
  await signIn(other, `${app}/textos`, editor.login)
  await review(other)
  await other.getByText('La revisó').waitFor()
  expect(await axeFindings(other)).toEqual([])
  expect([...page.problems, ...other.problems]).toEqual([])
})

test('what stands is never written over: the same day and language again is refused, and the words are those from before', async () => {
  const words = 'Otras palabras que no deben quedar.'
  const questions = { attention: words, referral: words, call_back: words, statistics: words }
  const again = { audience: 'everybody', language: 'english', validFrom: '2027-02-01', opening: words, questions } as const
  await expect(officer.call(consents.writeConsentText, again)).rejects.toMatchObject({ code: 'consent-text-exists' })
  const { texts } = await officer.call(consents.listConsentTexts, {})
  expect(texts.find(({ version }) => version === '2027-02-01/english')?.opening).toBe('Words that somebody wrote for this test.')
})
