import { Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { Loaded } from '#browser/kit/notices.tsx'
import { useIs } from '#browser/session.tsx'
import { type Keeping, retention } from '../../contract.ts'
import classes from '../retention.module.css'
import { AskErasure } from './ask-erasure.tsx'
import { AskedErasure } from './asked-erasure.tsx'
import { OneHold } from './one-hold.tsx'
import { PlaceHold } from './place-hold.tsx'

/** On a profile, for whom it concerns: what keeps the record, and what was asked about erasing the person. */
export function Kept({ subjectId }: { subjectId: string }) {
  return useIs('data-protection-officer', 'shift-chief') ? <Section subjectId={subjectId} /> : null
}

function Section({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('retention')
  const officer = useIs('data-protection-officer')
  const read = useRead(retention.readKeeping, { subjectId })
  const found = read.data?.subjectId === subjectId ? read.data : undefined
  // A chief has nothing to do here until an officer has done something.
  if (!officer && !(found && (found.erasedAt || found.holds.length > 0 || askedOf(found)))) return null
  return (
    <section>
      <Title order={2} mb="xs">
        {t('keeping.title')}
      </Title>
      <Loaded of={read}>{() => found && <Facts keeping={found} officer={officer} />}</Loaded>
    </section>
  )
}

const askedOf = ({ erasures }: Keeping) => erasures.find(({ state }) => state === 'asked')

function Facts({ keeping, officer }: { keeping: Keeping; officer: boolean }) {
  const { t } = useTranslation('retention')
  const { moment } = useFormat()
  const { subjectId, holds, erasedAt } = keeping
  const asked = askedOf(keeping)
  if (erasedAt) return <Text maw="65ch">{t('keeping.erased', { moment: moment(erasedAt) })}</Text>
  return (
    <Stack gap="sm">
      {asked && <AskedErasure erasure={asked} />}
      {holds.length > 0 ? (
        <ul className={classes.list}>
          {holds.map((hold) => (
            <OneHold key={hold.holdId} subjectId={subjectId} hold={hold} officer={officer} />
          ))}
        </ul>
      ) : (
        <Text c="dimmed">{t('keeping.noHolds')}</Text>
      )}
      {officer && (
        <Group>
          <PlaceHold subjectId={subjectId} />
          {!asked && <AskErasure subjectId={subjectId} />}
        </Group>
      )}
    </Stack>
  )
}
