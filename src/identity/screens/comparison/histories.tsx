import { Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { LinkTo } from '#browser/kit/links.tsx'
import { returnStates } from '#intake/contract/shapes.ts'
import type { Who } from '../../contract.ts'
import { isReturn } from '../../rules/persons.ts'
import { useWhoWords } from '../who-words.ts'
import classes from './comparison.module.css'
import type { Pair } from './comparison-screen.tsx'

/** What is known already of the person of each return; one list when they are one person. */
export function Histories({ pair, returns }: { pair: Pair; returns: [Who, Who] }) {
  const { t } = useTranslation('identity')
  const { day } = useFormat()
  const of = (who: Who) => pair.histories.find((history) => history.some((one) => one.subjectId === who.subjectId)) ?? [who]
  const joined = of(returns[0]).some((one) => one.subjectId === returns[1].subjectId)
  const people = joined ? returns.slice(0, 1) : returns
  return (
    <section>
      <Title order={2} mb="sm">
        {t('compare.histories')}
      </Title>
      <div className={classes.histories}>
        {people.map((who) => (
          <div key={who.subjectId}>
            <Title order={3}>{joined ? t('compare.historyOne') : t('compare.historyOf', { day: day(who.arrivedOn) })}</Title>
            <History returns={of(who)} />
          </div>
        ))}
      </div>
    </section>
  )
}

function History({ returns }: { returns: Who[] }) {
  const { day, label } = useFormat()
  const words = useWhoWords()
  return (
    <ol className={classes.history}>
      {returns.map((who) => (
        <li key={who.subjectId}>
          <LinkTo to={`/personas/${who.subjectId}`}>{day(who.arrivedOn)}</LinkTo> · {words.name(who)} · {words.where(who)}
          {!isReturn(who.state) && ` · ${label(returnStates, who.state)}`}
        </li>
      ))}
    </ol>
  )
}
