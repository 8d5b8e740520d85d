import { Alert, Button, Checkbox, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { Additions } from '#browser/shell/additions.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { intake } from '../../contract/calls.ts'
import type { Manifest } from '../../contract/manifest.ts'
import { usePersonWords } from '../person-words.ts'
import { Columns } from './columns.tsx'
import { Rows } from './rows.tsx'
import { effectOf, partsWith, peopleIn } from './summary.ts'

/** What was read, before it counts: the sentence, the button that puts it on the list, then the columns and the rows to look into. */
export function Preview({ manifest, onAgain }: { manifest: Manifest; onAgain: () => void }) {
  const [withdrawGone, setWithdrawGone] = useState(false)
  const apply = useCommand(intake.applyManifest, {
    changes: [intake.readManifest, intake.readArrival, intake.listReturns, intake.listManifests, intake.listManifestRows],
  })
  const { manifestId, state } = manifest
  return (
    <Stack gap="xl">
      <Summary manifest={manifest} />
      {apply.data && <Result arrivalId={manifest.arrivalId} result={apply.data} />}
      {state === 'applied' && !apply.data && <AppliedBefore manifest={manifest} />}
      {state === 'read' && (
        <>
          {manifest.counts.gone > 0 && <Gone manifest={manifest} withdraw={withdrawGone} onWithdraw={setWithdrawGone} />}
          <Apply
            manifest={manifest}
            withdrawGone={withdrawGone}
            pending={apply.isPending}
            problem={apply.error}
            onApply={() => apply.mutate({ manifestId, withdrawGone })}
            onAgain={onAgain}
          />
          <Columns manifest={manifest} />
        </>
      )}
      <Additions to="manifest" manifestId={manifestId} />
      <Rows key={JSON.stringify(manifest.mapping)} manifest={manifest} />
    </Stack>
  )
}

function Summary({ manifest }: { manifest: Manifest }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' })
  const { counts } = manifest
  const counted = (count: number) => ({ count, number: number(count) })
  const people = t('manifest.people', counted(peopleIn(counts)))
  const parts = list.format(partsWith(counts).map(({ part, count }) => t(`manifest.part.${part}`, counted(count))))
  const problems = [
    counts.withErrors > 0 && t('manifest.problems.errors', counted(counts.withErrors)),
    counts.withWarnings > 0 && t('manifest.problems.warnings', counted(counts.withWarnings)),
  ].filter((one) => one !== false)
  const sentence = useFocusWhenNowhere<HTMLHeadingElement>()
  return (
    <section>
      <Title order={2} ref={sentence} tabIndex={-1} style={{ outline: 'none' }}>
        {parts ? t('manifest.summary', { people, parts }) : t('manifest.nobody')}
      </Title>
      <Text mt={4}>{problems.length > 0 ? `${list.format(problems)}.` : t('manifest.problems.none')}</Text>
      <Text mt={4} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('manifest.readAs', { file: manifest.fileName, how: useFormatWords(manifest) })}
      </Text>
    </section>
  )
}

/** Takes the keyboard's focus when what had it is gone: the button that was pressed has become this. */
function useFocusWhenNowhere<E extends HTMLElement>() {
  const element = useRef<E>(null)
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus()
  }, [])
  return element
}

const delimiters = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const

function useFormatWords(manifest: Manifest): string {
  const { t } = useTranslation('intake')
  const delimiter = delimiters[manifest.delimiter as keyof typeof delimiters]
  return [
    t(`manifest.format.${manifest.format}`),
    delimiter && t(`manifest.format.${delimiter}`),
    manifest.encoding &&
      t('manifest.format.encoding', { encoding: manifest.encoding.replace('utf', 'UTF').replace('windows', 'Windows') }),
    manifest.sheet && t('manifest.format.sheet', { sheet: manifest.sheet }),
    manifest.headerLine !== undefined && t('manifest.format.header', { line: manifest.headerLine }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function Gone(props: { manifest: Manifest; withdraw: boolean; onWithdraw: (is: boolean) => void }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const words = usePersonWords()
  const { gone } = props.manifest
  return (
    <section>
      <Title order={2}>{t('manifest.gone.title', { count: gone.length, number: number(gone.length) })}</Title>
      <Text maw="65ch">{t('manifest.gone.says', { count: gone.length })}</Text>
      <List my="sm">
        {gone.map((person) => (
          <List.Item key={person.subjectId}>{words.listName(person)}</List.Item>
        ))}
      </List>
      <Checkbox
        label={t('manifest.gone.withdraw', { count: gone.length })}
        checked={props.withdraw}
        onChange={(event) => props.onWithdraw(event.currentTarget.checked)}
      />
    </section>
  )
}

function Apply(props: {
  manifest: Manifest
  withdrawGone: boolean
  pending: boolean
  problem: unknown
  onApply: () => void
  onAgain: () => void
}) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const { add, change, any } = effectOf(props.manifest, props.withdrawGone)
  const { unusable } = props.manifest.counts
  const added = add > 0 && { count: add, number: number(add), changed: number(change) }
  const effect = added ? t(change > 0 ? 'manifest.apply.addAndUpdate' : 'manifest.apply.add', added) : t('manifest.apply.update')
  return (
    <section>
      <Text maw="65ch">{t('manifest.apply.dry')}</Text>
      {unusable > 0 && (
        <Text maw="65ch" mt="xs">
          {t('manifest.apply.leftOut', { count: unusable, number: number(unusable) })}
        </Text>
      )}
      <ProblemMessage problem={props.problem} />
      <Group mt="md">
        {any ? (
          <Button loading={props.pending} onClick={props.onApply}>
            {effect}
          </Button>
        ) : (
          <Text fw={600}>{t('manifest.apply.nothing')}</Text>
        )}
        <Button variant="default" onClick={props.onAgain}>
          {t('manifest.again')}
        </Button>
      </Group>
    </section>
  )
}

type Applied = { added: number; changed: number; unchanged: number; withdrawn: number; leftOut: number }

function Result({ arrivalId, result }: { arrivalId: string; result: Applied }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' })
  const toList = useFocusWhenNowhere<HTMLAnchorElement>()
  const names = (['added', 'changed', 'unchanged', 'withdrawn', 'leftOut'] as const).filter((name) => result[name] > 0)
  const words = list.format(
    names.map((name) => t(`manifest.result.${name}`, { count: result[name], number: number(result[name]) })),
  )
  return (
    <Alert role="status" color="ceiba" variant="light" icon={<IconCheck aria-hidden />} title={t('manifest.result.title')}>
      <Text>{words}.</Text>
      <Group mt="md">
        <ButtonTo ref={toList} to={`/llegadas/${arrivalId}/atencion`}>
          {t('manifest.result.toList')}
        </ButtonTo>
        <ButtonTo to={`/llegadas/${arrivalId}`} variant="default">
          {t('manifest.result.toArrival')}
        </ButtonTo>
      </Group>
    </Alert>
  )
}

function AppliedBefore({ manifest }: { manifest: Manifest }) {
  const { t } = useTranslation('intake')
  const { moment } = useFormat()
  return (
    <Alert color="gray" variant="light">
      <Text>{manifest.appliedAt && t('manifest.result.appliedAt', { moment: moment(manifest.appliedAt) })}</Text>
      <Group mt="sm">
        <ButtonTo to={`/llegadas/${manifest.arrivalId}/atencion`} variant="default">
          {t('manifest.result.toList')}
        </ButtonTo>
        <ButtonTo to={`/llegadas/${manifest.arrivalId}/manifiesto`} variant="default">
          {t('manifest.again')}
        </ButtonTo>
      </Group>
    </Alert>
  )
}
