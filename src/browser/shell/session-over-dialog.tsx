import { Button, Group, Modal, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionOver } from '#browser/interruption.ts'
import { type Me, onOtherTab, tellOtherTabs, useSession } from '#browser/session.tsx'
import type { Door } from './session-gate.tsx'
import { SessionOverNotice } from './session-over-notice.tsx'

// Nothing but an answer closes these dialogs; and they stand above whatever else is open.
const unavoidable = { onClose: () => {}, withCloseButton: false, closeOnClickOutside: false, closeOnEscape: false, zIndex: 500 }

/**
 * When the session ends while somebody works, the screen stays as it is and a notice says so; whoever wants to go on opens the sign-in
 * from there, on top of the screen, and is then where they were. A password is never asked for by itself: what is typed
 * for the form would land in it. When another tab has signed in as somebody else, or out, this one begins again.
 */
export function SessionOver({ SignIn }: { SignIn: Door['SignIn'] }) {
  const { t } = useTranslation()
  const { me } = useSession()
  const over = sessionOver.useWaiting()
  const [entering, setEntering] = useState(false)
  const [someoneElse, setSomeoneElse] = useState(false)
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (over) return
    setEntering(false)
    place.current?.focus()
    place.current = null
  }, [over])
  useEffect(
    () =>
      onOtherTab((accountId) => {
        if (accountId === me.accountId) sessionOver.done()
        else setSomeoneElse(true)
      }),
    [me.accountId],
  )
  const again = (entered: Me) => {
    tellOtherTabs(entered.accountId)
    if (entered.accountId === me.accountId) sessionOver.done()
    else location.reload()
  }
  return (
    <>
      {over && !entering && !someoneElse && (
        <SessionOverNotice
          onEnter={() => setEntering(true)}
          onFocusFrom={(from) => {
            place.current = from
          }}
        />
      )}
      <Modal {...unavoidable} opened={over && entering && !someoneElse} title={t('sessionOver.title')} returnFocus={false}>
        <Text mb="md">{t('sessionOver.says')}</Text>
        <SignIn demonstration={false} provider={false} login={me.login} onDone={again} />
      </Modal>
      <Modal {...unavoidable} opened={someoneElse} title={t('sessionOver.someoneElseTitle')}>
        <Text data-autofocus tabIndex={-1} style={{ outline: 'none' }}>
          {t('sessionOver.someoneElseSays')}
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button onClick={() => location.reload()}>{t('sessionOver.beginAgain')}</Button>
        </Group>
      </Modal>
    </>
  )
}
