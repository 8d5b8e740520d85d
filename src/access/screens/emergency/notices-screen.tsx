import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { emergency, type Notice, noticeKinds } from '#access/contract/emergency.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { Empty, Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import classes from './emergency.module.css'

/** What one must be told, the newest first. */
export function NoticesScreen() {
  const { t } = useTranslation('oversight')
  const read = useRead(emergency.listNotices, {})
  return (
    <Page title={t('nav.notices')} intro={t('notices.intro')} width="text">
      <Loaded of={read}>
        {({ notices }) =>
          notices.length === 0 ? (
            <Empty title={t('notices.none')} says={t('notices.noneSays')} />
          ) : (
            <ul className={classes.list}>
              {notices.map((one) => (
                <Told key={one.noticeId} of={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function Told({ of: { noticeId, kind, at, by, grantId, read } }: { of: Notice }) {
  const { t } = useTranslation('oversight')
  const { label, moment } = useFormat()
  const mark = useCommand(emergency.readNotice, { changes: [emergency.listNotices] })
  return (
    <li className={classes.item}>
      <Group gap="xs">
        <Text fw={read ? 400 : 650}>{label(noticeKinds, kind)}</Text>
        {!read && <StateBadge tone="active">{t('notices.new')}</StateBadge>}
      </Group>
      <Text size="sm" c="dimmed">
        {[by, moment(at)].filter(Boolean).join(' · ')}
      </Text>
      <ProblemMessage problem={mark.error} />
      <Group gap="xs">
        {grantId && (
          <ButtonTo size="sm" variant="default" to={`/emergencias/${grantId}`}>
            {t('notices.see')}
          </ButtonTo>
        )}
        {!read && (
          <Button size="sm" variant="subtle" loading={mark.isPending} onClick={() => mark.mutate({ noticeId })}>
            {t('notices.mark')}
          </Button>
        )}
      </Group>
    </li>
  )
}
