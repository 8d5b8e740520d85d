import { Kbd, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { type Candidate, verdicts } from '../../contract.ts'
import { BandBadge } from '../band-badge.tsx'
import { type Reason, reasonsOf } from '../fields.ts'
import { OutcomeSign } from '../outcome-sign.tsx'
import { useWhoWords } from '../who-words.ts'
import classes from './earlier-returns.module.css'

/** One return that may be an earlier one: who, when, where, and why it is thought so. */
export function EarlierReturn(props: { candidate: Candidate; to: string; shortcut: string | undefined }) {
  const { t } = useTranslation('identity')
  const { day, label } = useFormat()
  const words = useWhoWords()
  const { who, band, returns, comparison, decision } = props.candidate
  const name = words.name(who)
  return (
    <li className={classes.candidate}>
      <div>
        <div className={classes.line}>
          <BandBadge band={band} />
          {decision && <Text size="sm">{label(verdicts, decision.verdict)}</Text>}
        </div>
        <Text className={classes.who}>
          <b>{name}</b> · {day(who.arrivedOn)} · {words.where(who)}
          {returns > 1 && ` · ${words.returns(returns)}`}
        </Text>
        <ul className={classes.reasons}>
          {reasonsOf(comparison.weights).map((reason) => (
            <li key={reason.field}>
              <OutcomeSign outcome={signOf(reason)}>{t(`reason.${reason.field}.${reason.how}` as never)}</OutcomeSign>
            </li>
          ))}
        </ul>
      </div>
      <ButtonTo
        to={props.to}
        variant="default"
        aria-label={t('earlier.compareWith', { name, day: day(who.arrivedOn) })}
        rightSection={props.shortcut && <Kbd aria-hidden>{props.shortcut}</Kbd>}
      >
        {t('earlier.compare')}
      </ButtonTo>
    </li>
  )
}

function signOf({ how }: Reason): 'agrees' | 'alike' | 'differs' {
  return how === 'agrees' || how === 'differs' ? how : 'alike'
}
