import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import type { Arrival, Counts } from '../../contract/shapes.ts'
import classes from './arrival-counts.module.css'

/** The counts of an arrival, and how far its people are. */
export function ArrivalCounts({ arrival }: { arrival: Arrival }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const { expected, receiving, received, notArrived } = arrival.counts
  const all = expected + receiving + received + notArrived
  const done = received + notArrived
  return (
    <div>
      <CountList counts={arrival.counts} />
      {all > 0 && (
        <div className={classes.progress}>
          <progress max={all} value={done} aria-label={t('arrival.progress', { done: number(done), all: number(all) })} />
          <span>{t('arrival.progress', { done: number(done), all: number(all) })}</span>
        </div>
      )}
    </div>
  )
}

export function CountList({ counts }: { counts: Counts }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const names = ['listed', 'expected', 'receiving', 'received', 'notArrived', 'unlisted'] as const
  return (
    <dl className={classes.counts}>
      {names.map((name) => (
        <div key={name} data-count={name}>
          <dt>{t(`arrival.counts.${name}`)}</dt>
          <dd>{number(counts[name])}</dd>
        </div>
      ))}
    </dl>
  )
}
