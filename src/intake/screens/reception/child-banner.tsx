import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle, IconMoodKid } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isChildCondition, minorOn } from '../../rules/findings.ts'
import { shown } from './answers.ts'
import { useAtDesk } from './desk-context.ts'
import classes from './person-panel.module.css'

/** A child alone, or apart from those who care for them: what to do now stands above everything else. */
export function ChildBanner() {
  const { t } = useTranslation('intake')
  const { answers, day } = useAtDesk()
  const condition = shown(answers, 'condition')
  const birthDate = shown(answers, 'birthDate')
  if (condition === 'unaccompanied_child' || condition === 'separated_child') {
    const title = t(condition === 'separated_child' ? 'child.separatedTitle' : 'child.title')
    return (
      <Alert
        role="alert"
        color="danger"
        variant="light"
        icon={<IconAlertTriangle aria-hidden />}
        title={title}
        className={classes.banner}
      >
        <Text>{t('child.says')}</Text>
        <ul>
          <li>{t('child.pgn')}</li>
          <li>{t('child.sbs')}</li>
        </ul>
        <Text>{t('child.then')}</Text>
      </Alert>
    )
  }
  if (isChildCondition(condition)) return null
  const minor = minorOn({ birthDate, condition: undefined }, day)
  const words = minor === 'yes' ? 'child.under' : minor === 'unknown' && birthDate ? 'child.maybe' : undefined
  if (!words) return null
  return (
    <Alert role="status" color="waiting" variant="light" icon={<IconMoodKid aria-hidden />}>
      {t(words)}
    </Alert>
  )
}
