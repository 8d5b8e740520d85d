import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { LinkTo } from '#browser/kit/links.tsx'
import { said } from '#browser/kit/said.tsx'
import { intake } from '#intake/contract/calls.ts'
import { type Erasure, erasureBases, retention } from '../../contract.ts'
import classes from '../retention.module.css'

/** An erasure that waits: for somebody else to confirm it, or for anybody to drop it. */
export function AskedErasure({ erasure }: { erasure: Erasure }) {
  const { t } = useTranslation('retention')
  const { label, moment } = useFormat()
  const { subjectId, erasureId, basis, requestId, by, at, mine } = erasure
  const changes = [retention.readKeeping, retention.listErasures, intake.readReturn]
  const confirm = useCommand(retention.confirmErasure, { changes })
  const drop = useCommand(retention.dropErasure, { changes })
  return (
    <div className={classes.box}>
      <Text fw={650}>{t('keeping.asked', { by, moment: moment(at) })}</Text>
      <Text>{label(erasureBases, basis)}</Text>
      {requestId && <LinkTo to={`/personas/${subjectId}/solicitudes/${requestId}`}>{t('keeping.request')}</LinkTo>}
      <Text c="dimmed">{t(mine ? 'keeping.waitsMine' : 'keeping.waits')}</Text>
      <Group mt="xs">
        {!mine && (
          <ConfirmButton
            danger
            question={t('keeping.confirmQuestion')}
            says={t('keeping.confirmSays')}
            confirm={t('keeping.confirm')}
            pending={confirm.isPending}
            problem={confirm.error}
            act={() => confirm.mutateAsync({ subjectId, erasureId }).then(() => said(t('keeping.erasedNow')))}
          >
            {t('keeping.confirm')}…
          </ConfirmButton>
        )}
        <ConfirmButton
          question={t('keeping.dropQuestion')}
          says={t('keeping.dropSays')}
          confirm={t('keeping.drop')}
          pending={drop.isPending}
          problem={drop.error}
          act={() => drop.mutateAsync({ subjectId, erasureId }).then(() => said(t('keeping.droppedNow')))}
        >
          {t('keeping.drop')}…
        </ConfirmButton>
      </Group>
    </div>
  )
}
