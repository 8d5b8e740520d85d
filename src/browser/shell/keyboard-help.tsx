import { Kbd, Modal, Stack, Switch, Table, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Shortcut, singleKeysOff, switchSingleKeys, useShortcuts } from '#browser/kit/shortcuts.ts'

/** What the keys do, here and everywhere. Opened with `?`. */
export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const [off, setOff] = useState(singleKeysOff)
  const here = useShortcuts().filter((one) => !one.everywhere)
  const everywhere = [
    { keys: 'Ctrl K', says: t('keys.palette') },
    { keys: '?', says: t('keys.open') },
    { keys: 'Tab', says: t('keys.tab') },
    { keys: 'Enter', says: t('keys.enter') },
    { keys: 'Esc', says: t('keys.escape') },
  ]
  return (
    <Modal opened={opened} onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        {here.length > 0 && <Keys title={t('keys.here')} keys={here} />}
        <Keys title={t('keys.everywhere')} keys={everywhere} />
        <Switch
          checked={!off}
          label={t('keys.single')}
          description={t('keys.singleSays')}
          onChange={(event) => {
            switchSingleKeys(!event.currentTarget.checked)
            setOff(!event.currentTarget.checked)
          }}
        />
      </Stack>
    </Modal>
  )
}

function Keys({ title, keys }: { title: string; keys: Pick<Shortcut, 'keys' | 'says'>[] }) {
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <Table aria-label={title}>
        <Table.Tbody>
          {keys.map((one) => (
            <Table.Tr key={one.keys}>
              <Table.Td>{one.says}</Table.Td>
              <Table.Td ta="end">
                <Kbd size="md">{one.keys}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
