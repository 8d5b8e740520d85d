import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AppearanceButton, LanguageButton } from './appearance.tsx'
import classes from './entrance.module.css'
import { Mark } from './mark.tsx'
import { Ribbon } from './ribbon.tsx'

/** The page before one is in: the name, and one card. */
export function Entrance({ demonstration, children }: { demonstration: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={classes.page}>
      <header>
        {demonstration && <Ribbon />}
        <div className={classes.header}>
          <LanguageButton />
          <AppearanceButton />
        </div>
      </header>
      <main className={classes.main}>
        <div className={classes.name}>
          <Mark size={52} />
          <span>{t('name')}</span>
          <p>{t('tagline')}</p>
        </div>
        <div className={classes.card}>{children}</div>
      </main>
    </div>
  )
}
