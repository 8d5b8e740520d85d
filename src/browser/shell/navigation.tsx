import { IconHome } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Nav, Screen } from '#browser/screen.ts'
import { useSay } from '#browser/words/use-words.ts'
import { Additions } from './additions.tsx'
import classes from './layout.module.css'

type Place = Screen & { nav: Nav }

/** The screens one's work needs, by group. */
export function Navigation({ screens }: { screens: Screen[] }) {
  const { t } = useTranslation()
  return (
    <>
      <ul className={classes.places}>
        <li>
          <Link to="/" className={classes.place} activeOptions={{ exact: true }}>
            <IconHome size={22} aria-hidden />
            {t('home.nav')}
          </Link>
        </li>
        <Places places={placesOf(screens, 'work')} />
      </ul>
      {placesOf(screens, 'manage').length > 0 && (
        <>
          <h2 className={classes.group}>{t('groups.manage')}</h2>
          <ul className={classes.places}>
            <Places places={placesOf(screens, 'manage')} />
          </ul>
        </>
      )}
    </>
  )
}

function Places({ places }: { places: Place[] }) {
  const say = useSay()
  return places.map(({ path, nav }) => (
    <li key={path}>
      <Link to={path} className={classes.place}>
        <nav.icon size={22} aria-hidden />
        {say(nav.words)}
        <Additions to="nav" path={path} />
      </Link>
    </li>
  ))
}

/** The screens of a group that have a place in the navigation. */
export function placesOf(screens: Screen[], ...groups: Nav['group'][]): Place[] {
  return screens.filter((screen): screen is Place => screen.nav !== undefined && groups.includes(screen.nav.group))
}
