import { Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { useFromPath } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useIs } from '#browser/session.tsx'
import { identity, type Person } from '../../contract.ts'
import type { Undone } from '../undo/undo-button.tsx'
import { UndoneNotice } from '../undo/undone-notice.tsx'
import { useWhoWords } from '../who-words.ts'
import { Decisions } from './decisions.tsx'
import classes from './person.module.css'
import { ReturnCard } from './return-card.tsx'

/** A person: all their returns in order, what joined them, and the way to take that back. */
export function PersonScreen() {
  const { t } = useTranslation('identity')
  const subjectId = useFromPath('subjectId')
  const words = useWhoWords()
  const atDesk = useIs('registrar', 'shift-chief')
  const person = useRead(identity.readPerson, { subjectId })
  const [undone, setUndone] = useState<Undone>()
  const who = person.data && [...person.data.returns, ...person.data.listed].find((one) => one.subjectId === subjectId)
  const name = who ? words.name(who) : ''
  return (
    <Page title={t('person.title', { name }).trim()} trail={who && atDesk ? [{ words: name, to: `/personas/${subjectId}` }] : []}>
      {undone && <UndoneNotice undone={undone} />}
      <Loaded of={person}>
        {(found) =>
          [...found.returns, ...found.listed].some((one) => one.subjectId === subjectId) && (
            <Stack gap="xl">
              {found.returns.length > 0 && <Returns person={found} subjectId={subjectId} />}
              {found.listed.length > 0 && <Listed person={found} subjectId={subjectId} />}
              <Decisions person={found} subjectId={subjectId} onUndone={atDesk ? setUndone : undefined} />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

function Returns({ person, subjectId }: { person: Person; subjectId: string }) {
  const { t } = useTranslation('identity')
  const { day, number } = useFormat()
  const { returns, intervals } = person
  const interval = (days: number) =>
    days === 0 ? t('person.sameDay') : t('person.interval', { count: days, number: number(days) })
  return (
    <section>
      <Text size="lg" mb="md">
        {t('person.sentence', {
          count: returns.length,
          number: number(returns.length),
          from: day(returns[0]!.arrivedOn),
          to: day(returns.at(-1)!.arrivedOn),
        })}
      </Text>
      <Title order={2} mb="sm">
        {t('person.list')}
      </Title>
      <ol className={classes.returns}>
        {returns.map((who, index) => (
          <li key={who.subjectId}>
            {index > 0 && <p className={classes.interval}>{interval(intervals[index - 1]!)}</p>}
            <ReturnCard who={who} person={person} here={who.subjectId === subjectId} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Lists on which they stand without having come, or not yet: told apart, because those are no returns. */
function Listed({ person, subjectId }: { person: Person; subjectId: string }) {
  const { t } = useTranslation('identity')
  return (
    <section>
      <Title order={2} mb={4}>
        {t('person.listed')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('person.listedSays')}
      </Text>
      <ul className={classes.returns}>
        {person.listed.map((who) => (
          <li key={who.subjectId}>
            <ReturnCard who={who} person={person} here={who.subjectId === subjectId} />
          </li>
        ))}
      </ul>
    </section>
  )
}
