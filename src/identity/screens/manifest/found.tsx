import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useFormat } from '#browser/format.ts'
import { LinkTo } from '#browser/kit/links.tsx'
import type { identity } from '../../contract.ts'
import { BandBadge } from '../band-badge.tsx'
import { Reasons } from '../reasons.tsx'
import { useWhoWords } from '../who-words.ts'
import classes from './returned-before.module.css'

type Row = z.infer<typeof identity.listReturnedBefore.output>['found'][number]

/** One row of the file: the name as it stands there, and the earlier return that it resembles most, with the reasons. */
export function Found({ row: { line, facts, candidate } }: { row: Row }) {
  const { t } = useTranslation('identity')
  const { day, number } = useFormat()
  const words = useWhoWords()
  const { who, returns, band, comparison } = candidate
  return (
    <li>
      <div className={classes.row}>
        <span className={classes.line}>{t('manifest.line', { line: number(line) })}</span>
        <b>{words.name(facts)}</b>
        <BandBadge band={band} />
      </div>
      <div className={classes.earlier}>
        <Text>
          <LinkTo to={`/personas/${who.subjectId}/retornos`}>{t('manifest.earlier', { day: day(who.arrivedOn) })}</LinkTo>
          {`: ${words.name(who)}`}
          {returns > 1 && ` · ${words.returns(returns)}`}
        </Text>
        <Text size="sm" c="dimmed">
          {words.facility(who)}
        </Text>
        <Reasons weights={comparison.weights} />
      </div>
    </li>
  )
}
