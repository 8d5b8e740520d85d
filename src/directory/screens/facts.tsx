import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { useLabel } from '#browser/words/use-words.ts'
import { type FacilityEntry, type InstitutionEntry, sourceDocuments } from '../contract/entries.ts'
import { type Confidence, confidences } from '../contract.ts'
import classes from './facts.module.css'
import { useReference } from './use-reference.ts'

/** What is known, as pairs. A value that is not known is left out, unless `always` says that not knowing is worth saying. */
export function Facts({ facts }: { facts: { says: string; value: ReactNode; always?: boolean }[] }) {
  const { t } = useTranslation('directory')
  const shown = facts.filter((fact) => fact.always || (fact.value !== undefined && fact.value !== '' && fact.value !== false))
  return (
    <dl className={classes.facts}>
      {shown.map((fact) => (
        <div key={fact.says}>
          <dt>{fact.says}</dt>
          <dd>
            {fact.value ?? (
              <Text component="span" c="dimmed">
                {t('entry.unknown')}
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const signs: Record<Confidence, string> = { high: '●', medium: '◐', low: '○' }

/** How sure an entry is, by sign and word. */
export function ConfidenceMark({ confidence }: { confidence: Confidence }) {
  const label = useLabel()
  return (
    <span className={classes.nowrap}>
      <span aria-hidden>{signs[confidence]} </span>
      {label(confidences, confidence)}
    </span>
  )
}

/** The documents an entry rests on, each with its title. What came with the program without one rests on the press. */
export function Sources({ entry }: { entry: Pick<FacilityEntry, 'sources' | 'sourceSection' | 'changedBy'> }) {
  const { sources, sourceSection: section, changedBy } = entry
  const { t } = useTranslation('directory')
  const label = useLabel()
  if (sources.length === 0) return changedBy ? t('entry.noSourceWritten') : t('entry.noSources')
  return (
    <>
      {sources.map((source) => (
        <span key={source} className={classes.line}>
          {label(sourceDocuments, source)}
        </span>
      ))}
      {section && <span className={classes.line}>{section}</span>}
    </>
  )
}

/** Who changed an entry last, and when. */
export function LastChange({ entry }: { entry: Pick<InstitutionEntry, 'changedAt' | 'changedBy'> }) {
  const { t } = useTranslation('directory')
  const { moment, day } = useFormat()
  const { institutionShort } = useReference()
  const { changedAt, changedBy } = entry
  const says = changedBy
    ? t('entry.changed', {
        moment: moment(changedAt),
        login: changedBy.login,
        institution: institutionShort(changedBy.institutionId),
      })
    : t('entry.asShipped', { day: day(changedAt) })
  return (
    <Text size="sm" c="dimmed">
      {says}
    </Text>
  )
}

/** A code in a row of a table, in figures of one width, with a mark where two systems differ. */
export function Code({ children, mark }: { children: string; mark?: string | undefined }) {
  return (
    <Group gap={8} wrap="nowrap" component="span" display="inline-flex">
      <span className={classes.code}>{children}</span>
      {mark && <StateBadge tone="waiting">{mark}</StateBadge>}
    </Group>
  )
}
