import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromium as programOnThisMachine } from '../tests/machine.ts'
import { aCeiba, password } from './ceiba.ts'
import type { Line, Report } from './report.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const portalPages = ['/', '/en', '/cifras', '/en/figures']

/** What a first visit costs on the wire, as a browser counts it: headers and compressed bodies. */
export async function weight(): Promise<Report> {
  const found = programOnThisMachine(console.log)
  if ('missing' in found) return { part: 'weight', ran: [found.missing], lines: [], rounds: {} }
  await buildIfChanged()
  const ceiba = await aCeiba()
  const browser = await chromium.launch({ executablePath: found.path, args: flags })
  try {
    const lines: Line[] = []
    const page = await visit(browser)
    await page.goto(`${ceiba.base}/app/`)
    await page.locator('input[name=login]').waitFor()
    await page.waitForLoadState('networkidle')
    lines.push({ what: 'Workspace, sign-in page', gave: kilobytes(page.counted), goal: '≤ 300 KB' })
    await page.locator('input[name=login]').fill(ceiba.login)
    await page.locator('input[name=password]').fill(password)
    await page.keyboard.press('Enter')
    await page.locator('input[name=password]').waitFor({ state: 'detached' })
    await page.locator('main h1').waitFor()
    await page.waitForLoadState('networkidle')
    lines.push({ what: 'Workspace, sign-in page and home screen', gave: kilobytes(page.counted), goal: '≤ 300 KB' })
    const parts: Record<string, Map<string, Bytes>> = { workspace: page.counted }
    for (const path of [...portalPages, await aFigure(ceiba.base)]) {
      const portal = await visit(browser)
      const answer = await portal.goto(`${ceiba.base}${path}`)
      if (!answer?.ok()) continue
      await portal.waitForLoadState('networkidle')
      lines.push({ what: `Portal ${path}`, gave: kilobytes(portal.counted), goal: '≤ 60 KB' })
      parts[path] = portal.counted
    }
    const rounds = Object.fromEntries(Object.entries(parts).map(([name, counted]) => [name, Object.fromEntries(counted)]))
    return {
      part: 'weight',
      ran: ['Chromium with an empty cache; every byte of headers and compressed bodies (encodedDataLength).'],
      lines,
      rounds,
    }
  } finally {
    await browser.close()
    await ceiba.stop()
  }
}

/** A page of its own cache, and the bytes of each answer to it. */
async function visit(browser: Browser): Promise<Page & { counted: Map<string, Bytes> }> {
  const context = await browser.newContext({ locale: 'es-GT' })
  const page = Object.assign(await context.newPage(), { counted: new Map<string, Bytes>() })
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  const begun = new Map<string, { url: string; encodedDataLength: number }>()
  client.on('Network.responseReceived', ({ requestId, response }) => begun.set(requestId, response))
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { url, encodedDataLength: headers } = begun.get(requestId) ?? { url: 'http://unknown/', encodedDataLength: 0 }
    const { pathname } = new URL(url)
    const { whole, body } = page.counted.get(pathname) ?? { whole: 0, body: 0 }
    page.counted.set(pathname, { whole: whole + encodedDataLength, body: body + encodedDataLength - headers })
  })
  return page
}

/** The page of one figure: the first that the list links to. */
async function aFigure(base: string): Promise<string> {
  const list = await (await fetch(`${base}/cifras`)).text()
  return /href="(\/cifras\/[^".?#]+)"/.exec(list)?.[1] ?? '/cifras'
}

/** Of one address: headers and body as they travelled, and the body alone. */
type Bytes = { whole: number; body: number }

function kilobytes(counted: Map<string, Bytes>): string {
  const sum = (part: keyof Bytes) => ([...counted.values()].reduce((all, bytes) => all + bytes[part], 0) / 1000).toFixed(1)
  return `${sum('whole')} KB in ${counted.size} files (bodies ${sum('body')} KB)`
}

/** The workspace is weighed as its sources stand: `bin/ready.mjs` builds it when they changed. */
async function buildIfChanged(): Promise<void> {
  const root = join(import.meta.dirname, '..')
  await promisify(execFile)(process.execPath, [join(root, 'bin/ready.mjs'), '--quiet', 'src/ceiba.ts', '--version'], {
    cwd: root,
  })
}
