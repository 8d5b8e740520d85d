import type { Language } from '#base/codes.ts'
import { guatemalaDay } from '#base/day.ts'
import { showPartialDate } from '#base/partial-date.ts'
import type { PublishedFigure, Release } from '#release/contract.ts'

/** `20 de noviembre de 2026`: the day in Guatemala of an instant. */
export function dayShown(instant: string, language: Language): string {
  return showPartialDate(guatemalaDay(instant), language)
}

/** How to cite a figure: who issued the document and when, its title and section, and where Ceiba keeps the figure. */
export function citationOf(figure: PublishedFigure, release: Release, address: string, language: Language): string {
  const document = release.documents.find(({ documentId }) => documentId === figure.source.document)
  const issuer = release.institutions.find(({ institutionId }) => institutionId === document?.issuer)
  const published = dayShown(release.publishedAt, language)
  const [issued, dated] = [issuer?.name[language] ?? '', document ? showPartialDate(document.dated, language) : '']
  const where = `${document?.title[language]}. ${figure.source.section[language]}`
  return language === 'es'
    ? `${issued} (${dated}). ${where}. Cifra ${figure.figureId} en Ceiba, publicación ${release.number}, ${published}: ${address}`
    : `${issued} (${dated}). ${where}. Figure ${figure.figureId} in Ceiba, release ${release.number}, ${published}: ${address}`
}
