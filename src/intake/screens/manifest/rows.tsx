import { Button, Checkbox, Group, SegmentedControl, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { useLabel } from '#browser/words/use-words.ts'
import { intake } from '../../contract/calls.ts'
import type { FormField } from '../../contract/form.ts'
import type { Manifest, ManifestRow } from '../../contract/manifest.ts'
import { type ManifestField, manifestFields } from '../../rules/manifest-fields.ts'
import { useAnswerWords } from '../answer-words.ts'
import { FindingLine } from '../finding-words.tsx'
import { usePersonWords } from '../person-words.ts'
import { asked } from '../reception/form-plan.ts'
import classes from './manifest.module.css'

const filters = ['all', 'findings', 'errors', 'new', 'changed'] as const
type Only = (typeof filters)[number]
const pageSize = 25

/** The rows of the file, a page at a time: what was understood, and what was noticed at the cell where it stands. */
export function Rows({ manifest }: { manifest: Manifest }) {
  const { t } = useTranslation('intake')
  const hasFindings = manifest.counts.withErrors + manifest.counts.withWarnings > 0
  const [whole, setWhole] = useState(!hasFindings)
  const [only, setOnly] = useState<Only>(hasFindings ? 'findings' : 'all')
  /** Where each page begins: one can go back, though the list only tells how to go on. */
  const [begins, setBegins] = useState<(string | undefined)[]>([undefined])
  const after = begins.at(-1)
  const input = { manifestId: manifest.manifestId, only, limit: pageSize, ...(after && { after }) }
  const read = useRead(intake.listManifestRows, input)
  const show = (next: string) => {
    setOnly(next as Only)
    setBegins([undefined])
  }
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('manifest.rows.title')}</Title>
        <SegmentedControl
          aria-label={t('manifest.rows.only')}
          size="sm"
          value={only}
          onChange={show}
          data={filters.map((value) => ({ value, label: t(`manifest.rows.${value}`) }))}
          className={classes.filters}
        />
      </Group>
      <Checkbox label={t('manifest.rows.whole')} checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
      <Loaded of={read}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? (
              <Empty title={t('manifest.rows.none')} says={t('manifest.rows.noneSays')} />
            ) : (
              <RowTable manifest={manifest} rows={rows} whole={whole} />
            )}
            {(next || begins.length > 1) && (
              <Group justify="space-between" mt="sm">
                <Button variant="default" size="sm" disabled={begins.length === 1} onClick={() => setBegins(begins.slice(0, -1))}>
                  {t('manifest.rows.previous')}
                </Button>
                <Text size="sm" c="dimmed" role="status">
                  {t('manifest.rows.range', { from: rows[0]?.line ?? 0, to: rows.at(-1)?.line ?? 0 })}
                </Text>
                <Button variant="default" size="sm" disabled={!next} onClick={() => setBegins([...begins, next])}>
                  {t('manifest.rows.next')}
                </Button>
              </Group>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

/** The columns of the file that were taken for something: all of them, or only those with something to look at. */
function RowTable({ manifest, rows, whole }: { manifest: Manifest; rows: ManifestRow[]; whole: boolean }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const label = useLabel()
  const columns = Object.entries(manifest.mapping)
    .map(([field, index]) => ({ field: field as ManifestField, index }))
    .filter(({ index }) => whole || rows.some(({ findings }) => findings.some(({ column }) => column === index)))
    .sort((a, b) => a.index - b.index)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('manifest.rows.title')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('manifest.rows.line')}</th>
            <th scope="col">{t('manifest.rows.understood')}</th>
            {columns.map(({ field, index }) => (
              <th key={index} scope="col">
                {label(manifestFields, field)}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.line} data-comparison={row.comparison} data-findings={row.findings.length > 0}>
            <tr>
              <th scope="row">{number(row.line)}</th>
              <td>
                <Understood row={row} />
              </td>
              {columns.map(({ index }) => (
                <Cell key={index} row={row} column={index} />
              ))}
            </tr>
            {row.findings.length > 0 && (
              <tr>
                <td colSpan={columns.length + 2} className={classes.findings}>
                  <Findings row={row} />
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </section>
  )
}

/** What was taken out of the row, and how it compares with the list. */
function Understood({ row }: { row: ManifestRow }) {
  const { t } = useTranslation('intake')
  const answer = useAnswerWords()
  const words = usePersonWords()
  const tones = { new: 'done', changed: 'active', same: 'calm', received: 'calm', skipped: 'calm', unusable: 'danger' } as const
  const person = row.person as { givenNames?: string; surnames?: string }
  const known = (['sex', 'birthDate', 'cui', 'destinationMunicipality', 'condition'] as FormField[]).map((field) =>
    answer(field, row.person[field]),
  )
  const hasPerson = row.comparison !== 'skipped' && row.comparison !== 'unusable'
  return (
    <div className={classes.understood}>
      {hasPerson && <b>{words.listName(person)}</b>}
      {hasPerson && <span>{known.filter(Boolean).join(' · ')}</span>}
      <StateBadge tone={tones[row.comparison]}>{t(`manifest.comparison.${row.comparison}`)}</StateBadge>
      {row.changed.length > 0 && (
        <span>{t('manifest.rows.changedFields', { fields: row.changed.map((field) => fieldWords(field, t)).join(', ') })}</span>
      )}
    </div>
  )
}

/** What was noticed, under its row, where it is seen however far to the right its cell stands: first what cannot be used. */
function Findings({ row }: { row: ManifestRow }) {
  const label = useLabel()
  const worstFirst = row.findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
  return (
    <ul>
      {worstFirst.map((finding) => (
        <li key={findingId(row, finding)} id={findingId(row, finding)}>
          <b>{finding.column !== undefined && label(manifestFields, finding.field)}</b>
          <FindingLine finding={finding} />
        </li>
      ))}
    </ul>
  )
}

const severities = ['error', 'warning', 'note']
const findingId = ({ line }: ManifestRow, { field, code }: ManifestRow['findings'][number]): string =>
  `row-${line}-${field}-${code}`

function fieldWords(field: string, t: (key: `fields.${FormField}`) => string): string {
  return field in asked ? t(`fields.${field as FormField}`) : field
}

function Cell({ row, column }: { row: ManifestRow; column: number }) {
  const here = row.findings.filter((finding) => finding.column === column)
  const worst = here.find(({ severity }) => severity === 'error') ?? here.find(({ severity }) => severity === 'warning')
  return (
    <td
      data-worst={worst?.severity}
      {...(here.length > 0 && { 'aria-describedby': here.map((one) => findingId(row, one)).join(' ') })}
    >
      {row.cells[column]}
    </td>
  )
}
