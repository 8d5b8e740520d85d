import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, LinkTo, useFromPath } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { requestKinds, requestStates } from '../../contract/requests.ts'
import { type PersonRights, transfers } from '../../contract/transfers.ts'
import { DueDay } from '../due-badge.tsx'
import classes from '../rights.module.css'
import { useName } from '../words.ts'
import { Consents } from './consents.tsx'
import { Transfers } from './transfers.tsx'

/** All about one person’s rights over their data: what they answered, what they asked, what was given to whom. */
export function PersonRightsScreen() {
  const { t } = useTranslation('rights')
  const subjectId = useFromPath('subjectId')
  const name = useName()
  const read = useRead(transfers.readRights, { subjectId })
  const found = read.data?.subjectId === subjectId ? read.data : undefined
  return (
    <Page
      title={t('person.title')}
      intro={t('person.intro')}
      trail={[
        { words: t('nav.requests'), to: '/derechos' },
        { words: found ? name(found) : t('person.record'), to: `/personas/${subjectId}` },
      ]}
      width="text"
      action={<ButtonTo to={`/personas/${subjectId}/solicitud`}>{t('new.title')}</ButtonTo>}
    >
      <Loaded of={read}>
        {(rights) => (
          <Stack gap="xl">
            <Consents subjectId={subjectId} />
            <Transfers rights={rights} />
            <Requests rights={rights} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Requests({ rights: { subjectId, requests } }: { rights: PersonRights }) {
  const { t } = useTranslation('rights')
  const { label } = useFormat()
  return (
    <section className={classes.block}>
      <Title order={2} size="h3">
        {t('nav.requests')}
      </Title>
      {requests.length === 0 && <Text c="dimmed">{t('person.noRequests')}</Text>}
      <dl className={classes.facts}>
        {requests.map((one) => (
          <div key={one.requestId}>
            <dt>
              <LinkTo to={`/personas/${subjectId}/solicitudes/${one.requestId}`}>{one.number}</LinkTo>
            </dt>
            <dd>
              {label(requestKinds, one.kind)} · {label(requestStates, one.state)} · {t('list.due')}: <DueDay request={one} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
