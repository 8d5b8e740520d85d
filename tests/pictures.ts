/**
 * Takes the pictures of the README from the demonstration world: `node bin/ready.mjs tests/pictures.ts`.
 * A process of its own with a database of its own; nothing of yours is touched.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { call } from '#browser/call.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFolder, signedIn, start } from './faults/process.ts'
import { chromium as programOnThisMachine } from './machine.ts'

const folder = path.join(import.meta.dirname, '../docs/pictures')
const password = 'ceiba-demostracion'
const desk = { width: 1280, height: 800 }
const telephone = { width: 390, height: 844 }

const program = programOnThisMachine(console.log)
if ('missing' in program) throw new Error(program.missing)
await mkdir(folder, { recursive: true })
const data = await aFolder()
const ceiba = await start('demo', { DATA_FOLDER: data.folder })
const browser = await chromium.launch({
  executablePath: program.path,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

try {
  const fetch = await signedIn(ceiba.base, 'registro.igm', password)
  const { arrivals } = await call(intake.listArrivals, { state: 'receiving' }, { fetch })
  const { arrivalId } = arrivals[0]!
  const { returns } = await call(intake.listReturns, { arrivalId, state: 'receiving' }, { fetch })
  const received = (await call(intake.listReturns, { arrivalId, state: 'received' }, { fetch })).returns[0]!
  const atDesk = `/llegadas/${arrivalId}/atencion?persona=${returns[0]!.subjectId}`

  const day = await workspace(browser, 'registro.igm', desk, 'light')
  await picture(day, '/app/', 'home')
  await picture(day, `/app${atDesk}`, 'reception')
  await picture(day, `/app/llegadas/${arrivalId}`, 'arrival')
  await picture(day, `/app/personas/${received.subjectId}`, 'profile')
  await picture(day, `/app${await somebodyWhoWasHere()}`, 'comparison')
  const night = await workspace(browser, 'turno.igm', desk, 'dark')
  await picture(night, '/app/tablero?centro=crr-tecun-uman', 'board-dark')
  const small = await workspace(browser, 'registro.igm', telephone, 'light')
  await picture(small, `/app${atDesk}`, 'reception-phone')
  const smallNight = await workspace(browser, 'turno.igm', telephone, 'dark')
  await picture(smallNight, '/app/llegadas', 'arrivals-phone-dark')

  const reader = await (
    await browser.newContext({ viewport: desk, javaScriptEnabled: false, colorScheme: 'light', locale: 'es-GT' })
  ).newPage()
  await picture(reader, '/cifras', 'figures')
  const onTheBus = await (
    await browser.newContext({ viewport: telephone, javaScriptEnabled: false, colorScheme: 'dark', locale: 'es-GT' })
  ).newPage()
  await picture(onTheBus, '/', 'portal-phone-dark')
} finally {
  await browser.close()
  ceiba.process.kill('SIGTERM')
  await ceiba.ended
  await data.remove()
}

/** Where somebody on an open list is compared with an earlier return. The keys to find them by are made in the first seconds. */
async function somebodyWhoWasHere(): Promise<string> {
  const fetch = await signedIn(ceiba.base, 'registro.igm', password)
  for (;;) {
    const { arrivals } = await call(intake.listArrivals, { state: 'receiving' }, { fetch })
    for (const { arrivalId } of arrivals)
      for (const { subjectId } of (await call(intake.listReturns, { arrivalId }, { fetch })).returns) {
        const { candidates } = await call(identity.findCandidates, { subjectId }, { fetch })
        if (candidates[0]) return `/personas/${subjectId}/comparar/${candidates[0].who.subjectId}`
      }
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

async function workspace(
  browser: Browser,
  login: string,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark',
): Promise<Page> {
  const context = await browser.newContext({ viewport, colorScheme, locale: 'es-GT', timezoneId: 'America/Guatemala' })
  const page = await context.newPage()
  await page.goto(`${ceiba.base}/app/`)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('input[name=password]').waitFor({ state: 'detached' })
  await page.locator('main h1').waitFor()
  return page
}

async function picture(page: Page, at: string, name: string): Promise<void> {
  await page.goto(`${ceiba.base}${at}`)
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}
