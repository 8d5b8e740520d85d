import { Button, Group, Select, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { sameWords } from '#browser/kit/same-words.ts'
import { useLabel } from '#browser/words/use-words.ts'
import { intake } from '../../contract/calls.ts'
import type { Manifest } from '../../contract/manifest.ts'
import { type ManifestField, manifestFields } from '../../rules/manifest-fields.ts'
import classes from './manifest.module.css'
import { mappingWith } from './summary.ts'

const fields = Object.keys(manifestFields) as ManifestField[]

/** How the columns were understood, above a sample of the file. Another choice has the rows read again at once. */
export function Columns({ manifest }: { manifest: Manifest }) {
  const { t } = useTranslation(['intake', 'shell'])
  const { number } = useFormat()
  const label = useLabel()
  // A file that was understood well needs no look at its columns; one that was not begins with them.
  const [open, { toggle }] = useDisclosure(manifest.confidence < 0.8)
  const map = useCommand(intake.mapManifest, { changes: [intake.readManifest, intake.listManifestRows] })
  const fieldAt = new Map(Object.entries(manifest.mapping).map(([field, column]) => [column, field]))
  const options = [
    { value: '', label: t('manifest.columns.unused') },
    ...fields.map((field) => ({ value: field, label: label(manifestFields, field) })),
  ]
  const pick = (column: number, field: string | null) =>
    map.mutate({ manifestId: manifest.manifestId, mapping: mappingWith(manifest.mapping, column, field || undefined) })
  return (
    <section aria-busy={map.isPending}>
      <Group justify="space-between">
        <Title order={2}>{t('manifest.columns.title')}</Title>
        <Button variant="default" size="sm" onClick={toggle} aria-expanded={open}>
          {t(open ? 'manifest.columns.hide' : 'manifest.columns.show')}
        </Button>
      </Group>
      <Text c="dimmed" maw="65ch">
        {t('manifest.columns.used', { used: number(fieldAt.size), all: number(manifest.columns.length) })}{' '}
        {open && t('manifest.columns.says')}
      </Text>
      <ProblemMessage problem={map.error} />
      {open && (
        <div className={classes.scroll}>
          <table className={classes.table} data-columns>
            <thead>
              <tr>
                {manifest.columns.map(({ index, title }) => (
                  <th key={index} scope="col">
                    <Text size="sm" fw={600} mb={4}>
                      {title || t('manifest.columns.column', { number: index + 1 })}
                    </Text>
                    <Select
                      size="sm"
                      aria-label={t('manifest.columns.pick', { title: title || index + 1 })}
                      data={options}
                      value={fieldAt.get(index) ?? ''}
                      onChange={(field) => pick(index, field)}
                      disabled={map.isPending}
                      allowDeselect={false}
                      searchable
                      selectFirstOptionOnChange
                      nothingFoundMessage={t('shell:nothingFound')}
                      filter={({ options: all, search }) => all.filter((one) => 'label' in one && sameWords(one.label, search))}
                      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[0, 1, 2].map((line) => (
                <tr key={line}>
                  {manifest.columns.map(({ index, samples }) => (
                    <td key={index}>{samples[line]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
