import { IconCheck, IconMinus, IconTilde, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from './fields.ts'
import classes from './outcome-sign.module.css'

const signs = { agrees: IconCheck, alike: IconTilde, differs: IconX, unknown: IconMinus }

/** How something of two returns compares: a sign and its word, in a colour that only repeats them. */
export function OutcomeSign({ outcome, children }: { outcome: Outcome; children?: string }) {
  const { t } = useTranslation('identity')
  const Sign = signs[outcome]
  return (
    <span className={classes.sign} data-outcome={outcome}>
      <Sign size={18} aria-hidden />
      {children ?? t(`outcome.${outcome}`)}
    </span>
  )
}
