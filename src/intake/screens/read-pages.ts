import { useInfiniteQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { nameOf, type Query } from '#base/contract.ts'
import { send } from '#browser/calling.ts'

/** A query that answers a page and, when there are more, the `next` to pass as `after`. */
type Paged = Query<z.ZodType, z.ZodType<{ next?: string | undefined }>>

/** Reads a keyset list page after page: `const list = useReadPages(intake.listArrivals, filters)`, then `list.data.pages`. */
export function useReadPages<C extends Paged>(
  made: C,
  input: Omit<z.input<C['input']> & object, 'after'>,
  options: { every?: number; enabled?: boolean } = {},
) {
  const read = useInfiniteQuery({
    queryKey: [nameOf(made), input, 'pages'],
    queryFn: ({ pageParam }) =>
      send(made, { ...input, ...(pageParam && { after: pageParam }) } as z.input<C['input']>) as Promise<z.output<C['output']>>,
    initialPageParam: '',
    getNextPageParam: (last) => (last as { next?: string }).next,
    networkMode: 'always',
    retry: false,
    staleTime: 5_000,
    placeholderData: (before) => before,
    refetchInterval: options.every ?? false,
    enabled: options.enabled ?? true,
  })
  const more = read.hasNextPage ? { load: () => void read.fetchNextPage(), loading: read.isFetchingNextPage } : undefined
  return { ...read, more }
}
