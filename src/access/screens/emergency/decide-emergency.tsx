import { useTranslation } from 'react-i18next'
import { type Emergency, emergency } from '#access/contract/emergency.ts'
import { useCommand } from '#browser/calling.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { said } from '#browser/kit/said.tsx'

/** The second person opens the record to who asked, or refuses. */
export function DecideEmergency({ of: { grantId, by, hours } }: { of: Emergency }) {
  const { t } = useTranslation('oversight')
  const decide = useCommand(emergency.decideEmergency, { changes: [emergency.listEmergencies] })
  const shared = { size: 'sm', pending: decide.isPending, problem: decide.error } as const
  const act = (opens: boolean) => () => decide.mutateAsync({ grantId, opens }).then(() => said(t('emergency.decided')))
  return (
    <>
      <ConfirmButton
        {...shared}
        variant="filled"
        question={t('emergency.openQuestion', { name: by })}
        says={t('emergency.openSays', { count: hours })}
        confirm={t('emergency.open')}
        act={act(true)}
      >
        {t('emergency.open')}
      </ConfirmButton>
      <ConfirmButton
        {...shared}
        question={t('emergency.refuseQuestion', { name: by })}
        says={t('emergency.refuseSays')}
        confirm={t('emergency.refuse')}
        act={act(false)}
      >
        {t('emergency.refuse')}
      </ConfirmButton>
    </>
  )
}
