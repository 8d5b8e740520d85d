import { useTranslation } from 'react-i18next'
import type { Comparison } from '../contract.ts'
import { type Reason, reasonsOf } from './fields.ts'
import { OutcomeSign } from './outcome-sign.tsx'
import classes from './reasons.module.css'

/** What speaks most for and against two returns being of one person, in a line of words with signs. */
export function Reasons({ weights }: Pick<Comparison, 'weights'>) {
  const { t } = useTranslation('identity')
  return (
    <ul className={classes.reasons}>
      {reasonsOf(weights).map((reason) => (
        <li key={reason.field}>
          <OutcomeSign outcome={signOf(reason)}>{t(`reason.${reason.field}.${reason.way}` as never)}</OutcomeSign>
        </li>
      ))}
    </ul>
  )
}

function signOf({ way }: Reason): 'agrees' | 'alike' | 'differs' {
  return way === 'agrees' || way === 'differs' ? way : 'alike'
}
