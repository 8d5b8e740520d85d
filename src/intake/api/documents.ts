import { rolesFor } from '#access/rules/engine.ts'
import { allClasses, classesSeen, fieldClasses } from '#access/rules/fields.ts'
import { type Language, labelOf } from '#base/codes.ts'
import { guatemalaDay, guatemalaTime } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import type { Handlers } from '#server/http.ts'
import { writeXlsx } from '#server/spreadsheet/write-xlsx.ts'
import { intake as contract } from '../contract/calls.ts'
import { officesFor } from '../rules/child-alone.ts'
import { reportOf } from '../rules/report.ts'
import { reportSheet } from '../rules/report-sheet.ts'
import { centreById, nameOfAccount } from '../store/arrival.ts'
import { officesOf, placeNames } from '../store/names.ts'
import { reportCells, reportTotals } from '../store/report.ts'
import { profilePdf } from './profile-pdf.ts'
import { readReturn } from './reading.ts'
import { slipPdf } from './slip.ts'

/** Paper and files: what a desk hands over, prints or takes along. Their names hold codes, never a person's name. */
export const documents = {
  async slip({ subjectId, language }, { db, now, demonstration }) {
    const { slipCode, receivedAt, form, arrival } = await readReturn(db, subjectId)
    if (!slipCode || !receivedAt) throw new Problem(409, 'no-slip-yet')
    const centre = await centreById(db, arrival.facilityId)
    const { accompanying, toTurnTo } = officesFor(form, guatemalaDay(arrival.expectedAt))
    const [guardian] = await officesOf(db, accompanying)
    const offices = await officesOf(db, toTurnTo)
    const { givenNames, surnames } = form
    const bytes = await slipPdf(
      { code: slipCode, givenNames, surnames, receivedAt, centre, guardian, offices, mark: markOf(demonstration, language) },
      language,
      now,
    )
    return { name: `${{ es: 'constancia', en: 'slip' }[language]}-${slipCode}.pdf`, bytes, subjects: [subjectId] }
  },

  async profilePdf({ subjectId, language }, { db, who, now, demonstration }) {
    const person = await readReturn(db, subjectId)
    const centre = await centreById(db, person.arrival.facilityId)
    const printedBy = await nameOfAccount(db, who.accountId)
    const seen = classesSeen(rolesFor(contract.profilePdf, who))
    const withheld = allClasses.filter((of) => !seen.includes(of)).map((of) => labelOf(fieldClasses, of, language))
    const bytes = await profilePdf(
      { person, centre, names: await placeNames(db), printedBy, withheld, mark: markOf(demonstration, language) },
      language,
      now,
    )
    const subjects = [subjectId, ...(person.family?.members ?? []).map((member) => member.subjectId)]
    return { name: `${{ es: 'perfil', en: 'profile' }[language]}-${person.slipCode ?? subjectId}.pdf`, bytes, subjects }
  },

  async profileReportXlsx({ language, ...filters }, { db, now }) {
    const report = reportOf(await reportTotals(db, filters), await reportCells(db, filters))
    const names = await placeNames(db)
    const facts = {
      from: filters.from,
      to: filters.to,
      centre: filters.facilityId && (await centreById(db, filters.facilityId))?.name,
      department: filters.department && (names.departments.get(filters.department) ?? filters.department),
      at: `${guatemalaDay(now)} ${guatemalaTime(now)}`,
    }
    const bytes = await writeXlsx([reportSheet(report, facts, language, names)])
    return { name: `${{ es: 'perfil', en: 'profile' }[language]}-${filters.from}-${filters.to}.xlsx`, bytes }
  },
} satisfies Partial<Handlers<typeof contract>>

/** What stands at the foot of each paper of a demonstration, so that none is taken for a real one. */
export function markOf(demonstration: boolean, language: Language): string | undefined {
  if (!demonstration) return undefined
  return { es: 'Demostración: persona inventada.', en: 'Demonstration: invented person.' }[language]
}
