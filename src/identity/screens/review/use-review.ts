import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { useFilters, useGo } from '#browser/kit/links.tsx'
import { said } from '#browser/kit/said.tsx'
import { review } from '../../contract/review.ts'
import { inAddress, ReviewFilters, wantedBy } from './filters.ts'

const list = '/por-revisar'

export type Review = {
  /** Goes to the next pair that nobody else is looking at, or back to the list when there is none. */
  next: () => void
  /** Back to the list, as it was filtered. */
  leave: () => void
  /** Is the next one on its way? */
  going: boolean
}

/** The way through the pairs that wait for an answer. Undefined where somebody compares two returns for another reason. */
export function useReview(): Review | undefined {
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const walk = useWalk()
  return pathname.includes(`${list}/`) ? walk : undefined
}

/** The same from the list itself: `next` is the first then. */
export function useWalk(): Review & { problem: unknown } {
  const { t } = useTranslation('identity')
  const [filters] = useFilters(ReviewFilters)
  const go = useGo()
  const take = useCommand(review.takeQuestion, { changes: [review.listQuestions] })
  const leave = () => go(list, { search: inAddress(filters) })
  const next = () => {
    if (take.isPending) return
    const behind = filters.lugar ? { behind: filters.lugar } : {}
    // A promise: by the time it answers, this screen may show another pair.
    take.mutateAsync({ ...wantedBy(filters), ...behind }).then(
      ({ pair }) => {
        if (pair)
          return go(`${list}/${pair.subjectId}/${pair.otherId}`, {
            replace: filters.lugar !== undefined,
            search: inAddress(filters, pair.place),
          })
        said(t('review.end'))
        leave()
      },
      () => {},
    )
  }
  return { next, leave, going: take.isPending, problem: take.error }
}
