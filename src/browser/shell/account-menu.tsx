import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Screen } from '#browser/screen.ts'
import { useSession } from '#browser/session.tsx'
import { useSay } from '#browser/words/use-words.ts'
import classes from './layout.module.css'
import { placesOf } from './navigation.tsx'

/** One's own name, and what belongs to oneself. */
export function AccountMenu({ screens, onLeave }: { screens: Screen[]; onLeave: () => void }) {
  const { t } = useTranslation()
  const say = useSay()
  const { me } = useSession()
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="inherit"
          px="xs"
          size="sm"
          aria-label={t('account.menu', { name: `${me.name} ${me.institutionId.toUpperCase()}` })}
          leftSection={<IconUserCircle size={24} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
        >
          <span className={classes.who}>
            <strong>{me.name}</strong> {me.institutionId.toUpperCase()}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label fz="sm">
          {me.name} · {me.institutionId.toUpperCase()}
        </Menu.Label>
        {placesOf(screens, 'own').map(({ path, nav }) => (
          <Menu.Item
            key={path}
            renderRoot={(props) => <Link to={path} {...props} />}
            leftSection={<nav.icon size={20} aria-hidden />}
          >
            {say(nav.words)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onLeave} leftSection={<IconLogout size={20} aria-hidden />}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
