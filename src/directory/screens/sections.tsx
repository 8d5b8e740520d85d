import { useTranslation } from 'react-i18next'
import { LinkTo } from '#browser/kit/links.tsx'
import classes from './facts.module.css'

/** The ways from one part of the directory to the others. */
export function Sections() {
  const { t } = useTranslation('directory')
  return (
    <nav aria-label={t('nav.directory')} className={classes.sections}>
      <LinkTo to="/directorio/lugares">{t('nav.facilities')}</LinkTo>
      <LinkTo to="/directorio/instituciones">{t('nav.institutions')}</LinkTo>
      <LinkTo to="/directorio/territorio">{t('nav.territory')}</LinkTo>
      <LinkTo to="/directorio/idiomas">{t('nav.languages')}</LinkTo>
    </nav>
  )
}

/** The screens above one of the directory's. */
export function useTrail(...below: { words: string; to: string }[]): { words: string; to: string }[] {
  const { t } = useTranslation('directory')
  return [{ words: t('nav.directory'), to: '/directorio' }, ...below]
}
