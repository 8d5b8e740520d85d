import { Button, type ButtonProps, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemMessage } from './notices.tsx'

/** A button that asks before it acts. `act` may refuse: then the question stays and says why. */
export function ConfirmButton({
  question,
  says,
  confirm,
  act,
  pending,
  problem,
  danger = false,
  children,
  ...button
}: ButtonProps & {
  question: string
  says?: ReactNode
  /** The words of the button that does it: a verb, never "yes". */
  confirm: string
  act: () => Promise<unknown>
  pending?: boolean
  problem?: unknown
  danger?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  const [asking, { open, close }] = useDisclosure(false)
  const colour = danger ? { color: 'danger' } : {}
  return (
    <>
      <Button variant="default" {...button} onClick={open}>
        {children}
      </Button>
      <Modal opened={asking} onClose={close} title={question} withCloseButton={false}>
        {says && <Text mb="md">{says}</Text>}
        <ProblemMessage problem={problem} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button {...colour} loading={pending ?? false} onClick={() => void act().then(close, () => {})}>
            {confirm}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
