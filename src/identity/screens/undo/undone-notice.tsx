import { Alert, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../contract.ts'
import { useWhoWords } from '../who-words.ts'
import type { Undone } from './undo-button.tsx'
import classes from './undone-notice.module.css'

/** What taking a decision back has changed: who was one person before, and who is now. Takes the focus, since the button is gone. */
export function UndoneNotice({ undone }: { undone: Undone }) {
  const { t } = useTranslation('identity')
  const notice = useRef<HTMLDivElement>(null)
  const { before, after } = undone
  // biome-ignore lint/correctness/useExhaustiveDependencies: another decision taken back is told anew
  useEffect(() => notice.current?.focus(), [undone])
  const changed = !before || groupsIn(before) !== groupsIn(after)
  return (
    <Alert ref={notice} tabIndex={-1} role="status" color="ceiba" variant="light" title={t('undo.done')}>
      {changed ? (
        <dl className={classes.people}>
          {before && <People title={t('undo.before')} people={before} />}
          <People title={t('undo.after')} people={after} />
        </dl>
      ) : (
        <Text>{t('undo.unchanged')}</Text>
      )}
    </Alert>
  )
}

function People({ title, people }: { title: string; people: Person[] }) {
  const { t } = useTranslation('identity')
  const words = useWhoWords()
  return (
    <div>
      <dt>{title}</dt>
      {people.map(({ personId, returns }) => (
        <dd key={personId}>{t('undo.person', { returns: words.returns(returns.length), days: words.days(returns) })}</dd>
      ))}
    </div>
  )
}

const groupsIn = (people: Person[]): string =>
  people
    .map(({ returns }) =>
      returns
        .map(({ subjectId }) => subjectId)
        .toSorted()
        .join(' '),
    )
    .toSorted()
    .join(' | ')
