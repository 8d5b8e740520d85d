import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { listen } from '#server/listen.ts'
import { chromium as programOnThisMachine } from '../machine.ts'
import { password, type World } from '../world.ts'

/** Nothing of the browser's own that talks to the world or writes outside its temporary folder. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium for one file of journeys, closed at its end. */
export async function aBrowser(): Promise<Browser> {
  const found = programOnThisMachine(console.log)
  if ('missing' in found) throw new Error(found.missing)
  const browser = await chromium.launch({ executablePath: found.path, args: flags })
  afterAll(() => browser.close())
  return browser
}

/** The world's application on a free port; its address without a slash at the end. */
export async function aServer(world: World): Promise<string> {
  const { port, stop } = await listen(world.app, '127.0.0.1', 0)
  afterAll(stop)
  return `http://127.0.0.1:${port}`
}

/** What people sit in front of: a desk's screen, or the narrowest telephone. */
export const desk = { width: 1280, height: 800 }
export const telephone = { width: 360, height: 740 }

/**
 * A page of somebody who has just opened the workspace: own cookies, Spanish unless said, Guatemala's time. What the page
 * throws fails the test that reads `problems`.
 */
export async function aPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page & { problems: string[] }> {
  const context = await browser.newContext({ viewport: desk, locale: 'es-GT', timezoneId: 'America/Guatemala', ...options })
  const page = Object.assign(await context.newPage(), { problems: [] as string[] })
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => page.problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) page.problems.push(message.text())
  })
  return page
}

/** Signs in by the keyboard, at the address one wanted to see. */
export async function signIn(page: Page, address: string, login: string): Promise<void> {
  await page.goto(address)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('input[name=password]').waitFor({ state: 'detached' })
  await page.locator('main h1').waitFor()
}

/** Opens the sign-in of a session that is over, once the notice has the focus; gives its dialog. No mouse. */
export async function openSignInAgain(page: Page): Promise<Locator> {
  await page.locator('[role=alertdialog]:focus').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Su sesión terminó' })
  await dialog.locator('input[name=password]:focus').waitFor()
  return dialog
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 A and AA on the page as it stands: the rule, and where. */
export function axeFindings(page: Page): Promise<string[]> {
  return findings(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
}

/** The same for a page in light, and its contrasts once more in the dark: the colours are all that differs between the two. */
export async function axeInBothColours(page: Page): Promise<string[]> {
  const light = await axeFindings(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
  // A colour on its way to another is neither.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((one) => one instanceof CSSTransition && one.finished)),
  )
  const dark = await findings(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((finding) => `in the dark: ${finding}`)]
}

async function findings(page: Page, runOnly: string[]): Promise<string[]> {
  if (!(await page.evaluate('typeof window.axe === "object"'))) await page.evaluate(axe)
  return (await page.evaluate(
    `window.axe.run(document, { runOnly: ${JSON.stringify(runOnly)} })
      .then((result) => result.violations.flatMap((one) => one.nodes.map((node) => one.id + ' · ' + node.target.join(' ') + ' · ' + node.failureSummary)))`,
  )) as string[]
}

/** How many pixels the page is wider than its window: 0 unless something sticks out. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
