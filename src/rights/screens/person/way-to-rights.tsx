import { useTranslation } from 'react-i18next'
import { ButtonTo } from '#browser/kit/links.tsx'
import { useSession } from '#browser/session.tsx'

/** For those who look after data: the way from a profile to the person's rights. */
export function WayToRights({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('rights')
  const { me } = useSession()
  if (!me.roles.some((role) => role === 'shift-chief' || role === 'data-protection-officer')) return null
  return (
    <div>
      <ButtonTo to={`/personas/${subjectId}/derechos`} variant="default">
        {t('person.way')}
      </ButtonTo>
    </div>
  )
}
