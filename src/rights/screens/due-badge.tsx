import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import type { ListedRequest } from '../contract/requests.ts'

/** The last day to answer; one that is over says so, and not only by its colour. */
export function DueDay({ request }: { request: Pick<ListedRequest, 'dueOn' | 'late'> }) {
  const { t } = useTranslation('rights')
  const { shortDay } = useFormat()
  if (!request.late) return shortDay(request.dueOn)
  return <StateBadge tone="danger">{t('late', { day: shortDay(request.dueOn) })}</StateBadge>
}
