import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { aWorld } from '../world.ts'
import { aBrowser, aPage, aServer, axeFindings, desk, overflow, telephone } from './browser.ts'

const world = await aWorld({ demonstration: true })
const server = await aServer(world)
const browser = await aBrowser()
const smallest = { width: 320, height: 568 }
const pages = [
  '/',
  '/en',
  '/cifras',
  '/en/figures?objective=10',
  '/cifras/F018',
  '/en/figures/F072',
  '/cifras?text=zzz',
  '/nada',
  '/api/docs',
]

describe('without JavaScript', () => {
  const reader = (viewport = telephone) => aPage(browser, { viewport, javaScriptEnabled: false })

  test('a student searches, reads a figure and its contradiction, and comes back', async () => {
    const page = await reader()
    await page.goto(server)
    await page.getByRole('link', { name: 'Ver las 103 cifras' }).click()
    expect(await page.locator('article.figure').count()).toBe(103)
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('campañas')
    await page.getByRole('combobox', { name: 'Institución' }).selectOption('igm')
    await page.getByRole('searchbox', { name: 'Buscar' }).press('Enter')
    await page.getByText('Se muestran 2 de 103 cifras.').waitFor()
    expect(new URL(page.url()).searchParams.get('institution')).toBe('igm')
    await page.getByRole('link', { name: 'En 2021 se implementaron 16 campañas de comunicación.' }).click()
    await page.getByText('El informe declara 16 campañas, pero su lista').waitFor()
    await page.getByRole('link', { name: 'F029', exact: true }).click()
    expect(await page.locator('h1').textContent()).toContain('enumera 15 campañas')
    await page.getByRole('link', { name: 'English' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('h1').textContent()).toContain('names 15 communication campaigns')
  })

  test('a filter is taken off by its own link', async () => {
    const page = await reader(desk)
    await page.goto(`${server}/cifras?objective=10&kind=reported`)
    await page.getByRole('link', { name: 'Quitar Objetivo 10' }).click()
    const { searchParams } = new URL(page.url())
    expect([searchParams.get('objective'), searchParams.get('kind')]).toEqual([null, 'reported'])
  })

  test('the skip link leads to the content, and every control shows that it has the focus', async () => {
    const page = await reader(desk)
    await page.goto(`${server}/cifras`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(page.url()).toContain('#contenido')
    await page.keyboard.press('Tab')
    const search = page.getByRole('searchbox')
    expect(await search.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await search.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
  })

  test.each(pages)('%s has nothing sticking out, from 320 px to a desk', async (path) => {
    for (const viewport of [smallest, telephone, desk]) {
      const page = await reader(viewport)
      await page.goto(server + path)
      expect(await overflow(page)).toBe(0)
      await page.context().close()
    }
  })
})

describe('for everyone', () => {
  // Colours are all that differs between light and dark: each is looked at once, in one of the two widths.
  const looks = [
    { viewport: telephone, colorScheme: 'dark' },
    { viewport: desk, colorScheme: 'light' },
  ] as const
  test.each(pages)('%s has no accessibility finding, light or dark, telephone or desk', async (path) => {
    for (const look of looks) {
      // The site's rules allow no script; axe is one.
      const page = await aPage(browser, { ...look, bypassCSP: true })
      await page.goto(server + path)
      expect(await axeFindings(page)).toEqual([])
      expect(await enhancedContrast(page)).toEqual([])
      expect(page.problems).toEqual([])
      await page.context().close()
    }
  })

  test('printed, a page names its address and leaves the controls out', async () => {
    const page = await aPage(browser, { javaScriptEnabled: false })
    await page.emulateMedia({ media: 'print' })
    await page.goto(`${server}/cifras/F018`)
    expect(await page.getByText(`Impreso de ${server}/cifras/F018`).isVisible()).toBe(true)
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
  })
})

/** Text below the contrast of 7:1 (WCAG AAA), beside what `axeFindings` asks for. */
function enhancedContrast(page: Page): Promise<string[]> {
  return page.evaluate(
    `window.axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast-enhanced'] } })
      .then((result) => result.violations.flatMap((one) => one.nodes.map((node) => node.target.join(' ') + ' · ' + node.failureSummary)))`,
  )
}
