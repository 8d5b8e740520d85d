import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode, SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemMessage } from '#browser/kit/notices.tsx'

type Props = Omit<ButtonProps, 'children'> & { title: string; children: (close: () => void) => ReactNode }

/** A button that opens a form in a dialog. The form begins anew each time. */
export function Asking({ title, children, ...button }: Props) {
  const { t } = useTranslation()
  const [asking, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" {...button} onClick={open}>
        {title}…
      </Button>
      <Modal opened={asking} onClose={close} size="lg" title={title} closeButtonProps={{ 'aria-label': t('close') }}>
        {children(close)}
      </Modal>
    </>
  )
}

type FormProps = {
  says: string
  confirm: string
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
  onClose: () => void
  pending: boolean
  problem: unknown
  children: ReactNode
}

/** What is in it: what it does in plain words, the fields, and the two ways out. */
export function AskingForm({ says, confirm, onSubmit, onClose, pending, problem, children }: FormProps) {
  const { t } = useTranslation()
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Text>{says}</Text>
        {children}
        <ProblemMessage problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
