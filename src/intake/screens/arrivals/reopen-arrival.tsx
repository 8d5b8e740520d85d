import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { intake } from '../../contract/calls.ts'

/** Opens a signed arrival again; the reason stays on record. */
export function ReopenArrival({ arrivalId, onReopen }: { arrivalId: string; onReopen: () => void }) {
  const { t } = useTranslation(['intake', 'shell'])
  const [asking, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('arrival.reopen')}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={t('arrival.reopenQuestion')}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <Reason arrivalId={arrivalId} onClose={close} onReopen={onReopen} />
      </Modal>
    </>
  )
}

function Reason({ arrivalId, onClose, onReopen }: { arrivalId: string; onClose: () => void; onReopen: () => void }) {
  const { t } = useTranslation(['intake', 'shell'])
  const reopen = useCommand(intake.reopenArrival, { changes: [intake.readArrival, intake.listArrivals] })
  const form = useForm(intake.reopenArrival.input, { arrivalId }, reopen.error)
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((input) => {
        onReopen()
        reopen.mutate(input, { onSuccess: onClose })
      })}
    >
      <Stack>
        <Text>{t('arrival.reopenSays')}</Text>
        <LongTextField
          {...form.field('reason')}
          label={t('arrival.reopenReason')}
          description={t('arrival.reopenReasonSays')}
          required
          autoFocus
        />
        <ProblemMessage problem={reopen.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" loading={reopen.isPending}>
            {t('arrival.reopen')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
