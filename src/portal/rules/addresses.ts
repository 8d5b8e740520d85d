import type { Language } from '#base/codes.ts'
import type { Filter } from '#release/contract.ts'

/** A page of the portal, whatever its language. */
export type Place = { page: 'home' } | { page: 'figures'; filter?: Filter } | { page: 'figure'; figureId: string }

const roots = { es: { home: '/', figures: '/cifras' }, en: { home: '/en', figures: '/en/figures' } }

/** `/cifras?objective=10` or `/en/figures?objective=10`: the names in the query are the same in both languages. */
export function addressOf(place: Place, language: Language): string {
  const { home, figures } = roots[language]
  if (place.page === 'home') return home
  return place.page === 'figure' ? `${figures}/${place.figureId}` : `${figures}${queryOf(place.filter)}`
}

/** The figures of exactly this view as a file: `/cifras.csv?objective=10`, in English `/cifras.csv?objective=10&lang=en`. */
export function fileAddress(extension: 'csv' | 'xlsx', filter: Filter | undefined, language: Language): string {
  return `/cifras.${extension}${queryOf(filter, language === 'en' ? { lang: 'en' } : {})}`
}

/** The language a path speaks: `/en` and everything under it is English. */
export function languageOf(path: string): Language {
  return path === '/en' || path.startsWith('/en/') ? 'en' : 'es'
}

/** What a filter sets, by the name it has in an address. */
export function settings(filter: Filter): [keyof Filter, string][] {
  return Object.entries({ text: filter.text, objective: filter.objective, institution: filter.institution, kind: filter.kind })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name as keyof Filter, String(value)])
}

export function without(filter: Filter, name: keyof Filter): Filter {
  return { ...filter, [name]: name === 'text' ? '' : undefined }
}

function queryOf(filter: Filter | undefined, more: Record<string, string> = {}): string {
  const search = new URLSearchParams([...(filter ? settings(filter) : []), ...Object.entries(more)])
  return search.size > 0 ? `?${search}` : ''
}
