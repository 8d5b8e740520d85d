import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatCui } from '#base/cui.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { LinkTo } from '#browser/kit/links.tsx'
import { useIs } from '#browser/session.tsx'
import { returnStates } from '#intake/contract/shapes.ts'
import type { Person, Who } from '../../contract.ts'
import { isReturn } from '../../rules/persons.ts'
import { useWhoWords } from '../who-words.ts'
import classes from './person.module.css'

/** One return of a person: when, where, the name as it was written then, and who joined it to the others. */
export function ReturnCard({ who, person, here }: { who: Who; person: Person; here: boolean }) {
  const { t } = useTranslation('identity')
  const { day, label, moment } = useFormat()
  const words = useWhoWords()
  const atDesk = useIs('registrar', 'shift-chief')
  const when = day(who.arrivedOn)
  const facts = [words.name(who), words.told(who, 'birthDate'), who.cui && `CUI ${formatCui(who.cui)}`]
  return (
    <div className={classes.card} {...(here && { 'aria-current': true })}>
      <div className={classes.head}>
        <Text fw={650}>{atDesk ? <LinkTo to={`/personas/${who.subjectId}`}>{when}</LinkTo> : when}</Text>
        {here && <StateBadge tone="calm">{t('person.this')}</StateBadge>}
        {!isReturn(who.state) && <StateBadge tone="calm">{label(returnStates, who.state)}</StateBadge>}
      </div>
      <Text>{facts.filter(Boolean).join(' · ')}</Text>
      <Text size="sm" c="dimmed">
        {words.where(who)}
      </Text>
      {joiningOf(who, person).map(({ decisionId, by, at, rule }) => (
        <Text key={decisionId} size="sm">
          {rule
            ? t('person.linkedByRule', { by, day: day(rule.at), moment: moment(at) })
            : t('person.linked', { by, moment: moment(at) })}
        </Text>
      ))}
    </div>
  )
}

/** The decisions that count and join a return with one before it. */
function joiningOf({ subjectId }: Who, { decisions, returns, listed }: Person) {
  const all = [...returns, ...listed]
  const place = (id: string) => all.findIndex((one) => one.subjectId === id)
  return decisions.filter(({ oneId, otherId, verdict, undone }) => {
    const places = [place(oneId), place(otherId)]
    return verdict === 'same' && !undone && !places.includes(-1) && Math.max(...places) === place(subjectId)
  })
}
