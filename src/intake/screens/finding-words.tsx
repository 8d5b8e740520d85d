import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#base/finding.ts'
import { useFormat } from '#browser/format.ts'
import classes from './reception/fields/fields.module.css'

const signs = { error: IconAlertCircle, warning: IconAlertTriangle, note: IconInfoCircle }

/** What a rule noticed, in words; nothing for a code that has none. `show` writes what was found or would be put there; dates it knows. */
export function useFindingWords(): (finding: Finding, show?: (text: string) => string) => string | undefined {
  const { i18n } = useTranslation()
  const { partialDate } = useFormat()
  const dated = (text: string) => (/^\d{4}(-\d{2}){0,2}~?$/.test(text) ? partialDate(text) : text)
  return (finding, show = dated) => {
    const key = `findings:${finding.code}`
    if (!i18n.exists(key)) return undefined
    const values = { found: finding.found && show(finding.found), fix: finding.fix && show(finding.fix) }
    return String(i18n.t(key as never, values as never))
  }
}

/** One finding: a sign, its severity for those who do not see it, and the words. */
export function FindingLine({ finding, show }: { finding: Finding; show?: (text: string) => string }) {
  const { t } = useTranslation('intake')
  const words = useFindingWords()(finding, show)
  if (!words) return null
  const Sign = signs[finding.severity]
  return (
    <div className={classes.finding} data-severity={finding.severity}>
      <Sign size={18} role="img" aria-label={t(`manifest.severity.${finding.severity}`)} />
      <span>{words}</span>
    </div>
  )
}
