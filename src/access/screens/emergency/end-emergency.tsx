import { useTranslation } from 'react-i18next'
import { emergency } from '#access/contract/emergency.ts'
import { useCommand } from '#browser/calling.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { said } from '#browser/kit/said.tsx'

/** Ends what is open before its hours are over. */
export function EndEmergency({ grantId }: { grantId: string }) {
  const { t } = useTranslation('oversight')
  const end = useCommand(emergency.endEmergency, { changes: [emergency.readOpenEmergencies, emergency.listEmergencies] })
  return (
    <ConfirmButton
      size="sm"
      question={t('emergency.endQuestion')}
      says={t('emergency.endSays')}
      confirm={t('emergency.end')}
      pending={end.isPending}
      problem={end.error}
      act={() => end.mutateAsync({ grantId }).then(() => said(t('emergency.endedNow')))}
    >
      {t('emergency.end')}
    </ConfirmButton>
  )
}
