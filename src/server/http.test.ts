import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import { intake } from '#intake/contract/calls.ts'
import { aFlight, aPerson, atTheDesk, received } from '../../tests/people.ts'
import { aWorld, password } from '../../tests/world.ts'
import { server } from '../server.ts'

const world = await aWorld()
type Someone = Awaited<ReturnType<typeof world.someone>>
let desk: Someone
let flight: string
beforeAll(async () => {
  desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
  flight = await aFlight(desk)
})

const json = { 'Content-Type': 'application/json' }
const asJson = (method: string, body: unknown, headers: Record<string, string> = {}) => ({
  method,
  body: JSON.stringify(body),
  headers: { ...json, ...headers },
})
const refused = async (answer: Promise<Response>) => {
  const { status, headers } = await answer
  return { status, type: headers.get('Content-Type'), code: (await (await answer).json()).code }
}
const problem = (status: number, code: string) => ({ status, code, type: 'application/problem+json' })

/** The entries of the journal that tell of a person. */
async function entriesAbout(subjectId: string): Promise<{ kind: string; call: string }[]> {
  const found = await world.owner.query('select kind, call from journal.entry where $1 = any(subjects) order by position', [
    subjectId,
  ])
  return found.rows
}

describe('a command sent again', () => {
  test('with another input is refused, and shows nobody', async () => {
    const [one, other] = [await atTheDesk(desk, flight), await received(desk, flight)]
    const entry = uuidv7()
    const same = { subjectId: one, changes: { surnames: 'Coc' }, before: { surnames: 'Xiloj Tz’unux' } }
    await desk.call(intake.saveForm, same, entry)
    await expect(desk.call(intake.saveForm, { subjectId: other, changes: {}, before: {} }, entry)).rejects.toMatchObject({
      status: 409,
      code: 'entry-id-taken',
    })
    expect(await entriesAbout(other)).toEqual([{ kind: 'command', call: 'POST /returns' }])
    expect(await desk.call(intake.saveForm, same, entry)).toMatchObject({ form: { surnames: 'Coc' } })
  })

  test('is recorded once, and that its answer was read again is in the journal', async () => {
    const subjectId = await atTheDesk(desk, flight)
    const entry = uuidv7()
    for (let times = 0; times < 2; times += 1) await desk.call(intake.completeStep, { subjectId, step: 'identity' }, entry)
    expect(await entriesAbout(subjectId)).toEqual([
      { kind: 'command', call: 'POST /arrivals/:arrivalId/returns' },
      { kind: 'command', call: 'POST /returns/:subjectId/steps' },
      { kind: 'reading', call: 'POST /returns/:subjectId/steps' },
    ])
  })

  test('by somebody who is not signed in is a command of its own: nobody is let in without the password', async () => {
    const { login } = await world.someone()
    const entry = { 'Ceiba-Entry': uuidv7() }
    const signIn = (typed: string) => world.visitor.fetch('/api/session', asJson('POST', { login, password: typed }, entry))
    expect((await signIn(password)).status).toBe(200)
    expect(await refused(signIn('otra cosa muy distinta'))).toEqual(problem(401, 'sign-in-wrong'))
    const again = await signIn(password)
    const cookie = again.headers.get('Set-Cookie')!.split(';')[0]!
    const state = await world.visitor.fetch('/api/session', { headers: { Cookie: cookie } })
    expect(await state.json()).toMatchObject({ me: { login } })
  })
})

test('a refusal that shows what somebody else wrote about a person is a reading', async () => {
  const subjectId = await received(desk, flight)
  const stale = desk.call(intake.saveForm, { subjectId, changes: { surnames: 'Coc' }, before: {} })
  await expect(stale).rejects.toMatchObject({ code: 'stale', details: { fields: { surnames: { theirs: 'Xiloj Tz’unux' } } } })
  expect(await entriesAbout(subjectId)).toContainEqual({ kind: 'reading', call: 'PATCH /returns/:subjectId/form' })
})

test('an id in capitals is the same id: nobody removes the last administrator that way', async () => {
  const only = await world.someone({ roles: ['administrator'], institution: 'pgn' })
  const change = { accountId: only.accountId.toUpperCase(), version: 1, roles: ['desk' as const] }
  await expect(only.call(access.changeAccount, change)).rejects.toMatchObject({ code: 'last-administrator' })
})

describe('what is no text is refused with a sentence, not with our mistake', () => {
  test.each(['A\u0000B', 'A\ud800B'])('%j in a body', async (carrier) => {
    const arrival = { arrivalId: uuidv7(), facilityId: 'crr-fag', mode: 'air', carrier, originCountry: 'US' }
    const made = desk.fetch('/api/arrivals', asJson('POST', { ...arrival, expectedAt: '2026-11-20T14:00:00Z' }))
    expect(await refused(made)).toEqual(problem(422, 'input-wrong'))
  })
  test('nor in an address', async () => {
    expect(await refused(desk.fetch('/api/returns?text=ab%00cd', {}))).toEqual(problem(422, 'input-wrong'))
    expect(await refused(desk.fetch('/api/board?facilityId=%00', {}))).toEqual(problem(422, 'input-wrong'))
  })
})

describe('where a command comes from', () => {
  const endAll = (headers: Record<string, string>) => world.visitor.fetch('/api/session/end-all', asJson('POST', {}, headers))
  test.each([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'https://elsewhere.example', Host: 'ceiba.example' },
    { Origin: 'null', Host: 'ceiba.example' },
    { Origin: 'nonsense', Host: 'ceiba.example' },
  ] as Record<string, string>[])('%j is another site', async (headers) => {
    expect(await refused(endAll(headers))).toEqual(problem(403, 'other-site'))
  })
  test.each([
    {},
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://ceiba.example', Host: '127.0.0.1:8080' },
    { Origin: 'https://ceiba.example', Host: 'ceiba.example' },
  ] as Record<string, string>[])('%j is ours, or a program', async (headers) => {
    expect(await refused(endAll(headers))).toEqual(problem(401, 'sign-in-needed'))
  })

  test('a password is not taken from an address', async () => {
    const { login } = await world.someone()
    const signIn = world.visitor.fetch(`/api/session?login=${login}&password=${encodeURIComponent(password)}`, { method: 'POST' })
    expect(await refused(signIn)).toEqual(problem(422, 'input-wrong'))
  })
})

describe('what is long in the processor does not take every connection', () => {
  test('a desk is answered while ten manifests are read', async () => {
    const order: string[] = []
    const content = Buffer.from(`Nombres,Apellidos\n${'Ixchel,Xiloj\n'.repeat(300)}`).toString('base64')
    const uploads = Array.from({ length: 10 }, () =>
      desk
        .call(intake.uploadManifest, { arrivalId: flight, manifestId: uuidv7(), fileName: 'vuelo.csv', content })
        .then(() => order.push('manifest')),
    )
    for (let times = 0; times < 5; times += 1) await desk.call(intake.readArrival, { arrivalId: flight })
    order.push('desk')
    await Promise.all(uploads)
    expect(order[0]).toBe('desk')
  })

  test('a desk is answered while forty people sign in', async () => {
    const order: string[] = []
    const { login } = await world.someone()
    const signIns = Array.from({ length: 40 }, () =>
      world.visitor.call(access.signIn, { login, password }).then(() => order.push('sign-in')),
    )
    const asked = desk.call(intake.readArrival, { arrivalId: flight }).then(() => order.push('desk'))
    await Promise.all([...signIns, asked])
    expect(order.indexOf('desk')).toBeLessThan(4)
  })
})

describe('what nobody knows', () => {
  test.each(['/api', '/api/nothing', '/api/arrivals/a/b/c'])('%s is refused as a program expects it', async (at) => {
    expect(await refused(world.visitor.fetch(at))).toEqual(problem(404, 'no-such-call'))
  })
  test('nor is a method that a call does not have', async () => {
    expect(await refused(desk.fetch('/api/arrivals', asJson('PUT', {})))).toEqual(problem(405, 'other-method'))
    expect((await desk.fetch('/api/arrivals', asJson('PUT', {}))).headers.get('Allow')).toBe('POST, GET, HEAD')
    expect((await world.visitor.fetch('/api/docs', { method: 'POST' })).headers.get('Allow')).toBe('GET, HEAD')
  })
})

test('the description of the API speaks the reader’s language, and names the cookie as it is called', async () => {
  const docs = async (preferred: string) =>
    (await world.visitor.fetch('/api/docs', { headers: { 'Accept-Language': preferred } })).text()
  expect(await docs('es-GT,es;q=0.9,en;q=0.8')).toMatch(/<html lang="es">[\s\S]*Quién puede/)
  expect(await docs('en-GB,en;q=0.9,es;q=0.8')).toMatch(/<html lang="en">[\s\S]*Who may/)
  expect(await docs('')).toContain('<html lang="en">')
  const { doors, portalDoors } = world
  const overHttps = server({ doors, portalDoors, demonstration: false, version: 'test', secure: true })
  for (const [app, name] of [
    [world.app, 'ceiba'],
    [overHttps, '__Host-ceiba'],
  ] as const)
    expect(await (await app.request('/api/openapi.json')).json()).toMatchObject({
      components: { securitySchemes: { cookie: { name } } },
    })
})

test('no answer about persons is kept by a browser, and no answer is without the headers that protect it', async () => {
  const subjectId = await received(desk, flight, aPerson())
  const answers = await Promise.all([
    desk.fetch(`/api/returns/${subjectId}`, {}),
    desk.fetch(`/api/returns/${subjectId}/slip.pdf`, {}),
    desk.fetch(`/api/returns/${uuidv7()}`, {}),
    desk.fetch('/api/nothing', {}),
    world.visitor.fetch('/api/returns?text=coc'),
  ])
  for (const { headers } of answers) {
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  }
})

describe('what was asked for in vain', () => {
  const refusals = async (accountId: string) =>
    (
      await world.owner.query(
        `select call, subjects, input, output from journal.entry where kind = 'refusal' and account_id = $1 order by position`,
        [accountId],
      )
    ).rows

  test('where persons are shown stands in the journal: who, which call, about whom and why', async () => {
    const other = await world.someone({ roles: ['registrar'], institution: 'minex' })
    const editor = await world.someone({ roles: ['directory-editor'] })
    const subjectId = await received(desk, flight)
    const asked = asJson('POST', { step: 'identity' })
    expect((await other.fetch(`/api/returns/${subjectId}/steps`, asked)).status).toBe(404)
    expect((await editor.fetch(`/api/returns/${subjectId}`, {})).status).toBe(403)
    const line = { subjects: [subjectId], input: null }
    expect(await refusals(other.accountId)).toEqual([
      { ...line, call: 'POST /returns/:subjectId/steps', output: { code: 'return-not-found' } },
    ])
    expect(await refusals(editor.accountId)).toEqual([
      { ...line, call: 'GET /returns/:subjectId', output: { code: 'not-your-work' } },
    ])
  })

  test('where no person is shown does not', async () => {
    const analyst = await world.someone({ roles: ['analyst'] })
    expect((await analyst.fetch('/api/accounts', {})).status).toBe(403)
    expect(await refusals(analyst.accountId)).toEqual([])
  })
})
