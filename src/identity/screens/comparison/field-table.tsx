import { Text, Title } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { LinkTo } from '#browser/kit/links.tsx'
import type { Weight, Who } from '../../contract.ts'
import { differingParts } from '../differing-parts.ts'
import { type Field, type Row, rowsOf } from '../fields.ts'
import { OutcomeSign } from '../outcome-sign.tsx'
import { useWhoWords } from '../who-words.ts'
import classes from './comparison.module.css'

/** Both returns field by field, the earlier first. On a telephone each field is a card with both values under its name. */
export function FieldTable({ returns: [one, other], weights }: { returns: [Who, Who]; weights: Weight[] }) {
  const { t } = useTranslation('identity')
  const title = useId()
  return (
    <section>
      <Title order={2} id={title} className={classes.title}>
        {t('compare.fields')}
      </Title>
      <table className={classes.fields} aria-labelledby={title}>
        <thead>
          <tr>
            <th scope="col">{t('compare.what')}</th>
            <ReturnHeader who={one} words={t('compare.earlier')} />
            <ReturnHeader who={other} words={t('compare.later')} />
            <th scope="col">{t('compare.mark')}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(one, other, weights).map((row) => (
            <tr key={row.field} data-outcome={row.outcome}>
              <th scope="row">{t(`field.${row.field}`)}</th>
              <Value row={row} who={one} other={other} label={t('compare.earlier')} />
              <Value row={row} who={other} other={one} label={t('compare.later')} />
              <td className={classes.mark}>
                <OutcomeSign outcome={row.outcome} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ReturnHeader({ who, words }: { who: Who; words: string }) {
  const { day } = useFormat()
  const { where } = useWhoWords()
  return (
    <th scope="col">
      <span className={classes.when}>{words}</span> <LinkTo to={`/personas/${who.subjectId}`}>{day(who.arrivedOn)}</LinkTo>
      <Text component="span" display="block" size="sm" c="dimmed">
        {where(who)}
      </Text>
    </th>
  )
}

const spelt = new Set<Field>(['givenNames', 'surnames', 'cui', 'documentNumber', 'contactPhone'])

function Value({ row, who, other, label }: { row: Row; who: Who; other: Who; label: string }) {
  const { t } = useTranslation('identity')
  const { told } = useWhoWords()
  const [mine, theirs] = [told(who, row.field), told(other, row.field)]
  const marked = mine && theirs && spelt.has(row.field) && row.outcome !== 'agrees'
  return (
    <td data-label={label}>
      {marked ? <Marked text={mine} other={theirs} /> : (mine ?? <span className={classes.nothing}>{t('compare.notTold')}</span>)}
    </td>
  )
}

/** A text with what the other does not have underlined. */
function Marked({ text, other }: { text: string; other: string }) {
  return differingParts(text, other).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name
    part.differs ? <mark key={at}>{part.text}</mark> : part.text,
  )
}
