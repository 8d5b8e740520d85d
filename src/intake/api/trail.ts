import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { intake as contract } from '../contract/calls.ts'
import type { TrailLine } from '../contract/shapes.ts'
import { trailOf } from '../rules/trail.ts'
import { officesOf } from '../store/names.ts'
import { notedAbout } from '../store/trail.ts'
import { markOf } from './documents.ts'
import { readReturn } from './reading.ts'
import { trailPdf } from './trail-pdf.ts'

/** More groups than anybody reads; a record that has more says so. */
const most = 500

/** Who has looked at a record. What happened in the last seconds comes with the next seal. */
export const trail = {
  async readTrail({ subjectId }, { db }) {
    await readReturn(db, subjectId)
    return { subjectId, ...(await linesAbout(db, subjectId)) }
  },

  async trailPdf({ subjectId, language }, { db, now, demonstration }) {
    const { form, slipCode } = await readReturn(db, subjectId)
    const { lines, more } = await linesAbout(db, subjectId)
    const ids = [...new Set(lines.flatMap(({ institutionId }) => institutionId ?? []))]
    const names = new Map((await officesOf(db, ids)).map(({ institutionId, name }) => [institutionId, name]))
    const bytes = await trailPdf({ form, lines, more, names, mark: markOf(demonstration, language) }, language, now)
    return { name: `${{ es: 'consultas', en: 'trail' }[language]}-${slipCode ?? subjectId}.pdf`, bytes, subjects: [subjectId] }
  },
} satisfies Partial<Handlers<typeof contract>>

async function linesAbout(db: Database, subjectId: string): Promise<{ lines: TrailLine[]; more: boolean }> {
  const noted = await notedAbout(db, subjectId, most + 1)
  return { lines: trailOf(noted.slice(0, most)), more: noted.length > most }
}
