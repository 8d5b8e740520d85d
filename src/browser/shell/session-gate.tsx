import { Button, Group, Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading, ProblemMessage } from '#browser/kit/notices.tsx'
import { type Me, onOtherTab, SessionProvider, tellOtherTabs } from '#browser/session.tsx'
import { sessionIsBack, useSessionOver } from '#browser/session-over.ts'
import { Entrance } from './entrance.tsx'

export type State = { me?: Me | undefined; demonstration: boolean }

/** How one gets in. The feature that knows accounts gives it; the shell does not. */
export type Door = {
  read: () => Promise<State>
  /** Asks for login and password; `login` is given when it is known and must stay. */
  SignIn: ComponentType<{ demonstration: boolean; login?: string; onDone: (me: Me) => void }>
  /** Asks for a new password before anything else. */
  ChangePassword: ComponentType<{ login: string; onDone: () => void; onLeave: () => void }>
}

/**
 * Nobody passes without a session. When it ends while somebody works, the screen stays as it is and the sign-in comes on
 * top of it, so that nothing typed is lost.
 */
export function SessionGate({ door, onLeave, children }: { door: Door; onLeave: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [state, setState] = useState<State>()
  const [problem, setProblem] = useState<unknown>()
  const [someoneElse, setSomeoneElse] = useState(false)
  const over = useSessionOver()
  const me = state?.me

  const load = useCallback(async () => {
    setProblem(undefined)
    await door.read().then(setState, setProblem)
  }, [door])
  useEffect(() => void load(), [load])
  useEffect(
    () =>
      onOtherTab((accountId) => {
        if (me && accountId === me.accountId) sessionIsBack()
        else if (me || accountId) setSomeoneElse(true)
      }),
    [me],
  )

  if (problem) {
    return (
      <Entrance demonstration={false}>
        <ProblemMessage problem={problem} retry={() => void load()} />
      </Entrance>
    )
  }
  if (!state) return <Loading />
  const enter = (entered: Me) => {
    tellOtherTabs(entered.accountId)
    client.clear()
    setState({ ...state, me: entered })
  }
  if (!me) {
    return (
      <Entrance demonstration={state.demonstration}>
        <door.SignIn demonstration={state.demonstration} onDone={enter} />
      </Entrance>
    )
  }
  if (me.mustChange) {
    return (
      <Entrance demonstration={state.demonstration}>
        <door.ChangePassword login={me.login} onDone={() => void load()} onLeave={onLeave} />
      </Entrance>
    )
  }
  const again = (entered: Me) => {
    tellOtherTabs(entered.accountId)
    if (entered.accountId === me.accountId) sessionIsBack()
    else location.reload()
  }
  return (
    <SessionProvider session={{ me, demonstration: state.demonstration, reload: load }}>
      {children}
      <Modal
        opened={over && !someoneElse}
        onClose={() => {}}
        withCloseButton={false}
        closeOnClickOutside={false}
        closeOnEscape={false}
        title={t('sessionOver.title')}
      >
        <Text mb="md">{t('sessionOver.says')}</Text>
        <door.SignIn demonstration={false} login={me.login} onDone={again} />
      </Modal>
      <Modal
        opened={someoneElse}
        onClose={() => {}}
        withCloseButton={false}
        closeOnClickOutside={false}
        closeOnEscape={false}
        title={t('sessionOver.someoneElseTitle')}
      >
        <Text>{t('sessionOver.someoneElseSays')}</Text>
        <Group justify="flex-end" mt="lg">
          <Button data-autofocus onClick={() => location.reload()}>
            {t('sessionOver.beginAgain')}
          </Button>
        </Group>
      </Modal>
    </SessionProvider>
  )
}
