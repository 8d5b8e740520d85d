import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import type { EntryState } from '../contract/entries.ts'

const Reason = z.object({ reason: z.string().trim().min(3).max(500) })

/** Archives an entry or brings it back, with a reason. A refusal stays in the question. */
export function StateButton(props: {
  name: string
  state: EntryState
  set: (state: EntryState, reason: string, done: () => void) => void
  pending: boolean
  problem: unknown
  /** Forgets an earlier refusal when the question is asked anew. */
  reset: () => void
}) {
  const { t } = useTranslation('directory')
  const shell = useTranslation().t
  const [asking, { open, close }] = useDisclosure(false)
  const form = useForm(Reason, {}, props.problem)
  const archive = props.state === 'active'
  const verb = archive ? t('entry.archive') : t('entry.restore')
  const done = () => {
    form.forget()
    close()
  }
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          props.reset()
          open()
        }}
      >
        {verb}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={archive ? t('entry.archiveQuestion', { name: props.name }) : t('entry.restoreQuestion', { name: props.name })}
        closeButtonProps={{ 'aria-label': shell('close') }}
      >
        <form noValidate onSubmit={form.onSubmit(({ reason }) => props.set(archive ? 'archived' : 'active', reason, done))}>
          <Stack gap="md">
            <Text>{archive ? t('entry.archiveSays') : t('entry.restoreSays')}</Text>
            <LongTextField {...form.field('reason')} label={t('entry.reason')} required autoFocus maxLength={500} />
            <ProblemMessage problem={props.problem} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {shell('cancel')}
              </Button>
              <Button type="submit" loading={props.pending}>
                {verb}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
