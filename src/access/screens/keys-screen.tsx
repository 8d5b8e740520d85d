import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { keys, type ServiceKey, scopeWords } from '#access/contract/keys.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import classes from './facts.module.css'

/** The keys with which other systems come in for the own institution. */
export function KeysScreen() {
  const { t } = useTranslation('access')
  const read = useRead(keys.listKeys, {})
  const add = <ButtonTo to="/llaves/nueva">{t('keys.add')}</ButtonTo>
  return (
    <Page title={t('nav.keys')} intro={t('nav.keysSays')} action={add} width="text">
      <Loaded of={read}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('keys.none')} says={t('keys.noneSays')} action={add} />
          ) : (
            <ul className={classes.session}>
              {rows.map((key) => (
                <Key key={key.keyId} of={key} now={read.dataUpdatedAt} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function Key({ of: key, now }: { of: ServiceKey; now: number }) {
  const { t } = useTranslation('access')
  const { day, moment, label } = useFormat()
  const revoke = useCommand(keys.revokeKey, { changes: [keys.listKeys] })
  const over = Date.parse(key.endsAt) <= now
  const state = key.revokedAt ? t('keys.revoked') : over ? t('keys.over') : t('keys.good')
  return (
    <li>
      <Stack gap={4}>
        <Text fw={600} component="span">
          {key.name} <StateBadge tone={key.revokedAt || over ? 'calm' : 'done'}>{state}</StateBadge>
        </Text>
        <Text size="sm">{key.scopes.map((scope) => label(scopeWords, scope)).join(' · ')}</Text>
        <Text size="sm" c="dimmed">
          {t('keys.ends')}: {day(key.endsAt.slice(0, 10))} · {t('keys.used')}: {key.usedAt ? moment(key.usedAt) : t('keys.never')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('keys.madeBy', { name: key.madeBy, at: moment(key.madeAt) })}
        </Text>
      </Stack>
      {!key.revokedAt && !over && (
        <ConfirmButton
          danger
          size="sm"
          question={t('keys.revokeQuestion', { name: key.name })}
          says={t('keys.revokeSays')}
          confirm={t('keys.revoke')}
          pending={revoke.isPending}
          problem={revoke.error}
          act={() => revoke.mutateAsync({ keyId: key.keyId })}
        >
          {t('keys.revoke')}
        </ConfirmButton>
      )}
    </li>
  )
}
