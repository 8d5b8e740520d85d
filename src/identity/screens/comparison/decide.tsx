import { Button, Group, Kbd, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, useGo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { type Decision, identity, type Verdict } from '../../contract.ts'
import { changedByDecisions } from '../changed-by-decisions.ts'
import { toldApartIn } from '../told-apart.ts'
import { UndoButton, type Undone } from '../undo/undo-button.tsx'
import { UndoneNotice } from '../undo/undone-notice.tsx'
import { useWhoWords } from '../who-words.ts'
import classes from './comparison.module.css'
import type { Pair } from './comparison-screen.tsx'

/** What is decided about the pair, or what can be; it stays in sight at the bottom. One key each. */
export function Decide({ pair }: { pair: Pair }) {
  const { t } = useTranslation('identity')
  const [undone, setUndone] = useState<Undone>()
  const [justSaid, setJustSaid] = useState(false)
  const title = useId()
  const { decision } = pair.candidate
  const next = useNext(pair)
  return (
    <section className={classes.foot} aria-labelledby={title}>
      <span id={title} className={classes.hidden}>
        {t('compare.decideTitle')}
      </span>
      {undone && <UndoneNotice undone={undone} />}
      {decision && (
        <Told
          key={decision.decisionId}
          pair={pair}
          decision={decision}
          next={next}
          focused={justSaid}
          onUndone={(answer) => {
            setJustSaid(false)
            setUndone(answer)
          }}
        />
      )}
      {decision?.verdict !== 'same' && decision?.verdict !== 'different' && (
        <Choices
          pair={pair}
          onSaid={() => {
            setUndone(undefined)
            setJustSaid(true)
          }}
        />
      )}
    </section>
  )
}

function Choices({ pair, onSaid }: { pair: Pair; onSaid: () => void }) {
  const { who, candidate } = pair
  const [subjectId, otherId] = [who.subjectId, candidate.who.subjectId]
  const decide = useCommand(identity.decide, { changes: changedByDecisions, inOrder: subjectId })
  const back = useBack(subjectId)
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
        <Later onLater={back} />
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

function Later({ onLater }: { onLater: () => void }) {
  const { t } = useTranslation('identity')
  useShortcut('l', t('compare.keys.later'), onLater)
  useShortcut('Escape', t('compare.keys.later'), onLater)
  return (
    <Button variant="subtle" onClick={onLater} rightSection={<Kbd aria-hidden>Esc</Kbd>}>
      {t('compare.chooses.later')}
    </Button>
  )
}

/** What was said of the pair, by whom, what it means now, and the way on. */
function Told(props: {
  pair: Pair
  decision: Decision
  /** The next pair to compare, if there is one. */
  next: string | undefined
  focused: boolean
  onUndone: (undone: Undone) => void
}) {
  const { t } = useTranslation('identity')
  const { moment } = useFormat()
  const { pair, decision, next, focused } = props
  const { subjectId } = pair.who
  const words = useWhoWords()
  const says = useId()
  const on = useRef<HTMLAnchorElement & HTMLButtonElement>(null)
  const back = useBack(subjectId)
  const final = decision.verdict !== 'unsure'
  // biome-ignore lint/correctness/useExhaustiveDependencies: another way on is another button
  useEffect(() => {
    if (focused) on.current?.focus()
  }, [focused, next])
  return (
    <>
      <div id={says} role="status">
        <Text fw={600}>
          {t(`compare.told.${decision.verdict}`, {
            returns: words.returns(pair.histories[0].length),
            days: words.days(pair.histories[0]),
          })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('compare.toldBy', { by: decision.by, moment: moment(decision.at) })}
        </Text>
      </div>
      <Group gap="sm">
        {next && (
          <ButtonTo
            ref={on}
            to={next}
            replace
            variant={final ? 'filled' : 'default'}
            aria-describedby={says}
            rightSection={<Kbd aria-hidden>N</Kbd>}
          >
            {t('compare.next')}
          </ButtonTo>
        )}
        {final && (
          <Button
            ref={next ? null : on}
            variant={next ? 'default' : 'filled'}
            onClick={back}
            aria-describedby={says}
            rightSection={<Kbd aria-hidden>Esc</Kbd>}
          >
            {t('compare.back')}
          </Button>
        )}
        {decision.verdict === 'same' && (
          <ButtonTo to={`/personas/${subjectId}/retornos`} variant="default">
            {t('compare.wholeHistory')}
          </ButtonTo>
        )}
        <UndoButton decisionId={decision.decisionId} shortcut="z" onUndone={props.onUndone} />
      </Group>
      {final && <Leaving onLeave={back} />}
      {next && <Going to={next} />}
    </>
  )
}

function Leaving({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('identity')
  useShortcut('Escape', t('compare.back'), onLeave)
  return null
}

function Going({ to }: { to: string }) {
  const { t } = useTranslation('identity')
  const go = useGo()
  useShortcut('n', t('compare.keys.next'), () => go(to, { replace: true }))
  return null
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

/** The next earlier return of the same search that nobody has decided about. */
function useNext({ who, candidate }: Pair): string | undefined {
  const { data } = useRead(identity.findCandidates, { subjectId: who.subjectId })
  const open = data?.candidates.find((one) => !one.decision && one.who.subjectId !== candidate.who.subjectId)
  return open && data?.who.subjectId === who.subjectId ? `/personas/${who.subjectId}/comparar/${open.who.subjectId}` : undefined
}

/** Back to where one came from: the desk, as a rule. Whoever opened the address itself goes to the profile. */
function useBack(subjectId: string): () => void {
  const router = useRouter()
  const go = useGo()
  return () => (router.history.canGoBack() ? router.history.back() : go(`/personas/${subjectId}`))
}
