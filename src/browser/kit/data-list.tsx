import { Button, Group, Table, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import classes from './data-list.module.css'
import { LinkTo } from './links.tsx'
import { useShortcut } from './shortcuts.ts'

export type Column<R> = {
  header: string
  cell: (row: R) => ReactNode
  /** Figures stand to the right, all digits of one width. */
  numeric?: boolean
}

/**
 * A list of things one can open. The first column is the link; arrows or `j` and `k` go up and down, Enter opens. On a
 * telephone each row becomes a card with its headers beside the values.
 *
 * `total`: how many there are in all, when more than are shown. `more`: reads the next page. `download`: the address of the
 * same list as a file. `empty`: an `<Empty>` that says what to do.
 */
export function DataList<R>(props: {
  label: string
  rows: readonly R[]
  keyOf: (row: R) => string
  to: (row: R) => string
  /** What stands behind the address of a row, as filters do. */
  search?: (row: R) => Record<string, string>
  columns: readonly Column<R>[]
  empty: ReactNode
  total?: number
  more?: { load: () => void; loading: boolean } | undefined
  download?: { href: string; words: string }
}) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const body = useRef<HTMLTableSectionElement>(null)
  const step = (by: 1 | -1) => {
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('[data-row-link]') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  useShortcut('j', t('keys.nextRow'), () => step(1))
  useShortcut('k', t('keys.previousRow'), () => step(-1))
  const onArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    step(event.key === 'ArrowDown' ? 1 : -1)
  }
  const count = props.total ?? props.rows.length

  if (props.rows.length === 0) return <div className={classes.list}>{props.empty}</div>
  return (
    <div>
      <Group justify="space-between" mb="xs" mih={36}>
        <Text size="sm" c="dimmed" role="status">
          {t('results', { count, number: number(count) })}
        </Text>
        {props.download && (
          <Button
            component="a"
            href={props.download.href}
            download
            variant="default"
            size="sm"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {props.download.words}
          </Button>
        )}
      </Group>
      <div className={classes.list}>
        <Table className={classes.table} aria-label={props.label} role="table">
          <Table.Thead role="rowgroup">
            <Table.Tr role="row">
              {props.columns.map((column) => (
                <Table.Th key={column.header} scope="col" role="columnheader" data-numeric={column.numeric}>
                  {column.header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody ref={body} onKeyDown={onArrow} role="rowgroup">
            {props.rows.map((row) => (
              <Table.Tr key={props.keyOf(row)} role="row" onClick={openByClick}>
                {props.columns.map((column, index) => (
                  <Table.Td key={column.header} data-label={column.header} data-numeric={column.numeric} role="cell">
                    {index === 0 ? (
                      <LinkTo
                        to={props.to(row)}
                        search={(props.search?.(row) ?? {}) as never}
                        data-row-link=""
                        className={classes.link}
                      >
                        {column.cell(row)}
                      </LinkTo>
                    ) : (
                      column.cell(row)
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {props.more && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={props.more.loading} onClick={props.more.load}>
            {t('more')}
          </Button>
        </Group>
      )}
    </div>
  )
}

/** A click anywhere in the row opens it, except on something that does a thing of its own, or while marking text. */
function openByClick(event: MouseEvent<HTMLTableRowElement>): void {
  if ((event.target as HTMLElement).closest('a, button, input, label') || getSelection()?.toString()) return
  event.currentTarget.querySelector<HTMLAnchorElement>('[data-row-link]')?.click()
}
