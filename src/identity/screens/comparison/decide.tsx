import { Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { said } from '#browser/kit/said.tsx'
import { identity } from '../../contract.ts'
import { Claimed } from '../review/claimed.tsx'
import { useReview } from '../review/use-review.ts'
import type { Undone } from '../undo/undo-button.tsx'
import { UndoneNotice } from '../undo/undone-notice.tsx'
import { Choices } from './choices.tsx'
import classes from './comparison.module.css'
import type { Pair } from './comparison-screen.tsx'
import { Told } from './told.tsx'

/** What is decided about the pair, or what can be; it stays in sight at the bottom. One key each. */
export function Decide({ pair }: { pair: Pair }) {
  const { t } = useTranslation('identity')
  const [undone, setUndone] = useState<Undone>()
  const [justSaid, setJustSaid] = useState(false)
  const title = useId()
  const { decision } = pair.candidate
  const walk = useReview()
  const next = useNext(pair)
  const joined = pair.histories[0].some((one) => one.subjectId === pair.candidate.who.subjectId)
  return (
    <section className={classes.foot} aria-labelledby={title}>
      <span id={title} className={classes.hidden}>
        {t('compare.decideTitle')}
      </span>
      {undone && <UndoneNotice undone={undone} />}
      {walk && <Claimed subjectId={pair.who.subjectId} otherId={pair.candidate.who.subjectId} walk={walk} />}
      {decision && (
        <Told
          key={decision.decisionId}
          pair={pair}
          decision={decision}
          next={walk ? undefined : next}
          {...(walk && { walk })}
          focused={justSaid}
          onUndone={(answer) => {
            setJustSaid(false)
            setUndone(answer)
          }}
        />
      )}
      {!decision && joined && <Text fw={600}>{t('compare.joinedByOthers')}</Text>}
      {decision?.verdict !== 'same' && decision?.verdict !== 'different' && (
        <Choices
          pair={pair}
          onSaid={() => {
            setUndone(undefined)
            if (!walk) return setJustSaid(true)
            said(t('compare.noted'))
            walk.next()
          }}
        />
      )}
    </section>
  )
}

/** The next earlier return of the same search that nobody has decided about. */
function useNext({ who, candidate }: Pair): string | undefined {
  const { data } = useRead(identity.findCandidates, { subjectId: who.subjectId })
  const open = data?.candidates.find((one) => !one.decision && one.who.subjectId !== candidate.who.subjectId)
  return open && data?.who.subjectId === who.subjectId ? `/personas/${who.subjectId}/comparar/${open.who.subjectId}` : undefined
}
