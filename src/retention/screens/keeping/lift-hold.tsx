import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { said } from '#browser/kit/said.tsx'
import { retention } from '../../contract.ts'
import { Asking, AskingForm } from './asking.tsx'

type Props = { subjectId: string; holdId: string }

/** Lifts a hold, with a reason. */
export function LiftHold(props: Props) {
  const { t } = useTranslation('retention')
  return (
    <Asking title={t('keeping.lift')} size="sm" mt="xs">
      {(close) => <Lifting {...props} onClose={close} />}
    </Asking>
  )
}

function Lifting({ onClose, ...which }: Props & { onClose: () => void }) {
  const { t } = useTranslation('retention')
  const lift = useCommand(retention.liftHold, { changes: [retention.readKeeping, retention.readDue] })
  const form = useForm(retention.liftHold.input, which, lift.error)
  const save = form.onSubmit((input) =>
    lift.mutateAsync(input).then(
      () => {
        onClose()
        said(t('keeping.liftedNow'))
      },
      () => undefined,
    ),
  )
  return (
    <AskingForm
      says={t('keeping.liftSays')}
      confirm={t('keeping.lift')}
      onSubmit={save}
      onClose={onClose}
      pending={lift.isPending}
      problem={lift.error}
    >
      <LongTextField {...form.field('reason')} label={t('keeping.liftReason')} maxLength={500} required autoFocus />
    </AskingForm>
  )
}
