import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Language } from '#base/codes.ts'
import { Problem } from '#base/problem.ts'
import type { PublishedFigure, Release } from '#release/contract.ts'
import { canonicalText } from '#release/rules/canonical.ts'
import { publishedFigures } from '#release/rules/contradictions.ts'
import { figuresFound } from '#release/rules/found.ts'
import type { Doors } from '#server/db.ts'
import { writeCsv } from '#server/spreadsheet/write-csv.ts'
import { writeXlsx } from '#server/spreadsheet/write-xlsx.ts'
import { traceOf } from '#server/trace.ts'
import { addressOf, languageOf } from '../rules/addresses.ts'
import { askedIn } from '../rules/asked.ts'
import { figureSheet } from '../rules/sheet.ts'
import { newestNumber, releaseByNumber } from '../store.ts'
import { figurePage } from './figure.ts'
import { figuresPage } from './figures.ts'
import { homePage } from './home.ts'
import type { Html, Sight } from './layout.ts'
import { icon } from './mark.ts'
import { refusalPage } from './refusal.ts'
import { stylesheet, stylesheetVersion } from './stylesheet.ts'

export type PortalOptions = {
  /** The way to the database with the portal's own role. */
  doors: Doors
  demonstration: boolean
  /** Is the workspace under the same address? */
  workspace?: boolean
  /** The address by which people reach the site; without it, that of each request. */
  publicUrl?: string | undefined
  /** Throws when an address asks for more pages than it may. */
  mayAsk?: (c: Context) => void
  log?: (line: Record<string, unknown>) => void
}

/** The series the portal shows. */
const series = 'reported-2022'
const aWhile = 'public, max-age=300'
/** While the site's address is each request's, a page that quotes it is nobody else's: a cache could hand on what one visitor made up. */
const aWhileForOne = 'private, max-age=300'
const forEver = 'public, max-age=31536000, immutable'

/** Every page of the portal. Nothing needs a script to be read. */
export function site(options: PortalOptions): Hono {
  const app = new Hono()
  const current = releases(options.doors)
  const withAddress = options.publicUrl ? aWhile : aWhileForOne
  const sightOf = (c: Context): Sight => ({
    language: languageOf(c.req.path),
    demonstration: options.demonstration,
    workspace: options.workspace ?? true,
    origin: (options.publicUrl ?? new URL(c.req.url).origin).replace(/\/+$/, ''),
  })
  const notFound = (c: Context) => c.html(refusalPage(sightOf(c), 'notFound'), 404, { 'Cache-Control': 'no-cache' })
  const shown = async (c: Context, make: (sight: Sight, published: Published) => Html | undefined) => {
    const made = make(sightOf(c), await current())
    return made ? c.html(made, 200, { 'Cache-Control': withAddress }) : notFound(c)
  }
  const home = (c: Context) => shown(c, (sight, { release, figures }) => homePage(sight, release, figures))
  const all = (c: Context) =>
    shown(c, (sight, { release, figures }) => figuresPage(sight, release, figures, askedIn(c.req.query(), release)))
  const one = async (c: Context): Promise<Response> => {
    const wanted = c.req.param('figureId') ?? ''
    // Somebody typed `f16` by hand; the lasting address has capitals and three digits.
    const [, digits] = /^f0*(\d{1,6})$/i.exec(wanted) ?? []
    const figureId = digits ? `F${digits.padStart(3, '0')}` : wanted
    if (figureId !== wanted) return c.redirect(addressOf({ page: 'figure', figureId }, languageOf(c.req.path)), 301)
    return shown(c, (sight, { release, figures }) => {
      const figure = figures.find((known) => known.figureId === figureId)
      return figure && figurePage(sight, release, figures, figure)
    })
  }
  const oneAsFile = async (c: Context): Promise<Response> => {
    const [, figureId] = /^(F\d+)\.csv$/.exec(c.req.param('file') ?? '') ?? []
    const { release, figures } = await current()
    const found = figures.filter((known) => known.figureId === figureId)
    if (found.length === 0) return notFound(c)
    return csv(c, sheetOf(c, found, release, languageOf(c.req.path), 'codes'), `ceiba-${figureId}.csv`)
  }
  const sheetOf = (c: Context, found: PublishedFigure[], release: Release, language: Language, headings: 'codes' | 'words') => {
    const { origin } = sightOf(c)
    const address = (figureId: string) => origin + addressOf({ page: 'figure', figureId }, language)
    return figureSheet(found, release, language, headings, address)
  }
  const sheet = async (c: Context, headings: 'codes' | 'words') => {
    const { release, figures } = await current()
    const language = c.req.query('lang') === 'en' ? 'en' : 'es'
    const found = figuresFound(figures, askedIn(c.req.query(), release).filter, release)
    return { language, table: sheetOf(c, found, release, language, headings) }
  }
  const file = (c: Context, bytes: Uint8Array | string, media: string, name: string, kept = withAddress) =>
    c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': media,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': kept,
    })
  const csv = (c: Context, table: ReturnType<typeof figureSheet>, name: string) =>
    file(c, writeCsv(table), 'text/csv; charset=utf-8', name)

  app.onError((error, c) => refused(error, c, sightOf(c), options))
  app.use((c, next) => {
    options.mayAsk?.(c)
    return next()
  })
  app.use(etag())
  app.get('/', home)
  app.get('/en', home)
  app.get('/cifras', all)
  app.get('/en/figures', all)
  app.get('/cifras/:file{.+\\.csv}', oneAsFile)
  app.get('/en/figures/:file{.+\\.csv}', oneAsFile)
  app.get('/cifras/:figureId', one)
  app.get('/en/figures/:figureId', one)
  app.get('/cifras.csv', async (c) => {
    const { language, table } = await sheet(c, 'codes')
    return csv(c, table, language === 'en' ? 'ceiba-figures.csv' : 'ceiba-cifras.csv')
  })
  app.get('/cifras.xlsx', async (c) => {
    const { language, table } = await sheet(c, 'words')
    const media = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return file(c, await writeXlsx([table]), media, language === 'en' ? 'ceiba-figures.xlsx' : 'ceiba-cifras.xlsx')
  })
  app.get('/cifras.json', async (c) => {
    const { release } = await current()
    return file(c, canonicalText(release), 'application/json', `ceiba-${release.series}-${release.number}.json`, aWhile)
  })
  app.get('/portal.css', (c) =>
    c.body(stylesheet, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': c.req.query('v') === stylesheetVersion ? forEver : aWhile,
    }),
  )
  app.get('/favicon.svg', (c) => c.body(icon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' }))
  app.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301))
  app.get('/robots.txt', (c) => c.text(robots(options.demonstration), 200, { 'Cache-Control': aWhile }))
  app.all('*', (c) => {
    if (!['GET', 'HEAD'].includes(c.req.method)) return c.text('', 405, { Allow: 'GET, HEAD' })
    const [, plain] = /^(\/\w.*[^/])\/+$/.exec(c.req.path) ?? []
    return plain ? c.redirect(plain + new URL(c.req.url).search, 301) : notFound(c)
  })
  return app
}

type Published = { release: Release; figures: PublishedFigure[] }

/** Asks each time which release is the newest, and reads it once: a release never changes. */
function releases(doors: Doors): () => Promise<Published> {
  let known: Published | undefined
  return () =>
    doors.transaction({}, async (db) => {
      const number = await newestNumber(db, series)
      if (number === undefined) throw new Problem(404, 'nothing-published')
      if (known?.release.number !== number) {
        const release = await releaseByNumber(db, number)
        known = { release, figures: publishedFigures(release) }
      }
      return known
    })
}

/** A demonstration is not for search engines; the workspace and the API never are. */
function robots(demonstration: boolean): string {
  return demonstration ? 'User-agent: *\nDisallow: /\n' : 'User-agent: *\nDisallow: /api/\nDisallow: /app/\n'
}

const known: Record<string, 'nothing' | 'tooMany'> = { 'nothing-published': 'nothing', 'too-many-requests': 'tooMany' }

function refused(error: unknown, c: Context, sight: Sight, { log }: PortalOptions): Response | Promise<Response> {
  const problem = error instanceof Problem ? error : new Problem(500, 'our-mistake')
  if (problem.status >= 500) log?.({ level: 'error', code: problem.code, page: c.req.routePath, ...traceOf(error) })
  const retryAfter = problem.status === 503 ? 30 : problem.details.retryAfter
  const what = known[problem.code] ?? (problem.status === 503 ? 'away' : 'ours')
  return c.html(refusalPage(sight, what), problem.status as ContentfulStatusCode, {
    'Cache-Control': 'no-store',
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
  })
}
