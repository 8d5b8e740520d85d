import { Alert, Button, Group, Table, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

export type ShownField = { says: string; mine: string | undefined; theirs: string | undefined }

/** Two people wrote the same fields differently: what each wrote, and which shall stand. */
export function StaleNotice(props: {
  login: string
  fields: ShownField[]
  keep: () => void
  take: () => void
  pending: boolean
}) {
  const { t } = useTranslation('directory')
  const differing = props.fields.filter((field) => (field.mine ?? '') !== (field.theirs ?? ''))
  const dash = t('entry.unknown')
  const notice = useRef<HTMLDivElement>(null)
  // Who pressed "save" must not have to look for the question.
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'nearest' })
    notice.current?.focus()
  }, [])
  return (
    <Alert ref={notice} tabIndex={-1} role="alert" color="waiting" variant="light" title={t('entry.staleTitle')}>
      <Text>{t('entry.staleSays', { login: props.login })}</Text>
      <Table mt="sm" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('entry.field')}</Table.Th>
            <Table.Th scope="col">{t('entry.mine')}</Table.Th>
            <Table.Th scope="col">{t('entry.theirs')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differing.map((field) => (
            <Table.Tr key={field.says}>
              <Table.Th scope="row">{field.says}</Table.Th>
              <Table.Td>{field.mine ?? dash}</Table.Td>
              <Table.Td>{field.theirs ?? dash}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group mt="sm">
        <Button size="sm" variant="default" onClick={props.keep} loading={props.pending}>
          {t('entry.keepMine')}
        </Button>
        <Button size="sm" variant="default" onClick={props.take}>
          {t('entry.takeTheirs')}
        </Button>
      </Group>
    </Alert>
  )
}
