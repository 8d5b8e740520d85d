import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { Empty } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { maySee, type Screen } from '#browser/screen.ts'
import { useSession } from '#browser/session.tsx'
import { useSay } from '#browser/words/use-words.ts'
import { Additions } from './additions.tsx'
import classes from './home-screen.module.css'
import { placesOf } from './navigation.tsx'

/** The first screen: a greeting, and everything one can do, each in a sentence. */
export function HomeScreen({ screens }: { screens: Screen[] }) {
  const { t } = useTranslation()
  const say = useSay()
  const { me } = useSession()
  const hour = Number(useFormat().time(new Date().toISOString()).slice(0, 2))
  const greeting = hour >= 5 && hour < 12 ? 'home.morning' : hour >= 12 && hour < 19 ? 'home.afternoon' : 'home.evening'
  const mine = screens.filter((screen) => maySee(screen.may, me.roles))
  const work = placesOf(mine, 'work', 'manage')
  return (
    <Page title={t(greeting, { name: me.name })} intro={work.length > 0 && t('home.intro')}>
      {work.length === 0 && <Empty title={t('home.emptyTitle')} says={t('home.emptySays')} />}
      <Additions to="home" />
      <div className={classes.cards}>
        {[...work, ...placesOf(mine, 'own')].map(({ path, nav }) => (
          <Link key={path} to={path} className={classes.card}>
            <nav.icon size={28} aria-hidden />
            <span>
              <strong>{say(nav.words)}</strong>
              <span>{say(nav.says)}</span>
            </span>
          </Link>
        ))}
      </div>
    </Page>
  )
}
