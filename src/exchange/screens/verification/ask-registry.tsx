import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand } from '#browser/calling.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { verification, verificationBases } from '../../contract/verification.ts'

/** Asks the registry, once it is said why that may be. */
export function AskRegistry({ subjectId, children }: { subjectId: string; children: ReactNode }) {
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
        <Why subjectId={subjectId} onClose={close} />
      </Modal>
    </>
  )
}

function Why({ subjectId, onClose }: { subjectId: string; onClose: () => void }) {
  const { t } = useTranslation(['exchange', 'shell'])
  const verify = useCommand(verification.verify, { changes: [verification.readVerification] })
  const [verificationId] = useState(uuidv7)
  const form = useForm(verification.verify.input, { subjectId, verificationId }, verify.error)
  return (
    <form noValidate onSubmit={form.onSubmit((input) => verify.mutate(input, { onSuccess: onClose }))}>
      <Stack>
        <Text>{t('verification.askSays')}</Text>
        <ChoiceField {...form.field('basis')} list={verificationBases} label={t('verification.basis')} required />
        <ProblemMessage problem={verify.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" loading={verify.isPending}>
            {t('verification.askNow')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
