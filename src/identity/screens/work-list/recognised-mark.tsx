import { IconRepeat } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { marks } from '../../contract/marks.ts'
import classes from './recognised-mark.module.css'

/** In a row of the work list: this person has returned before. All rows share one reading. */
export function RecognisedMark({ arrivalId, subjectId }: { arrivalId: string; subjectId: string }) {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const { data } = useRead(marks.listRecognised, { arrivalId })
  const before = data?.returns.find((one) => one.subjectId === subjectId)?.before
  if (!before) return null
  return (
    <span className={classes.mark}>
      <IconRepeat size={15} aria-hidden />
      {t('recognised', { count: before, number: number(before) })}
    </span>
  )
}
