import { Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Emergency, emergency } from '#access/contract/emergency.ts'
import { permissions } from '#access/contract/permissions.ts'
import { callWords } from '#access/rules/call-words.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { useFromPath } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useIs } from '#browser/session.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import facts from '../facts.module.css'
import classes from './emergency.module.css'
import { EmergencyActions, EmergencyBadges } from './emergency-item.tsx'
import { ReviewEmergency } from './review-emergency.tsx'

/** One record that was opened in an emergency: who, why, what was done with it, and what the review says. */
export function EmergencyScreen() {
  const { t } = useTranslation('oversight')
  const grantId = useFromPath('grantId')
  const read = useRead(emergency.listEmergencies, {})
  useHavingRead(grantId)
  return (
    <Page title={t('emergency.one')} trail={[{ words: t('nav.emergencies'), to: '/emergencias' }]} width="text">
      <Loaded of={read}>
        {({ emergencies }) => {
          const one = emergencies.find((row) => row.grantId === grantId)
          if (!one) return <Empty title={t('emergency.gone')} says={t('emergency.goneSays')} />
          return (
            <Stack gap="xl">
              <Facts of={one} />
              {one.subjectId && <Journal grantId={grantId} />}
              <ReviewEmergency of={one} />
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** Who is here has read that it was opened. That somebody asks stays to be told until it is decided. */
function useHavingRead(grantId: string): void {
  const told = useIs('shift-chief', 'data-protection-officer')
  const notices = useRead(emergency.listNotices, {}, { enabled: told }).data?.notices
  const { mutate } = useCommand(emergency.readNotice, { changes: [emergency.listNotices] })
  const marked = useRef(new Set<string>())
  useEffect(() => {
    for (const { noticeId, kind, read, ...one } of notices ?? []) {
      if (one.grantId !== grantId || kind !== 'emergency-opened' || read || marked.current.has(noticeId)) continue
      marked.current.add(noticeId)
      mutate({ noticeId })
    }
  }, [notices, grantId, mutate])
}

function Facts({ of: one }: { of: Emergency }) {
  const { t } = useTranslation('oversight')
  const { moment } = useFormat()
  const rows = [
    [t('emergency.by'), `${one.by} (${one.institutionId.toUpperCase()})`],
    [t('emergency.reason'), one.reason],
    [t('emergency.sought'), one.sought],
    [t('emergency.when'), t('emergency.askedAt', { at: moment(one.askedAt), count: one.hours })],
    [t('emergency.decidedBy'), one.decidedBy],
    [t('emergency.owner'), one.ownerId?.toUpperCase()],
    [t('emergency.until'), one.until && moment(one.until)],
    [t('emergency.reviewedBy'), one.reviewedBy],
    [t('emergency.remarks'), one.remarks],
  ] as const
  return (
    <Stack gap="md">
      <EmergencyBadges of={one} />
      <dl className={facts.facts}>
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name} className={classes.fact}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Group gap="xs">
        <EmergencyActions of={one} />
      </Group>
    </Stack>
  )
}

/** Each look at the record, as the journal holds it. */
function Journal({ grantId }: { grantId: string }) {
  const { t } = useTranslation('oversight')
  const { moment } = useFormat()
  const language = useLanguage()
  const read = useRead(emergency.readEmergencyJournal, { grantId })
  const all = useRead(permissions.readPermissions, {}, { enabled: language === 'en' }).data?.permissions
  const says = (call: string) => (language === 'es' ? callWords[call] : all?.find((one) => one.call === call)?.says) ?? call
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('emergency.journal')}
      </Title>
      <Loaded of={read}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Text c="dimmed">{t('emergency.journalEmpty')}</Text>
          ) : (
            <ol className={classes.list}>
              {entries.map((entry) => (
                <li key={`${entry.at}-${entry.call}`} className={classes.entry}>
                  <span>{says(entry.call)}</span>
                  <Text size="sm" c="dimmed" span>
                    {[entry.by, moment(entry.at)].filter(Boolean).join(' · ')}
                  </Text>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  )
}
