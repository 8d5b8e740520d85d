import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { nameOf } from '#base/contract.ts'
import { send } from '#browser/calling.ts'
import type { Manifest } from '#intake/contract/manifest.ts'
import { identity } from '../../contract.ts'

/**
 * The rows of a manifest that look like earlier returns, asked for piece by piece to the end of the file. Columns that are understood
 * otherwise make other people of the rows: then all is looked for anew.
 */
export function useReturnedBefore({ manifestId, mapping }: Manifest) {
  const read = useInfiniteQuery({
    queryKey: [nameOf(identity.listReturnedBefore), { manifestId }, mapping],
    queryFn: ({ pageParam }) => send(identity.listReturnedBefore, { manifestId, afterLine: pageParam }),
    initialPageParam: -1,
    getNextPageParam: ({ next }) => next,
    networkMode: 'always',
    retry: false,
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  })
  const { hasNextPage, isFetching, isError, fetchNextPage } = read
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  const pages = read.data?.pages ?? []
  return {
    found: pages.flatMap((page) => page.found),
    /** The last line looked at, while there are more. */
    upTo: pages.at(-1)?.next,
    whole: pages.length > 0 && !hasNextPage,
    failed: isError,
    again: () => void (pages.length > 0 ? fetchNextPage() : read.refetch()),
  }
}
