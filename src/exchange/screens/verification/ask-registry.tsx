import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { sharingReasons } from '#rights/contract/bases.ts'
import { type VerificationState, verification } from '../../contract/verification.ts'

/** Asks the registry, after saying what leaves and why that may be. */
export function AskRegistry({ state, children }: { state: VerificationState; children: ReactNode }) {
  const { t } = useTranslation(['exchange', 'shell'])
  const [asking, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" size="sm" onClick={open}>
        {children}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={t('verification.askTitle')}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <Why state={state} onClose={close} />
      </Modal>
    </>
  )
}

function Why({ state, onClose }: { state: VerificationState; onClose: () => void }) {
  const { subjectId, sharing } = state
  const { label } = useFormat()
  const { t } = useTranslation(['exchange', 'shell'])
  const verify = useCommand(verification.verify, { changes: [verification.readVerification] })
  const [verificationId] = useState(uuidv7)
  const ask = () => verify.mutate({ subjectId, verificationId }, { onSuccess: onClose })
  return (
    <Stack>
      <Text>{t('verification.askSays')}</Text>
      <Text>{label(sharingReasons, sharing.because)}</Text>
      <ProblemMessage problem={verify.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('shell:cancel')}
        </Button>
        <Button onClick={ask} loading={verify.isPending}>
          {t('verification.askNow')}
        </Button>
      </Group>
    </Stack>
  )
}
