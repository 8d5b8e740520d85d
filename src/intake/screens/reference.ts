import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { send } from '#browser/calling.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import { directory } from '#directory/contract/calls.ts'
import { Reference } from '#directory/contract/entries.ts'

const kept = 'ceiba.reference'
export type Option = { value: string; label: string }

/** The directory's reference data: kept on this computer (no person is in them), asked for once an hour whether they changed. */
async function readReference(): Promise<Reference> {
  const before = keptReference()
  const answer = await send(directory.readReference, before ? { known: before.version } : {})
  if (!answer.reference) return before?.reference ?? readWithout()
  localStorage.setItem(kept, JSON.stringify(answer))
  return answer.reference
}

async function readWithout(): Promise<Reference> {
  localStorage.removeItem(kept)
  return readReference()
}

function keptReference(): { version: string; reference: Reference } | undefined {
  try {
    const { version, reference } = JSON.parse(localStorage.getItem(kept) ?? '')
    return { version, reference: Reference.parse(reference) }
  } catch {
    return undefined
  }
}

/** Words for the codes of places, institutions and languages, and the options a field offers. Until they are there: the code itself. */
export function usePlaces() {
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: ['directory reference'],
    queryFn: readReference,
    staleTime: 3_600_000,
    networkMode: 'always',
  })
  return useMemo(() => placesOf(data ?? nothing, language), [data, language])
}
export type Places = ReturnType<typeof usePlaces>

const nothing: Reference = { departments: [], municipalities: [], languages: [], institutions: [], facilities: [] }
/** Where people are received. An arrival may be anywhere, so the others come after these. */
const centres = new Set<string>(['reception_centre_air', 'reception_centre_land', 'registration_centre', 'attention_centre'])

function placesOf(reference: Reference, language: 'es' | 'en') {
  const departments = new Map(reference.departments.map((one) => [one.code, one.name]))
  const municipalities = new Map(
    reference.municipalities.map((one) => [
      one.code,
      `${one.name}, ${departments.get(one.departmentCode) ?? one.departmentCode}`,
    ]),
  )
  const facilities = new Map(reference.facilities.map((one) => [one.id, one]))
  const institutions = new Map(reference.institutions.map((one) => [one.id, one.acronym ?? one.name]))
  // Spanish first: most people speak it, and the desk asks in it.
  const languages = new Map(
    reference.languages
      .toSorted((a, b) => Number(b.code === 'spanish') - Number(a.code === 'spanish'))
      .map((one) => [one.code, language === 'es' && one.code === 'spanish' ? 'Español' : one.name]),
  )
  const inOrder = reference.facilities.toSorted((a, b) => Number(centres.has(b.kind)) - Number(centres.has(a.kind)))
  return {
    ready: reference !== nothing,
    municipality: (code: string) => municipalities.get(code) ?? code,
    department: (code: string) => departments.get(code) ?? code,
    facility: (id: string) => facilities.get(id)?.name ?? id,
    /** What the centre is called where there is little room. */
    facilityShort: (id: string) => facilities.get(id)?.shortName ?? facilities.get(id)?.name ?? id,
    institution: (id: string) => institutions.get(id) ?? id,
    language: (code: string) => languages.get(code) ?? code,
    facilityKind: (id: string): string | undefined => facilities.get(id)?.kind,
    options: {
      municipalities: optionsOf(municipalities),
      departments: optionsOf(departments),
      languages: optionsOf(languages),
      centres: inOrder.filter((one) => centres.has(one.kind)).map((one) => ({ value: one.id, label: one.name })),
      facilities: inOrder.map((one) => ({ value: one.id, label: one.name })),
    },
  }
}

const optionsOf = (words: Map<string, string>): Option[] => [...words].map(([value, label]) => ({ value, label }))
