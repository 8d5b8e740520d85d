import { useQuery } from '@tanstack/react-query'
import { send } from '#browser/calling.ts'
import { directory } from '#directory/contract/calls.ts'

/** Where people are received. */
const kinds = new Set<string>(['reception_centre_air', 'reception_centre_land', 'registration_centre', 'attention_centre'])

/** The centres of the directory to choose from, and what each is called. What reception reads under the same key serves here too. */
export function useCentres() {
  const { data } = useQuery({
    queryKey: ['directory reference'],
    queryFn: async () => (await send(directory.readReference, {})).reference!,
    staleTime: 3_600_000,
    networkMode: 'always',
  })
  const facilities = data?.facilities ?? []
  return {
    options: facilities.filter(({ kind }) => kinds.has(kind)).map(({ id, name }) => ({ value: id, label: name })),
    name: (id: string) => facilities.find((one) => one.id === id)?.name ?? id,
  }
}
