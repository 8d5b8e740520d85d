import { Button, Kbd } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import type { Review } from './use-review.ts'

/** The way on from a pair that is answered. */
export function NextPair({ walk }: { walk: Review }) {
  const { t } = useTranslation('identity')
  useShortcut('n', t('review.next'), walk.next)
  return (
    <Button onClick={walk.next} loading={walk.going} rightSection={<Kbd aria-hidden>N</Kbd>}>
      {t('review.next')}
    </Button>
  )
}
