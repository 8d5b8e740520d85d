import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { access } from '#access/contract/calls.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { tellOtherTabs } from '#browser/session.tsx'
import classes from './facts.module.css'
import { programOf } from './program-words.ts'

/** Where one is signed in, and how to end it. */
export function OpenSessions() {
  const { t } = useTranslation('access')
  const { moment } = useFormat()
  const sessions = useRead(access.readSessions, {})
  const end = useCommand(access.endSession, { changes: [access.readSessions] })
  const endAll = useCommand(access.signOutEverywhere)
  return (
    <Stack>
      <Loaded of={sessions}>
        {(open) => (
          <ul className={classes.session}>
            {open.map((session) => {
              const { browser, system } = programOf(session.agent ?? '')
              return (
                <li key={session.sessionId}>
                  <div>
                    <Text fw={600} component="span">
                      {[browser, system].filter(Boolean).join(' · ') || t('sessions.unknownProgram')}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {t('sessions.times', { opened: moment(session.openedAt), seen: moment(session.seenAt) })}
                    </Text>
                  </div>
                  {session.current ? (
                    <StateBadge tone="done">{t('sessions.current')}</StateBadge>
                  ) : (
                    <Button variant="default" size="sm" onClick={() => end.mutate({ sessionId: session.sessionId })}>
                      {t('sessions.end')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </Loaded>
      <ProblemMessage problem={end.error} />
      <div>
        <ConfirmButton
          question={t('sessions.endAllQuestion')}
          says={t('sessions.endAllSays')}
          confirm={t('sessions.endAll')}
          pending={endAll.isPending}
          problem={endAll.error}
          act={() =>
            endAll.mutateAsync({}).then(() => {
              tellOtherTabs(undefined)
              location.assign('/app/')
            })
          }
        >
          {t('sessions.endAll')}
        </ConfirmButton>
      </div>
    </Stack>
  )
}
