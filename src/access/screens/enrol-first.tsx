import { Button, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AddPasskey } from './passkeys.tsx'
import { SecondFactorEnrolment } from './second-factor-enrolment.tsx'

/** A second factor before anything else: this work opens too much for a password alone. */
export function EnrolFirst({ onDone, onLeave }: { onDone: () => void; onLeave: () => void }) {
  const { t } = useTranslation(['access', 'shell'])
  return (
    <Stack>
      <Title order={1}>{t('factor.onTitle')}</Title>
      <Text>{t('factor.demandedSays')}</Text>
      <SecondFactorEnrolment onDone={onDone} />
      <Title order={2}>{t('passkeys.instead')}</Title>
      <Text>{t('passkeys.says')}</Text>
      <AddPasskey onDone={onDone} />
      <Button variant="subtle" onClick={onLeave}>
        {t('shell:account.signOut')}
      </Button>
    </Stack>
  )
}
