import { Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { stepUp } from '#browser/interruption.ts'
import type { Door } from './session-gate.tsx'

/**
 * Asks the person to show again that it is them, on top of whatever is open, when a call needs it; then the call is repeated and nothing
 * typed is lost. Who closes it has not done what they were about to do.
 */
export function StepUpDialog({ Confirm }: { Confirm: Door['Confirm'] }) {
  const { t } = useTranslation()
  const asked = stepUp.useWaiting()
  return (
    <Modal
      opened={asked}
      onClose={stepUp.givenUp}
      title={t('stepUp.title')}
      zIndex={480}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Text mb="md">{t('stepUp.says')}</Text>
      <Confirm onDone={stepUp.done} />
    </Modal>
  )
}
