import { describe, expect, test } from 'vitest'
import { pathFor } from '#browser/call.ts'
import { readTable } from '#server/spreadsheet/read.ts'
import { aFlight, aPerson, atTheDesk } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar', 'analyst'] })
const arrivalId = await aFlight(desk)

const full = {
  ...aPerson({ birthYear: 1987 }),
  cui: '9000000150101',
  reasons: ['violence' as const],
  flags: ['threat_at_home' as const],
  note: 'Recado inventado',
}

async function download(
  call: typeof intake.slip | typeof intake.profilePdf | typeof intake.profileReportXlsx,
  input: Record<string, string>,
) {
  const response = await desk.fetch(pathFor(call, input as never), { method: 'GET' })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

const latin = (bytes: Buffer) => bytes.toString('latin1')

describe('the slip', () => {
  test('is a tagged PDF in the language asked for, named by its code', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, full)
    const { slipCode } = await desk.call(intake.receive, { subjectId })
    for (const language of ['es', 'en']) {
      const { response, bytes } = await download(intake.slip, { subjectId, language })
      expect(response.headers.get('Content-Type')).toBe('application/pdf')
      expect(response.headers.get('Content-Disposition')).toContain(`${slipCode}.pdf`)
      expect(latin(bytes)).toMatch(/^%PDF-1\.7/)
      expect(latin(bytes)).toMatch(/\/Marked true/)
      expect(latin(bytes)).toContain(`/Lang (${language})`)
      expect(latin(bytes)).toMatch(/\/DisplayDocTitle true/)
      expect(latin(bytes)).toMatch(/\/Alt /)
    }
  })

  test('is not given before the person is received', async () => {
    const subjectId = await atTheDesk(desk, arrivalId)
    const { response } = await download(intake.slip, { subjectId })
    expect(response.status).toBe(409)
  })
})

describe('the profile', () => {
  test('is printed at any moment, and the printing is written down', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, full)
    const { response, bytes } = await download(intake.profilePdf, { subjectId })
    expect(response.status).toBe(200)
    expect(latin(bytes)).toMatch(/^%PDF-1\.7/)
    const { rows } = await world.owner.query(
      "select subjects from journal.entry where call = 'GET /returns/:subjectId/profile.pdf' and account_id = $1",
      [desk.accountId],
    )
    expect(rows).toEqual([{ subjects: [subjectId] }])
  })
})

describe('the report as a spreadsheet', () => {
  test('names every code in the language asked for and keeps the code', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, { ...full, destinationMunicipality: '0207' })
    await desk.call(intake.receive, { subjectId })
    const { response, bytes } = await download(intake.profileReportXlsx, { from: '2026-11-01', to: '2026-11-30', language: 'es' })
    expect(response.headers.get('Content-Disposition')).toContain('perfil-2026-11-01-2026-11-30.xlsx')
    const { rows } = await readTable({ name: 'perfil.xlsx', bytes })
    expect(rows.map((row) => row.cells.slice(0, 4))).toContainEqual([
      'Municipio de destino',
      'Sanarate, El Progreso',
      '0207',
      '1',
    ])
  })
})
