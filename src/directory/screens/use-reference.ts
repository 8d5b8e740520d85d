import { useMemo } from 'react'
import { useRead } from '#browser/calling.ts'
import { directory } from '../contract/calls.ts'
import type { Reference } from '../contract/entries.ts'

const mapOf = <T, K extends keyof T & string>(all: readonly T[] | undefined, key: K) =>
  new Map(all?.map((one) => [one[key] as string, one]))

/** What selects and labels need, with the words for each code. Until it is there the lists are empty. */
export function useReference() {
  const { data } = useRead(directory.readReference, {})
  const reference = data?.reference
  return useMemo(() => {
    const departments = mapOf<Reference['departments'][number], 'code'>(reference?.departments, 'code')
    const places = mapOf<Reference['municipalities'][number], 'code'>(reference?.municipalities, 'code')
    const institutions = mapOf<Reference['institutions'][number], 'id'>(reference?.institutions, 'id')
    const nameOf = (id: string | undefined) => institutions.get(id ?? '')?.name ?? id
    return {
      reference,
      departments,
      places,
      institutions,
      institutionName: nameOf,
      /** The acronym where there is one: for tables. */
      institutionShort: (id: string | undefined) => institutions.get(id ?? '')?.acronym ?? nameOf(id),
      departmentName: (code: string | undefined) => departments.get(code ?? '')?.name ?? code,
      /** `Sansare, El Progreso` */
      placeName: (code: string | undefined) => {
        const place = places.get(code ?? '')
        return place ? `${place.name}, ${departments.get(place.departmentCode)?.name}` : code
      },
    }
  }, [reference])
}
