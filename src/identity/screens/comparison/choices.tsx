import { Button, Group, Kbd } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand } from '#browser/calling.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { identity, type Verdict } from '../../contract.ts'
import { changedByDecisions } from '../changed-by-decisions.ts'
import { useReview } from '../review/use-review.ts'
import { toldApartIn } from '../told-apart.ts'
import type { Pair } from './comparison-screen.tsx'
import { useBack } from './use-back.ts'

/** What can be said of the pair, a key for each; what the calculation suggests is the main one. */
export function Choices({ pair, onSaid }: { pair: Pair; onSaid: () => void }) {
  const { who, candidate } = pair
  const [subjectId, otherId] = [who.subjectId, candidate.who.subjectId]
  const decide = useCommand(identity.decide, { changes: changedByDecisions, inOrder: subjectId })
  const back = useBack(subjectId)
  const walk = useReview()
  const say = (verdict: Verdict) => {
    if (decide.isPending) return
    // A promise: once it is decided, these buttons are gone.
    decide.mutateAsync({ subjectId, otherId, decisionId: uuidv7(), verdict }).then(onSaid, () => {})
  }
  const likely = candidate.band === 'weak' ? 'different' : 'same'
  return (
    <>
      <ProblemMessage problem={decide.error} />
      <ToldApart problem={decide.error} />
      <Group gap="sm">
        {(['same', 'different', 'unsure'] as const).map((verdict) => (
          <Choice
            key={verdict}
            verdict={verdict}
            variant={verdict === likely ? 'filled' : 'default'}
            loading={decide.isPending && decide.variables.verdict === verdict}
            onChoose={() => say(verdict)}
          />
        ))}
        <Later onLater={walk?.next ?? back} onLeave={back} />
      </Group>
    </>
  )
}

const keys = { same: 's', different: 'd', unsure: 'u' } as const

function Choice(props: { verdict: Verdict; variant: 'filled' | 'default'; loading: boolean; onChoose: () => void }) {
  const { t } = useTranslation('identity')
  const key = keys[props.verdict]
  useShortcut(key, t(`compare.keys.${props.verdict}`), props.onChoose)
  return (
    <Button
      variant={props.variant}
      loading={props.loading}
      onClick={props.onChoose}
      rightSection={<Kbd aria-hidden>{key.toUpperCase()}</Kbd>}
    >
      {t(`compare.chooses.${props.verdict}`)}
    </Button>
  )
}

/** In a review "later" is the next pair; to leave is the list. */
function Later({ onLater, onLeave }: { onLater: () => void; onLeave: () => void }) {
  const { t } = useTranslation('identity')
  useShortcut('l', t('compare.keys.later'), onLater)
  useShortcut('Escape', onLater === onLeave ? t('compare.keys.later') : t('review.backToList'), onLeave)
  return (
    <Button variant="subtle" onClick={onLater} rightSection={<Kbd aria-hidden>{onLater === onLeave ? 'Esc' : 'L'}</Kbd>}>
      {t('compare.chooses.later')}
    </Button>
  )
}

/** The two returns whose decision stands against this one. */
function ToldApart({ problem }: { problem: unknown }) {
  const { t } = useTranslation('identity')
  const pair = toldApartIn(problem)
  if (!pair) return null
  return (
    <ButtonTo to={`/personas/${pair.oneId}/comparar/${pair.otherId}`} variant="default">
      {t('compare.toldApart')}
    </ButtonTo>
  )
}
