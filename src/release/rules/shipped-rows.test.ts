import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { institutionsOf } from '#directory/rules/reference-rows.ts'
import { Period } from '../contract.ts'
import { canonicalText } from './canonical.ts'
import { publishedFigures, suspectedPairs } from './contradictions.ts'
import { figuresFound, figuresIn, groupsOf, tablesWith } from './found.ts'
import { shippedContent } from './shipped-rows.ts'
import { sentenceShown } from './shown.ts'

const file = (name: string) => readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')
const content = shippedContent({
  figures: file('figures-2022.csv'),
  documents: file('documents.csv'),
  institutions: file('institutions.csv'),
  objectives: file('objectives.csv'),
  contradictions: file('contradictions.csv'),
  tables: file('tables-2022.json'),
})
const release = { ...content, number: 1, publishedAt: '2026-11-01T00:00:00Z', sha256: '' }
const figures = publishedFigures(content)
const byId = new Map(figures.map((figure) => [figure.figureId, figure]))
const numberOf = (id: string) => byId.get(id)?.value
const ids = (found: { figureId: string }[]) => found.map(({ figureId }) => figureId)
const filter = { text: '' }

describe('the figures that come with the program', () => {
  test('there are 103 figures, 5 documents, 23 objectives and 2 tables', () => {
    expect([figures.length, content.documents.length, content.objectives.length, content.tables.length]).toEqual([103, 5, 23, 2])
    expect(byId.size).toBe(103)
  })

  test('every figure has a document, and every institution and objective it names is there', () => {
    const documents = new Set(content.documents.map(({ documentId }) => documentId))
    const institutions = new Set(content.institutions.map(({ institutionId }) => institutionId))
    for (const figure of figures) {
      expect(documents).toContain(figure.source.document)
      for (const institution of figure.institutions) expect(institutions).toContain(institution)
    }
  })

  test('the institutions are those of the directory', () => {
    const directory = institutionsOf(readFileSync(new URL('../../directory/data/institutions.csv', import.meta.url), 'utf8'))
    for (const { institutionId, acronym, name } of content.institutions) {
      const known = directory.find(({ id }) => id === institutionId)
      expect(known?.acronym).toBe(acronym)
      if (institutionId !== 'acnur') expect(known?.name).toBe(name.es)
    }
  })

  test('a sentence takes its number in both languages and types no other large number', () => {
    for (const figure of figures)
      for (const language of ['es', 'en'] as const) {
        const template = figure.sentence[language]
        expect(template.split('{n}')).toHaveLength(2)
        expect(template).not.toMatch(/\d,\d{3}/)
        expect(sentenceShown(figure, language)).toMatch(/^\p{Lu}|^\d/u)
      }
  })

  test('the English is not the Spanish', () => {
    const same = figures.filter(
      ({ measure, sentence, note }) => measure.es === measure.en || sentence.es === sentence.en || note?.es === note?.en,
    )
    // Names and numbers alone read alike in both.
    expect(
      same
        .filter(({ note }) => note !== undefined && /[a-záéíóú]{5}/.test(note.es))
        .map(({ figureId, note }) => [figureId, note?.es]),
    ).toEqual([['F100', 'Huehuetenango.']])
  })

  test('totals are the sums of their parts', () => {
    expect(numberOf('F018')).toBe(numberOf('F016')! + numberOf('F017')!)
    expect(numberOf('F042')).toBe(numberOf('F040')! + numberOf('F041')!)
    expect(numberOf('F067')).toBe(numberOf('F063')! + numberOf('F065')!)
  })

  test('what is written "(derivado)" is a derived figure', () => {
    for (const { asWritten, kind } of figures) if (asWritten.includes('(derivado)')) expect(kind).toBe('derived')
  })

  test('qualifiers follow the wording', () => {
    const qualified = figures
      .filter(({ qualifier }) => qualifier !== 'exact')
      .map(({ figureId, qualifier }) => `${figureId} ${qualifier}`)
    expect(qualified).toEqual([
      'F007 about',
      'F055 about',
      'F064 at_least',
      'F066 at_least',
      'F069 at_least',
      'F071 about',
      'F072 at_least',
      'F074 at_most',
    ])
  })

  test('nothing links a bare network address or names a private contact', () => {
    for (const name of ['figures-2022.csv', 'documents.csv', 'contradictions.csv', 'tables-2022.json'])
      expect(file(name)).not.toMatch(/https?:|\d+\.\d+\.\d+\.\d+|@|\bCel\./)
  })

  test('a period that ends before it begins is refused', () => {
    expect(Period.safeParse({ from: '2022-03', to: '2019' }).success).toBe(false)
    expect(Period.safeParse({ to: '2019' }).success).toBe(true)
    expect(Period.safeParse({ from: '2019-13' }).success).toBe(false)
  })
})

describe('contradictions', () => {
  test.each([
    ['F020', ['F045']],
    ['F045', ['F020', 'F021']],
    ['F022', ['F046']],
    ['F023', ['F047']],
    ['F028', ['F029']],
    ['F018', ['F055']],
    ['F034', ['F035']],
    ['F036', []],
  ])('%s is shown against %o', (figureId, others) => {
    expect(byId.get(figureId)?.conflicts.map((conflict) => conflict.others)).toEqual([others])
  })

  test('each side points to the other', () => {
    for (const figure of figures)
      for (const conflict of figure.conflicts)
        for (const other of conflict.others)
          expect(byId.get(other)?.conflicts.flatMap((back) => back.others)).toContain(figure.figureId)
  })

  test('the same number with another period is always declared', () => {
    const declared = (one: string, other: string) => byId.get(one)?.conflicts.some(({ others }) => others.includes(other))
    expect(suspectedPairs(figures).filter(([one, other]) => !declared(one, other))).toEqual([])
    expect(suspectedPairs(figures)).toContainEqual(['F021', 'F045'])
  })
})

describe('the tables', () => {
  test('Cuadro 1 has nine numeric cells, two of them blank', () => {
    const cuadro = content.tables[0]!
    const cells = cuadro.rows.map((row) => row.cells.slice(0, 3).map(({ figure }) => figure && numberOf(figure)))
    expect(cells).toEqual([
      [10759, 3407, 14166],
      [undefined, 80, 80],
      [undefined, 24, 24],
    ])
    expect(cuadro.source.line.es).toMatch(/^Fuente: Elaboración propia en base a información .* SBS, IGM y SVET\.$/)
  })

  test('Cuadro 2 has the two programmes and its source line', () => {
    const cuadro = content.tables[1]!
    expect(cuadro.rows.map((row) => numberOf(row.cells[0]!.figure!))).toEqual([30297, 17415])
    expect(cuadro.source.line.es).toBe('Fuente: Ministerio de Trabajo 2022')
  })

  test('every cell names a figure that is there, and every row fills its columns', () => {
    for (const table of content.tables) {
      for (const figureId of figuresIn(table)) expect(byId.has(figureId)).toBe(true)
      for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length - 1)
    }
  })

  test('a table is found by the figures it shows', () => {
    expect(tablesWith([{ figureId: 'F023' }], content.tables).map(({ tableId }) => tableId)).toEqual(['cuadro-1'])
    expect(tablesWith([{ figureId: 'F075' }], content.tables)).toEqual([])
  })
})

describe('finding figures', () => {
  const found = (asked: Partial<Parameters<typeof figuresFound>[1]>) =>
    ids(figuresFound(figures, { ...filter, ...asked }, release))

  test('nothing asked gives all', () => {
    expect(found({})).toHaveLength(103)
  })

  test('words are found without accents, in either language, and all must be there', () => {
    expect(found({ text: 'campañas' })).toEqual(found({ text: 'CAMPANAS' }))
    expect(found({ text: 'remittances' })).toEqual(['F074'])
    expect(found({ text: 'trabajadores canada' })).toEqual(['F040'])
  })

  test('a number is found with and without its comma, and a figure by its id', () => {
    expect(found({ text: '14,166' })).toContain('F018')
    expect(found({ text: '14166' })).toEqual(['F018'])
    expect(found({ text: 'f075' })).toEqual(['F075'])
  })

  test('objective, institution and kind narrow together', () => {
    expect(found({ objective: 10, institution: 'svet' })).toEqual(['F030', 'F031', 'F045', 'F046', 'F047'])
    expect(found({ objective: 10, institution: 'svet', kind: 'reported' })).toEqual(['F045', 'F046'])
    expect(found({ objective: 22 })).toEqual([])
  })

  test('an institution is found by its acronym', () => {
    expect(found({ text: 'renap' })).toContain('F034')
  })
})

describe('groups', () => {
  test('every figure stands once', () => {
    const grouped = groupsOf(figures, release).flatMap((group) => ids(group.figures))
    expect(grouped).toHaveLength(103)
    expect(new Set(grouped).size).toBe(103)
  })

  test('what counts for a second objective is named there too', () => {
    const fifteen = groupsOf(figures, release).find((group) => group.kind === 'objective' && group.objective.number === 15)!
    expect(ids(fifteen.also)).toEqual(expect.arrayContaining(['F032', 'F034']))
    expect(ids(fifteen.figures)).not.toContain('F034')
  })

  test('asked for one objective, all its figures stand under it', () => {
    const asked = figuresFound(figures, { ...filter, objective: 15 }, release)
    const groups = groupsOf(asked, release, 15)
    expect(groups).toHaveLength(1)
    expect(ids(groups[0]!.figures).sort()).toEqual(ids(asked))
    expect(groups[0]!.figures.at(-1)?.kind).toBe('methodology')
  })
})

describe('the hashed text', () => {
  test('it does not depend on the order of members', () => {
    const { title, ...rest } = content
    expect(canonicalText({ title: { en: title.en, es: title.es }, ...rest })).toBe(canonicalText(content))
  })

  test('it is JSON that reads back as the content', () => {
    expect(JSON.parse(canonicalText(content)).figures).toHaveLength(103)
  })
})
