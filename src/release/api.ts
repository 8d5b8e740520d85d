import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import { feature } from '#server/http.ts'
import { release as contract, type PublishedFigure, type Release } from './contract.ts'
import { canonicalText } from './rules/canonical.ts'
import { publishedFigures } from './rules/contradictions.ts'
import { figuresFound } from './rules/found.ts'
import { shippedContent } from './rules/shipped-rows.ts'
import { sentenceShown } from './rules/shown.ts'
import { insertRelease, newestRelease, releaseWithHash } from './store.ts'

/** The series that the API and the portal show: figures that documents report. Computed ones will have a series of their own. */
const shown = 'reported-2022'

export const release = feature('release', contract, {
  async listFigures(filter, { db }) {
    const newest = await currentRelease(db)
    const found = figuresFound(publishedFigures(newest), filter, newest)
    return { release: newest, count: found.length, figures: found.map(spoken) }
  },

  async readFigure({ figureId }, { db }) {
    const newest = await currentRelease(db)
    const figure = publishedFigures(newest).find((one) => one.figureId === figureId)
    const document = newest.documents.find(({ documentId }) => documentId === figure?.source.document)
    if (!figure || !document) throw new Problem(404, 'figure-not-found', { figureId })
    return { release: newest, document, figure: spoken(figure) }
  },

  async listObjectives(_, { db }) {
    const { objectives, figures } = await currentRelease(db)
    return objectives.map((objective) => ({
      ...objective,
      figures: figures.filter((figure) => figure.objectives.includes(objective.number)).length,
    }))
  },
})

/** A program is given whole sentences. */
function spoken(figure: PublishedFigure): PublishedFigure {
  return { ...figure, sentence: { es: sentenceShown(figure, 'es'), en: sentenceShown(figure, 'en') } }
}

async function currentRelease(db: Database): Promise<Release> {
  const newest = await newestRelease(db, shown)
  if (!newest) throw new Problem(404, 'nothing-published')
  return newest
}

const file = (name: string): string => readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8')

/**
 * Publishes the figures that come with the program, once: the same content is never published again, and another content
 * (a corrected file) becomes the next release while the one before stays. Gives the release's number.
 */
export async function loadReference(db: Database, now: Date): Promise<number> {
  const content = shippedContent({
    figures: file('figures-2022.csv'),
    documents: file('documents.csv'),
    institutions: file('institutions.csv'),
    objectives: file('objectives.csv'),
    contradictions: file('contradictions.csv'),
    tables: file('tables-2022.json'),
  })
  const sha256 = createHash('sha256').update(canonicalText(content)).digest('hex')
  const known = await releaseWithHash(db, sha256)
  if (known !== undefined) return known
  await insertRelease(db, content, sha256, now)
  const number = await releaseWithHash(db, sha256)
  if (number === undefined) throw new Error('two programs published at once; start again')
  return number
}
