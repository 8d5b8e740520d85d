import { Anchor, Select, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sameWords } from '#browser/kit/same-words.ts'

/** One of a long list as a filter: type to find it; "all" when none is chosen. */
export function PickFilter(props: {
  label: string
  options: { value: string; label: string }[]
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation()
  return (
    <Select
      label={props.label}
      flex="1 1 9.5rem"
      maw="14rem"
      searchable
      allowDeselect={false}
      data={[{ value: '', label: t('all') }, ...props.options]}
      filter={({ options, search }) => options.filter((one) => 'label' in one && sameWords(one.label, search))}
      nothingFoundMessage={t('nothingFound')}
      value={props.value ?? ''}
      onChange={(value) => props.onChange(value || undefined)}
    />
  )
}

type Shown = 'active' | 'archived' | 'all'

/** Entries in use, in the archive, or both. */
export function StateFilter({ value, onChange }: { value: Shown; onChange: (state: Shown) => void }) {
  const { t } = useTranslation('directory')
  return (
    <Select
      label={t('entry.state')}
      flex="1 1 8rem"
      maw="10rem"
      allowDeselect={false}
      data={(['active', 'archived', 'all'] as const).map((state) => ({ value: state, label: t(`entry.states.${state}`) }))}
      value={value}
      onChange={(state) => onChange((state ?? 'active') as Shown)}
    />
  )
}

/** The list as CSV too: for programs that do not open Excel files. */
export function AlsoCsv({ href }: { href: string }) {
  const { t } = useTranslation('directory')
  return (
    <Text size="sm" mt="xs">
      <Anchor href={href} download size="sm">
        {t('download.csv')}
      </Anchor>
    </Text>
  )
}
