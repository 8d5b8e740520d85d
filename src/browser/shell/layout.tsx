import { ActionIcon, Burger, Button, Drawer, Kbd } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { Link, Outlet, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listenForShortcuts, useShortcut } from '#browser/kit/shortcuts.ts'
import { maySee, type Screen } from '#browser/screen.ts'
import { useSession } from '#browser/session.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Additions } from './additions.tsx'
import { AppearanceButton, LanguageButton } from './appearance.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import classes from './layout.module.css'
import { Mark } from './mark.tsx'
import { Navigation } from './navigation.tsx'
import { Ribbon } from './ribbon.tsx'
import { keepTyping, typedAhead } from './typed-ahead.ts'

/** Fetched ahead, once there is time: it is there when it is asked for. */
export const fetchPalette = () => import('./palette.tsx')
const Palette = lazy(() => fetchPalette().then((file) => ({ default: file.Palette })))
const KeyboardHelp = lazy(() => import('./keyboard-help.tsx').then((file) => ({ default: file.KeyboardHelp })))

/** What stands around every screen: the header, the navigation, and the ways to get anywhere. */
export function Layout({ screens, onLeave }: { screens: Screen[]; onLeave: () => void }) {
  const { t } = useTranslation()
  const { me, demonstration } = useSession()
  const mine = screens.filter((screen) => maySee(screen.may, me.roles))
  const [menu, setMenu] = useDisclosure(false)
  const [keys, setKeys] = useDisclosure(false)
  const [palette, openPalette] = usePalette()
  const router = useRouter()
  useEffect(() => router.subscribe('onBeforeNavigate', setMenu.close), [router, setMenu.close])
  useEffect(listenForShortcuts, [])
  useShortcut('?', t('keys.open'), setKeys.open, true, true)
  useShortcut('/', t('keys.palette'), openPalette, true, true)

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {t('skip')}
      </a>
      <header className={classes.top}>
        {demonstration && <Ribbon />}
        <div className={classes.header}>
          <Burger hiddenFrom="md" size="sm" opened={menu} onClick={setMenu.toggle} aria-label={t('menu')} />
          <Link to="/" className={classes.name}>
            <Mark />
            <span>{t('name')}</span>
          </Link>
          <Button
            visibleFrom="sm"
            className={classes.search}
            variant="default"
            size="sm"
            justify="flex-start"
            onClick={openPalette}
            leftSection={<IconSearch size={18} aria-hidden />}
            rightSection={<Kbd size="sm">Ctrl K</Kbd>}
          >
            {t('search.open')}
          </Button>
          <span className={classes.space} />
          <ConnectionNotice />
          <span className={classes.wide}>
            <LanguageButton />
            <AppearanceButton />
          </span>
          <ActionIcon
            hiddenFrom="sm"
            variant="subtle"
            color="gray"
            c="inherit"
            size="lg"
            aria-label={t('search.open')}
            onClick={openPalette}
          >
            <IconSearch size={22} aria-hidden />
          </ActionIcon>
          <AccountMenu screens={mine} onLeave={onLeave} />
        </div>
      </header>
      <nav className={classes.side} aria-label={t('navigation')}>
        <Navigation screens={mine} />
      </nav>
      <Drawer
        opened={menu}
        onClose={setMenu.close}
        title={t('name')}
        size="18rem"
        hiddenFrom="md"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <nav aria-label={t('navigation')}>
          <Navigation screens={mine} />
        </nav>
        <div className={classes.drawerFoot}>
          <LanguageButton />
          <AppearanceButton />
        </div>
      </Drawer>
      <div className={classes.body}>
        <Additions to="banner" />
        <main id="main" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <Suspense>
        {palette && <Palette screens={mine} onKeys={setKeys.open} onLeave={onLeave} />}
        {keys && <KeyboardHelp opened onClose={setKeys.close} />}
      </Suspense>
    </div>
  )
}

/** The palette is there from the first time it is asked for; what is typed before its field has the focus goes into it. */
function usePalette(): [wanted: boolean, open: () => void] {
  const [wanted, setWanted] = useState(false)
  const open = useCallback(() => {
    setWanted(true)
    if (!document.querySelector('[role=dialog]')) keepTyping()
    void import('@mantine/spotlight').then(
      ({ spotlight }) => spotlight.open(),
      () => void typedAhead(),
    )
  }, [])
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [open])
  return [wanted, open]
}
