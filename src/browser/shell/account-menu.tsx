import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Screen } from '#browser/screen.ts'
import { useSession } from '#browser/session.tsx'
import { useSay } from '#browser/words/use-words.ts'
import classes from './account-menu.module.css'
import { placesOf } from './navigation.tsx'

/** One's own name; under it, what belongs to oneself. A button that discloses, not a menu: Tab goes through it. */
export function AccountMenu({ screens, onLeave }: { screens: Screen[]; onLeave: () => void }) {
  const { t } = useTranslation()
  const say = useSay()
  const { me } = useSession()
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    if (!opened) return
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpened(false)
      button.current?.focus()
    }
    const onElsewhere = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpened(false)
    }
    addEventListener('keydown', onEscape)
    addEventListener('pointerdown', onElsewhere)
    addEventListener('focusin', onElsewhere)
    return () => {
      removeEventListener('keydown', onEscape)
      removeEventListener('pointerdown', onElsewhere)
      removeEventListener('focusin', onElsewhere)
    }
  }, [opened])
  return (
    <div className={classes.place} ref={place}>
      <UnstyledButton
        ref={button}
        className={classes.button}
        aria-label={t('account.menu', { name: `${me.name} ${me.institutionId.toUpperCase()}` })}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        <IconUserCircle size={24} aria-hidden />
        <span className={classes.who}>
          <strong>{me.name}</strong> {me.institutionId.toUpperCase()}
        </span>
        <IconChevronDown size={16} aria-hidden />
      </UnstyledButton>
      <div id={id} className={classes.panel} hidden={!opened}>
        <p className={classes.short}>
          {me.name} · {me.institutionId.toUpperCase()}
        </p>
        {placesOf(screens, 'own').map(({ path, nav }) => (
          <Link key={path} to={path} className={classes.item} onClick={() => setOpened(false)}>
            <nav.icon size={20} aria-hidden />
            {say(nav.words)}
          </Link>
        ))}
        <UnstyledButton className={classes.item} onClick={onLeave}>
          <IconLogout size={20} aria-hidden />
          {t('account.signOut')}
        </UnstyledButton>
      </div>
    </div>
  )
}
