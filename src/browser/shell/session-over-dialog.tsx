import { Button, Group, Modal, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Me, onOtherTab, tellOtherTabs, useSession } from '#browser/session.tsx'
import { sessionIsBack, useSessionOver } from '#browser/session-over.ts'
import type { Door } from './session-gate.tsx'

// Nothing but an answer closes these dialogs; and they stand above whatever else is open.
const unavoidable = { onClose: () => {}, withCloseButton: false, closeOnClickOutside: false, closeOnEscape: false, zIndex: 500 }

/**
 * When the session ends while somebody works, the screen stays as it is and the sign-in comes on top of it, so that
 * nothing typed is lost. When another tab has signed in as somebody else, or out, this one begins again.
 */
export function SessionOver({ SignIn }: { SignIn: Door['SignIn'] }) {
  const { t } = useTranslation()
  const { me } = useSession()
  const over = useSessionOver()
  const [someoneElse, setSomeoneElse] = useState(false)
  useEffect(
    () =>
      onOtherTab((accountId) => {
        if (accountId === me.accountId) sessionIsBack()
        else setSomeoneElse(true)
      }),
    [me.accountId],
  )
  const again = (entered: Me) => {
    tellOtherTabs(entered.accountId)
    if (entered.accountId === me.accountId) sessionIsBack()
    else location.reload()
  }
  return (
    <>
      <Modal {...unavoidable} opened={over && !someoneElse} title={t('sessionOver.title')}>
        <Text mb="md">{t('sessionOver.says')}</Text>
        <SignIn demonstration={false} login={me.login} onDone={again} />
      </Modal>
      <Modal {...unavoidable} opened={someoneElse} title={t('sessionOver.someoneElseTitle')}>
        <Text>{t('sessionOver.someoneElseSays')}</Text>
        <Group justify="flex-end" mt="lg">
          <Button data-autofocus onClick={() => location.reload()}>
            {t('sessionOver.beginAgain')}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
