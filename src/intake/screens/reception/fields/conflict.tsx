import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../contract/form.ts'
import { useAnswerWords } from '../../answer-words.ts'
import { shown } from '../answers.ts'
import { useAtDesk } from '../desk-context.ts'
import classes from './fields.module.css'

/** Two desks wrote different answers: both are shown, and the person at the desk says which stays. */
export function ConflictQuestion({ field }: { field: FormField }) {
  const { t } = useTranslation('intake')
  const words = useAnswerWords()
  const { answers, keeper } = useAtDesk()
  if (!(field in answers.conflicts)) return null
  const show = (value: unknown) => words(field, value) || t('conflict.empty')
  const versions = [
    { choice: 'mine', title: t('conflict.mine'), value: shown(answers, field), keep: t('conflict.keepMine') },
    { choice: 'theirs', title: t('conflict.theirs'), value: answers.conflicts[field], keep: t('conflict.keepTheirs') },
  ] as const
  return (
    <section className={classes.conflict} role="alert" aria-label={t('conflict.title')}>
      <Text fw={650}>{t('conflict.title')}</Text>
      <Text size="sm">{t('conflict.says')}</Text>
      <div className={classes.versions}>
        {versions.map(({ choice, title, value, keep }) => (
          <div key={choice} className={classes.version}>
            <Text size="sm" c="dimmed">
              {title}
            </Text>
            <Text fw={600} mb="xs">
              {show(value)}
            </Text>
            <Button size="sm" variant="default" onClick={() => keeper.choose(field, choice)}>
              {keep}
            </Button>
          </div>
        ))}
      </div>
    </section>
  )
}
