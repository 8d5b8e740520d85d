import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { roleWords } from '#access/contract/calls.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useSession } from '#browser/session.tsx'
import classes from './facts.module.css'
import { OpenSessions } from './open-sessions.tsx'
import { Passkeys } from './passkeys.tsx'

/** One's own account: who one is here, password, second factor, open sessions. */
export function AccountScreen() {
  const { t } = useTranslation('access')
  const { label } = useFormat()
  const { me } = useSession()
  return (
    <Page title={t('nav.account')} width="text">
      <dl className={classes.facts}>
        <dt>{t('account.name')}</dt>
        <dd>{me.name}</dd>
        <dt>{t('signIn.login')}</dt>
        <dd>{me.login}</dd>
        <dt>{t('account.institution')}</dt>
        <dd>{me.institutionId.toUpperCase()}</dd>
        <dt>{t('account.work')}</dt>
        <dd>{me.roles.map((role) => label(roleWords, role)).join(' · ')}</dd>
      </dl>
      <Section
        title={t('password.title')}
        says={t('password.says')}
        action={
          <ButtonTo to="/cuenta/contrasena" variant="default">
            {t('password.action')}
          </ButtonTo>
        }
      />
      <Section
        title={t('factor.title')}
        says={t('factor.says')}
        state={
          <StateBadge tone={me.secondFactor ? 'done' : 'calm'}>
            {me.authenticator ? t('factor.on') : me.secondFactor ? t('factor.byPasskey') : t('factor.off')}
          </StateBadge>
        }
        action={
          <ButtonTo to="/cuenta/dos-pasos" variant={me.secondFactor ? 'default' : 'filled'}>
            {me.authenticator ? t('factor.switchOff') : t('factor.switchOn')}
          </ButtonTo>
        }
      />
      <Section title={t('passkeys.title')} says={t('passkeys.says')}>
        <Passkeys />
      </Section>
      <Section title={t('sessions.title')} says={t('sessions.says')}>
        <OpenSessions />
      </Section>
    </Page>
  )
}

function Section(props: { title: string; says: string; state?: ReactNode; action?: ReactNode; children?: ReactNode }) {
  return (
    <section className={classes.section}>
      <Stack gap="sm">
        <div className={classes.row}>
          <Group gap="sm">
            <Title order={2}>{props.title}</Title>
            {props.state}
          </Group>
          {props.action}
        </div>
        <Text c="dimmed">{props.says}</Text>
        {props.children}
      </Stack>
    </section>
  )
}
