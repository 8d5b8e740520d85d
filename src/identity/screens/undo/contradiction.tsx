import { Alert, Radio, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { type Decision, identity, type Person } from '../../contract.ts'
import type { ToldApart } from '../told-apart.ts'

type Props = { apart: ToldApart; chosen: string | undefined; onChoose: (decisionId: string) => void }

/** Why a decision cannot be taken back alone, and which of those that stand in the way could be taken back with it. */
export function Contradiction({ apart, chosen, onChoose }: Props) {
  const { t } = useTranslation('identity')
  const { data } = useRead(identity.readPerson, { subjectId: apart.oneId })
  const standing = data?.decisions.filter(({ decisionId, undone }) => apart.joinedBy.includes(decisionId) && !undone) ?? []
  return (
    <Alert role="alert" color="waiting" variant="light" title={t('undo.apartTitle')}>
      <Text mb="sm">{t('undo.apartSays')}</Text>
      <Radio.Group label={t('undo.apartChoose')} value={chosen ?? null} onChange={onChoose}>
        <Stack gap="xs" mt="xs">
          {data && standing.map((decision) => <Choice key={decision.decisionId} decision={decision} person={data} />)}
        </Stack>
      </Radio.Group>
    </Alert>
  )
}

function Choice({ decision, person }: { decision: Decision; person: Person }) {
  const { t } = useTranslation('identity')
  const { shortDay, moment } = useFormat()
  const all = [...person.returns, ...person.listed]
  const [one, other] = [decision.oneId, decision.otherId]
    .map((id) => all.find(({ subjectId }) => subjectId === id)?.arrivedOn)
    .map((day) => (day ? shortDay(day) : t('person.otherReturn')))
  return (
    <Radio
      value={decision.decisionId}
      label={t('undo.joins', { one, other })}
      description={t('person.by', { by: decision.by, moment: moment(decision.at) })}
    />
  )
}
