import { Alert, Button, Group, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { review } from '../../contract/review.ts'
import type { Review } from './use-review.ts'

/** A pair is kept for a few minutes; whoever still looks at it keeps it. */
const again = 2 * 60_000

/** Keeps the pair for whoever looks at it while they do, and says so when somebody else has it. */
export function Claimed({ subjectId, otherId, walk }: { subjectId: string; otherId: string; walk: Review }) {
  const { t } = useTranslation('identity')
  const { mutate, data } = useCommand(review.claimQuestion, { once: true })
  useEffect(() => {
    const claim = () => mutate({ subjectId, otherId })
    claim()
    const timer = setInterval(claim, again)
    return () => clearInterval(timer)
  }, [mutate, subjectId, otherId])
  if (!data?.claim || data.claim.mine) return null
  return (
    <Alert role="status" color="waiting" variant="light">
      <Group justify="space-between" gap="sm">
        <Text>{t('review.taken', { by: data.claim.by })}</Text>
        <Button variant="default" size="sm" onClick={walk.next} loading={walk.going}>
          {t('review.otherPair')}
        </Button>
      </Group>
    </Alert>
  )
}
