import { Group, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { type Decision, type Person, verdicts } from '../../contract.ts'
import { useLikelihoodWords } from '../likelihood-words.ts'
import { UndoButton, type Undone } from '../undo/undo-button.tsx'
import classes from './person.module.css'

type Props = { person: Person; subjectId: string; onUndone: ((undone: Undone) => void) | undefined }

/** All that was decided about the returns of a person, newest first; what was taken back stays, and says so. */
export function Decisions({ person, ...props }: Props) {
  const { t } = useTranslation('identity')
  return (
    <section>
      <Title order={2} mb="sm">
        {t('person.decisions')}
      </Title>
      {person.decisions.length === 0 && <Text c="dimmed">{t('person.noDecisions')}</Text>}
      <ul className={classes.decisions}>
        {person.decisions.map((decision) => (
          <OneDecision key={decision.decisionId} decision={decision} person={person} {...props} />
        ))}
      </ul>
    </section>
  )
}

const tones = { same: 'done', different: 'active', unsure: 'waiting' } as const

function OneDecision({ decision, person, onUndone }: Props & { decision: Decision }) {
  const { t } = useTranslation('identity')
  const { day, label, moment } = useFormat()
  const { decisionId, verdict, by, at, score, rule, undone } = decision
  const likelihood = useLikelihoodWords()
  const [one, other] = useReturnsOf(decision, person)
  const setAside = rule && !undone && !isOfOne(decision, person)
  return (
    <li data-undone={undone !== undefined}>
      <div>
        <div className={classes.head}>
          <StateBadge tone={undone ? 'calm' : tones[verdict]}>{label(verdicts, verdict)}</StateBadge>
          {undone && <StateBadge tone="calm">{t('person.undone')}</StateBadge>}
        </div>
        <Text mt={4}>{t('person.of', { one, other })}</Text>
        <Text size="sm" c="dimmed">
          {t('person.calculated', { likelihood: likelihood(score) })}
        </Text>
        <Text size="sm" c="dimmed">
          {rule
            ? t('person.linkedByRule', { by, day: day(rule.at), moment: moment(at) })
            : t('person.by', { by, moment: moment(at) })}
        </Text>
        {setAside && <Text size="sm">{t('person.setAside')}</Text>}
        {undone && (
          <Text size="sm">{t('person.undoneBy', { by: undone.by, moment: moment(undone.at), reason: undone.reason })}</Text>
        )}
      </div>
      {onUndone && (
        <Group gap="xs">
          <ButtonTo
            to={`/personas/${decision.oneId}/comparar/${decision.otherId}`}
            variant="subtle"
            aria-label={`${t('person.compare')}: ${one}, ${other}`}
          >
            {t('person.compare')}
          </ButtonTo>
          {!undone && (
            <UndoButton
              decisionId={decisionId}
              label={`${t('undo.button')}: ${label(verdicts, verdict)}, ${one}`}
              onUndone={onUndone}
            />
          )}
        </Group>
      )}
    </li>
  )
}

/** Are both returns of a decision of this person? What a rule joined gives way to what people say. */
function isOfOne({ oneId, otherId }: Decision, { returns, listed }: Person): boolean {
  const all = [...returns, ...listed].map(({ subjectId }) => subjectId)
  return all.includes(oneId) && all.includes(otherId)
}

/** The two returns of a decision in words, those of this person first and by their days. */
function useReturnsOf({ oneId, otherId }: Decision, { returns, listed }: Person): [string, string] {
  const { t } = useTranslation('identity')
  const { day } = useFormat()
  const own = [...returns, ...listed].filter(({ subjectId }) => subjectId === oneId || subjectId === otherId)
  const [one, other] = own.map(({ arrivedOn }) => t('person.returnOf', { day: day(arrivedOn) }))
  return [one ?? t('person.otherReturn'), other ?? t('person.otherReturn')]
}
