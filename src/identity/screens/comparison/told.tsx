import { Button, Group, Kbd, Text } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, useGo } from '#browser/kit/links.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import type { Decision } from '../../contract.ts'
import { isReturn } from '../../rules/persons.ts'
import { NextPair } from '../review/next-pair.tsx'
import type { Review } from '../review/use-review.ts'
import { UndoButton, type Undone } from '../undo/undo-button.tsx'
import { useWhoWords } from '../who-words.ts'
import type { Pair } from './comparison-screen.tsx'
import { useBack } from './use-back.ts'

/** What was said of the pair, by whom, what it means now, and the way on. */
export function Told(props: {
  pair: Pair
  decision: Decision
  /** The next pair to compare, if there is one. */
  next: string | undefined
  /** The way through a review, when this is one. */
  walk?: Review
  focused: boolean
  onUndone: (undone: Undone) => void
}) {
  const { t } = useTranslation('identity')
  const { day, moment } = useFormat()
  const { pair, decision, next, focused } = props
  const { subjectId } = pair.who
  const came = pair.histories[0].filter(({ state }) => isReturn(state))
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
            returns: words.returns(came.length),
            days: words.days(came),
          })}
        </Text>
        <Text size="sm" c="dimmed">
          {decision.rule
            ? t('person.linkedByRule', { by: decision.by, day: day(decision.rule.at), moment: moment(decision.at) })
            : t('compare.toldBy', { by: decision.by, moment: moment(decision.at) })}
        </Text>
      </div>
      <Group gap="sm">
        {props.walk && <NextPair walk={props.walk} />}
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
            variant={next || props.walk ? 'default' : 'filled'}
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
