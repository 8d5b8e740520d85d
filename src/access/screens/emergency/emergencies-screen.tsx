import { Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Emergency, emergency } from '#access/contract/emergency.ts'
import { useRead } from '#browser/calling.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useIs, useSession } from '#browser/session.tsx'
import classes from './emergency.module.css'
import { EmergencyItem } from './emergency-item.tsx'
import { SecondPerson } from './second-person.tsx'

/** Records opened in an emergency: what one has to do with each comes first. */
export function EmergenciesScreen() {
  const { t } = useTranslation('oversight')
  const { institutionId } = useSession().me
  const decides = useIs('shift-chief', 'data-protection-officer')
  const reviews = useIs('data-protection-officer')
  const attends = useIs('registrar', 'shift-chief', 'desk')
  const read = useRead(emergency.listEmergencies, {}, { every: 20_000 })
  const ask = attends && <ButtonTo to="/emergencias/nueva">{t('emergency.ask')}</ButtonTo>
  /** In which part of the screen one stands: each stands in one. */
  const partOf = (one: Emergency) => {
    if (one.mine) return 'own'
    if (decides && one.state === 'waiting' && one.institutionId === institutionId) return 'decide'
    return reviews && one.subjectId && !one.verdict ? 'review' : 'others'
  }
  return (
    <Page title={t('nav.emergencies')} intro={t('emergency.intro')} action={ask} width="text">
      <Loaded of={read}>
        {({ emergencies }) => {
          const parts = Map.groupBy(emergencies, partOf)
          const byDue = (parts.get('review') ?? []).toSorted((one, other) => (one.due ?? '').localeCompare(other.due ?? ''))
          return (
            <Stack gap="xl">
              {emergencies.length === 0 && <Empty title={t('emergency.none')} says={t('emergency.noneSays')} />}
              <Part title={t('emergency.toDecide')} of={parts.get('decide')} />
              <Part title={t('emergency.toReview')} of={byDue} />
              <Part title={t('emergency.own')} of={parts.get('own')} />
              <Part title={t('emergency.others')} of={parts.get('others')} />
              <SecondPerson />
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Part({ title, of = [] }: { title: string; of?: Emergency[] | undefined }) {
  if (of.length === 0) return null
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {title}
      </Title>
      <ul className={classes.list}>
        {of.map((one) => (
          <EmergencyItem key={one.grantId} of={one} />
        ))}
      </ul>
    </section>
  )
}
