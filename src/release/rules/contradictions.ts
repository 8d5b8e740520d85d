import type { Contradiction, Figure, PublishedFigure } from '../contract.ts'

/** Every figure with what speaks against it, in the order of the release. */
export function publishedFigures(release: { figures: Figure[]; contradictions: Contradiction[] }): PublishedFigure[] {
  const periods = new Map(release.figures.map(({ figureId, period }) => [figureId, `${period.from}/${period.to}`]))
  /** Of figures that differ in their periods, those with the same period are on the same side. */
  const against = (one: string, other: string, { nature }: Contradiction) =>
    nature === 'period' ? periods.get(one) !== periods.get(other) : one !== other
  const conflictsOf = (figureId: string) =>
    release.contradictions
      .filter(({ figures }) => figures.includes(figureId))
      .map(({ figures, ...rest }) => ({
        ...rest,
        others: figures.filter((other) => against(figureId, other, { figures, ...rest })),
      }))
  return release.figures.map((figure) => ({ ...figure, conflicts: conflictsOf(figure.figureId) }))
}

/** Numbers this small stand in many places by chance. */
const byChance = 10

/**
 * Pairs that look like one number given twice with different periods: same value, unit and institutions. For whoever prepares
 * a release: each pair should be declared as a contradiction or explained.
 */
export function suspectedPairs(figures: Figure[]): [string, string][] {
  const alike = (one: Figure, other: Figure) =>
    one.value === other.value && one.unit.es === other.unit.es && one.institutions.join() === other.institutions.join()
  const differ = (one: Figure, other: Figure) => one.period.from !== other.period.from || one.period.to !== other.period.to
  return figures
    .filter(({ value }) => value !== undefined && value > byChance)
    .flatMap((one, index, all) =>
      all
        .slice(index + 1)
        .flatMap((other): [string, string][] =>
          alike(one, other) && differ(one, other) ? [[one.figureId, other.figureId]] : [],
        ),
    )
}
