import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { doorsOver, openPool } from '#server/db.ts'
import { readTable } from '#server/spreadsheet/read.ts'
import { aWorld } from '../../../tests/world.ts'
import { portalPages } from '../../portal.ts'
import { stylesheet } from './stylesheet.ts'

const world = await aWorld()
const get = (path: string, headers: Record<string, string> = {}) => world.visitor.fetch(path, { headers })
const textOf = async (path: string) => (await get(path)).text()
const articles = (html: string) => [...html.matchAll(/<article class="figure" id="(F\d+)"[\s\S]*?<\/article>/g)]
const idsIn = (html: string) => articles(html).map(([, id]) => id)
const rowsOf = async (path: string) => {
  const bytes = new Uint8Array(await (await get(path)).arrayBuffer())
  const { rows } = await readTable({ name: path.replace(/\?.*/, '').slice(1), bytes })
  return rows.map(({ cells }) => cells)
}

describe('the figures', () => {
  test.each(['/cifras', '/en/figures'])('%s shows all 103, each once, with source, cut-off and what is written', async (path) => {
    const html = await textOf(path)
    const shown = articles(html)
    expect(shown).toHaveLength(103)
    expect(new Set(idsIn(html)).size).toBe(103)
    for (const [article] of shown) {
      expect(article).toMatch(/class="source">(Fuente|Source): <cite>[^<]+<\/cite>, [^<]*(corte|cut-off): [^)]*\d{4}\)/)
      expect(article).toMatch(/(Como está escrito|As written): /)
    }
  })

  test('a contradiction is shown beside both figures, each linking to the other', async () => {
    const html = await textOf('/cifras')
    const article = (id: string) => articles(html).find(([, found]) => found === id)![0]
    expect(article('F028')).toMatch(/class="conflict">[\s\S]*16 campañas[\s\S]*href="\/cifras\/F029"/)
    expect(article('F029')).toMatch(/class="conflict">[\s\S]*href="\/cifras\/F028"/)
    expect(article('F036')).toContain('No queda claro si son emitidos o solicitados')
  })

  test('a qualifier stands before its number', async () => {
    expect(await textOf('/cifras')).toContain('<span class="qualifier">al menos</span>')
    expect(await textOf('/en/figures')).toContain('<b>About 2,717</b>')
  })

  test('Cuadro 1 is a table with its source line, and its blanks are not zeros', async () => {
    const html = await textOf('/cifras?objective=1')
    const [cuadro = ''] = /<table>[\s\S]*?<\/table>/.exec(html) ?? []
    expect(cuadro).toMatch(/<caption>Cuadro 1\. Estadísticas Año 2021/)
    expect(cuadro.match(/scope="col"/g)).toHaveLength(5)
    expect(cuadro.match(/scope="row"/g)).toHaveLength(3)
    expect(cuadro.match(/<abbr title="en blanco en el documento: dato no disponible">··<\/abbr>/g)).toHaveLength(3)
    expect(cuadro).toContain(
      'De las cuales 17 son migrantes de El Salvador, Honduras, Nicaragua, Nigeria, Venezuela, Guinea, Colombia',
    )
    expect(html).toContain('enviadas por SBS, IGM y SVET.')
  })

  test('filters narrow the list, are counted and stay in the form', async () => {
    const html = await textOf('/cifras?text=albergue&objective=10&institution=svet&kind=reported')
    expect(idsIn(html)).toEqual(['F045', 'F046'])
    expect(html).toContain('Se muestran 2 de 103 cifras.')
    expect(html).toContain('value="albergue"')
    expect(html).toContain('<option value="svet" selected>')
    expect(html).toContain('href="/cifras.csv?text=albergue&amp;objective=10&amp;institution=svet&amp;kind=reported"')
    expect(html).toContain('href="/en/figures?text=albergue&amp;objective=10&amp;institution=svet&amp;kind=reported"')
  })

  test('nothing found says what to do', async () => {
    const html = await textOf('/cifras?text=zzz')
    expect(idsIn(html)).toEqual([])
    expect(html).toContain('Ninguna cifra corresponde a lo que busca.')
  })

  test('the objectives without figures are named', async () => {
    expect(await textOf('/cifras')).toContain('Los objetivos 2, 7, 17 y 22 no tienen cifras en estos documentos.')
    expect(await textOf('/en/figures')).toContain('Objectives 2, 7, 17, and 22 have no figures in these documents.')
  })
})

describe('one figure', () => {
  test('has a lasting address, how to cite it and the other side of its contradiction', async () => {
    const html = await textOf('/cifras/F018')
    expect(html).toContain('Dos alcances.')
    expect(html).toContain('href="/cifras/F055"')
    expect(html).toMatch(
      /class="citation">Ministerio de Relaciones Exteriores \(mayo de 2022\)\.[^<]*Cifra F018 en Ceiba, publicación 1, 31 de octubre de 2026: http:\/\/localhost\/cifras\/F018</,
    )
  })

  test('is a file too, with the columns of all', async () => {
    const html = await textOf('/cifras/F016')
    expect(html).toContain('href="/cifras/F016.csv"')
    const [titles, row, ...rest] = await rowsOf('/cifras/F016.csv')
    expect(titles).toEqual((await rowsOf('/cifras.csv'))[0])
    expect(row?.[0]).toBe('F016')
    expect(rest).toEqual([])
    expect((await rowsOf('/en/figures/F016.csv'))[1]?.at(-1)).toBe('http://localhost/en/figures/F016')
    expect((await get('/cifras/F999.csv')).status).toBe(404)
  })

  test('typed by hand it is found all the same', async () => {
    const answer = await get('/en/figures/f18')
    expect(answer.status).toBe(301)
    expect(answer.headers.get('Location')).toBe('/en/figures/F018')
  })

  test.each(['/cifras/F999', '/cifras/%3Cscript%3E', '/cifras/..%2F..%2Fetc', '/cifras/F018/more'])(
    '%s does not exist, in words',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('Esta página no existe')
    },
  )
})

describe('languages', () => {
  test.each([
    ['/', 'es-GT', '/en'],
    ['/en', 'en', '/'],
    ['/cifras', 'es-GT', '/en/figures'],
    ['/en/figures/F018', 'en', '/cifras/F018'],
  ])('%s is marked %s and leads to %s', async (path, language, other) => {
    const html = await textOf(path)
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toMatch(new RegExp(`<a class="language" href="${other}" lang="(es|en)"`))
    expect(html).toMatch(/<link rel="alternate" hreflang="es" href="http:\/\/localhost\//)
    expect(html).toMatch(/<link rel="alternate" hreflang="en" href="http:\/\/localhost\/en/)
  })

  test('nothing on an English page is left in Spanish but quotations, names and the way back', async () => {
    const html = (await textOf('/en/figures')).replaceAll(/<q lang="es">[\s\S]*?<\/q>/g, '').replaceAll(/[“«][^”»]*[”»]/g, '')
    expect(html).not.toMatch(/\b(Fuente|Período|Institución:|escrito|cifras de|Nota|Objetivo|según|personas)\b/)
  })

  test('what does not exist under /en is said in English', async () => {
    const answer = await get('/en/nowhere')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('This page does not exist')
  })
})

describe('files', () => {
  test('the CSV reads back as the 103 figures, with a heading of codes', async () => {
    const [head = [], ...rows] = await rowsOf('/cifras.csv')
    expect(rows).toHaveLength(103)
    expect(head.slice(0, 3)).toEqual(['figure_id', 'value', 'as_written'])
    const row = rows.find(([id]) => id === 'F018')!
    const cell = (code: string) => row[head.indexOf(code)]
    expect([cell('value'), cell('as_written'), cell('institutions'), cell('contradicts')]).toEqual([
      '14166',
      '14,166',
      'sbs | igm',
      'F055',
    ])
    expect(cell('sentence_en')).toMatch(/^In 2021, 14,166 unaccompanied/)
    expect(cell('address')).toBe('http://localhost/cifras/F018')
  })

  test('a file holds exactly the filtered view', async () => {
    const query = '?objective=10&institution=svet'
    const shown = idsIn(await textOf(`/cifras${query}`))
    expect(
      (await rowsOf(`/cifras.csv${query}`))
        .slice(1)
        .map(([id]) => id)
        .sort(),
    ).toEqual(shown.sort())
    expect(
      (await rowsOf(`/cifras.xlsx${query}`))
        .slice(1)
        .map(([id]) => id)
        .sort(),
    ).toEqual(shown.sort())
  })

  test('the workbook is headed by words of the language and carries notes', async () => {
    const [head = []] = await rowsOf('/cifras.xlsx?lang=en')
    expect(head.slice(0, 3)).toEqual(['Figure', 'Value', 'As written'])
    const bytes = new Uint8Array(await (await get('/cifras.xlsx?lang=en')).arrayBuffer())
    const { sheets } = await readTable({ name: 'figures.xlsx', bytes })
    expect(sheets).toEqual(['Figures', 'Notas · Notes'])
  })

  test('names and media types are right', async () => {
    const csv = await get('/cifras.csv?lang=en')
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('Content-Disposition')).toBe('attachment; filename="ceiba-figures.csv"')
    expect((await get('/cifras.xlsx')).headers.get('Content-Type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
  })

  test('the JSON has the hash that stands at the foot of every page', async () => {
    const json = await textOf('/cifras.json')
    const sha256 = createHash('sha256').update(json).digest('hex')
    for (const path of ['/', '/en', '/cifras', '/cifras/F001']) expect(await textOf(path)).toContain(sha256)
  })
})

describe('hostile addresses', () => {
  const hostile = [
    '/cifras?text=%00%ff%fe',
    '/cifras?text=%3Cscript%3Ealert(1)%3C/script%3E',
    '/cifras?text=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&kind=%22onfocus=%22',
    `/cifras?text=${'a'.repeat(20000)}`,
    '/cifras?objective=1&objective=2&objective[]=3&__proto__[x]=1',
    '/cifras?objective=NaN&institution=%2e%2e%2f&kind=%F0%9F%92%A3',
    "/en/figures?text=';drop%20table%20release.figure--",
    '/cifras.csv?text=%3Dcmd%7C&lang=xx',
  ]
  test.each(hostile.map((path) => [path.slice(0, 60), path]))('%s does no harm', async (_, path) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toMatch(/<script|<img|onfocus="/)
  })

  test.each(['/%', '/cifras/%E0%A4%A', '/en/%2e%2e/%2e%2e/etc/passwd', '//evil.example/'])('%s is not found', async (path) => {
    expect((await world.visitor.fetch(new URL(`http://localhost${path}`).href)).status).toBe(404)
  })

  test('a slash too many leads to the page, never to another site', async () => {
    expect((await get('/cifras/?kind=legal')).headers.get('Location')).toBe('/cifras?kind=legal')
    expect((await world.visitor.fetch('http://localhost//evil.example/')).headers.get('Location')).toBeNull()
  })
})

describe('what the portal is made of', () => {
  test.each(['/', '/en', '/cifras', '/en/figures', '/cifras/F018', '/en/figures/F018', '/cifras?objective=1', '/nada'])(
    '%s weighs at most 60 KB compressed, stylesheet included',
    async (path) => {
      const weight = gzipSync(await textOf(path)).length + gzipSync(stylesheet).length
      expect(weight).toBeLessThanOrEqual(60_000)
    },
  )

  test('no page asks for a script, or for anything of another site', async () => {
    for (const path of ['/', '/cifras', '/cifras/F018', '/nada']) {
      const html = await textOf(path)
      expect(html).not.toMatch(/<script|\son\w+=|style="|javascript:/)
      expect(
        [...html.matchAll(/(?:src|href)="(https?:[^"]*)"/g)].filter(([, to]) => !to!.startsWith('http://localhost/')),
      ).toEqual([])
    }
    expect(stylesheet).not.toMatch(/url\(|@import/)
  })

  test('a page that has not changed is not sent again', async () => {
    const first = await get('/cifras')
    const again = await get('/cifras', { 'If-None-Match': first.headers.get('ETag')! })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(first.headers.get('Cache-Control')).toMatch(/max-age=300$/)
  })

  test('the stylesheet may be kept for ever under its hash, and only so', async () => {
    const [, address = ''] = /href="(\/portal\.css\?v=\w+)"/.exec(await textOf('/')) ?? []
    expect((await get(address)).headers.get('Cache-Control')).toContain('immutable')
    expect((await get('/portal.css')).headers.get('Cache-Control')).toBe('public, max-age=300')
    expect((await get('/portal.css')).headers.get('ETag')).toBeTruthy()
  })

  test('a page that quotes the address it was asked at is kept by nobody but the one who asked', async () => {
    const asked = async (app: { request: typeof world.app.request }, path: string) => {
      const answer = await app.request(path, { headers: { Host: 'evil.example' } })
      return { kept: answer.headers.get('Cache-Control'), quotes: (await answer.text()).includes('evil.example') }
    }
    const known = portalPages({ doors: world.portalDoors, demonstration: false, publicUrl: 'https://ceiba.example' })
    for (const path of ['/', '/cifras', '/cifras/F018', '/en/figures/F018', '/cifras.csv', '/cifras/F018.csv', '/cifras.xlsx']) {
      expect(await asked(world.app, `http://evil.example${path}`)).toMatchObject({ kept: 'private, max-age=300' })
      expect(await asked(known, `http://evil.example${path}`)).toEqual({ kept: 'public, max-age=300', quotes: false })
    }
    expect(await asked(world.app, 'http://evil.example/cifras.json')).toEqual({ kept: 'public, max-age=300', quotes: false })
  })

  test('nothing is taken in: another method is told which are', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const answer = await world.visitor.fetch('/cifras', { method })
      expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
    }
  })

  test('robots may read the pages but not the workspace', async () => {
    expect(await textOf('/robots.txt')).toBe('User-agent: *\nDisallow: /api/\nDisallow: /app/\n')
    expect((await get('/favicon.svg')).headers.get('Content-Type')).toBe('image/svg+xml')
  })
})

describe('the demonstration', () => {
  const demonstration = portalPages({ doors: world.portalDoors, demonstration: true, publicUrl: 'https://ceiba.example/' })

  test('says on every page that people are invented and these figures are not', async () => {
    for (const path of ['/', '/en/figures', '/cifras/F018', '/nada']) {
      const html = await (await demonstration.request(path)).text()
      expect(html).toMatch(/class="ribbon"><strong>Demostra|class="ribbon"><strong>Demonstra/)
      expect(html).toContain('<meta name="robots" content="noindex">')
    }
    expect(await textOf('/')).not.toContain('class="ribbon"')
  })

  test('the address to cite is the one people reach the site by', async () => {
    expect(await (await demonstration.request('/cifras/F018')).text()).toContain('https://ceiba.example/cifras/F018')
  })
})

describe('the way to the database', () => {
  test('the portal can read releases and no other table', async () => {
    const tables = await world.owner.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    )
    const readable: string[] = []
    for (const { name } of tables.rows)
      await world.portalDoors.pool.query(`select 1 from ${name} limit 1`).then(
        () => readable.push(name),
        (error: Error) => expect(error.message).toMatch(/permission denied/),
      )
    expect(readable.sort()).toEqual(
      ['contradiction', 'document', 'figure', 'institution', 'objective', 'public_table', 'release'].map(
        (table) => `release.${table}`,
      ),
    )
    for (const schema of ['intake', 'access', 'journal', 'directory'])
      expect(tables.rows.some(({ name }) => name.startsWith(`${schema}.`))).toBe(true)
  })

  test('without a database each page says so in its language, and when to come back', async () => {
    const doors = doorsOver(openPool({ host: '127.0.0.1', port: 9, user: 'nobody', database: 'none' }))
    const lines: Record<string, unknown>[] = []
    const alone = portalPages({ doors, demonstration: false, log: (line) => lines.push(line) })
    const answer = await alone.request('/cifras')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('Retry-After')).toBe('30')
    expect(await answer.text()).toContain('Las cifras no están disponibles en este momento')
    expect(await (await alone.request('/en')).text()).toContain('The figures are not available at this moment')
    expect(lines[0]).toMatchObject({ code: 'database-unavailable' })
    await doors.close()
  })

  test('before the first release it says that nothing is published', async () => {
    const empty = await aWorld()
    await empty.owner.query('truncate release.release cascade')
    const answer = await empty.visitor.fetch('/cifras')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('Todavía no hay cifras publicadas')
  })
})
