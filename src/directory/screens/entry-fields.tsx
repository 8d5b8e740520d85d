import { Alert, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Label } from '#base/codes.ts'
import { LongTextField, type Says, TextField } from '#browser/kit/fields.tsx'
import type { FieldOf } from '#browser/kit/form.ts'
import { LinkTo } from '#browser/kit/links.tsx'
import { useLabel } from '#browser/words/use-words.ts'
import { sourceDocuments } from '../contract/entries.ts'
import { looksPersonal } from '../rules/entries.ts'

/** Several texts, one per line. Blank lines count for nothing. */
export function LinesField({ value, onChange, ...rest }: FieldOf<string[]> & Says) {
  const [text, setText] = useState((value ?? []).join('\n'))
  const write = (typed: string | undefined) => {
    setText(typed ?? '')
    onChange(linesOf(typed ?? ''))
  }
  return <LongTextField {...rest} value={text} onChange={write} />
}

/** The sources, one per line. A document we know is shown with its title and kept by its key. */
export function SourcesField({ value, onChange, ...rest }: FieldOf<string[]> & Pick<Says, 'required'>) {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const titles = (value ?? []).map((source) => label(sourceDocuments, source))
  return (
    <LinesField
      {...rest}
      label={t('entry.sources')}
      description={t('entry.sourcesSays')}
      value={titles}
      onChange={(lines) => onChange((lines ?? []).map(sourceKey))}
    />
  )
}

const documents: [string, Label][] = Object.entries(sourceDocuments)
const sourceKey = (line: string): string => documents.find(([, title]) => title.es === line || title.en === line)?.[0] ?? line
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The telephone of an office. A mobile number is asked about: it may be somebody's own. */
export function PhoneField(field: FieldOf<string>) {
  const { t } = useTranslation('directory')
  const personal = field.value !== undefined && looksPersonal(field.value)
  return (
    <div>
      <TextField {...field} label={t('entry.phone')} description={t('entry.phoneSays')} inputMode="tel" autoComplete="off" />
      {personal && (
        <Text size="sm" mt={6} role="status">
          <span aria-hidden>⚠ </span>
          {t('entry.phonePersonal')}
        </Text>
      )}
    </div>
  )
}

/** What is there already under such a name: so that nobody adds it twice. */
export function AlreadyThere({ found }: { found: { to: string; words: string }[] }) {
  const { t } = useTranslation('directory')
  if (found.length === 0) return null
  return (
    <Alert color="waiting" variant="light" title={t('entry.alreadyThere')} role="status">
      {found.slice(0, 3).map((one) => (
        <div key={one.to}>
          <LinkTo to={one.to}>{one.words}</LinkTo>
        </div>
      ))}
    </Alert>
  )
}
