import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand } from '#browser/calling.ts'
import { DayField } from '#browser/kit/day-field.tsx'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { said } from '#browser/kit/said.tsx'
import { retention } from '../../contract.ts'
import { Asking, AskingForm } from './asking.tsx'

/** Holds the record, with a reason, until a day or until somebody lifts it. */
export function PlaceHold({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('retention')
  return <Asking title={t('keeping.place')}>{(close) => <Placing subjectId={subjectId} onClose={close} />}</Asking>
}

function Placing({ subjectId, onClose }: { subjectId: string; onClose: () => void }) {
  const { t } = useTranslation('retention')
  const [holdId] = useState(uuidv7)
  const place = useCommand(retention.placeHold, { changes: [retention.readKeeping, retention.readDue] })
  const form = useForm(retention.placeHold.input, { subjectId, holdId }, place.error)
  const save = form.onSubmit((input) =>
    place.mutateAsync(input).then(
      () => {
        onClose()
        said(t('keeping.placedNow'))
      },
      () => undefined,
    ),
  )
  return (
    <AskingForm
      says={t('keeping.placeSays')}
      confirm={t('keeping.place')}
      onSubmit={save}
      onClose={onClose}
      pending={place.isPending}
      problem={place.error}
    >
      <LongTextField {...form.field('reason')} label={t('keeping.placeReason')} maxLength={500} required autoFocus />
      <DayField {...form.field('until')} label={t('keeping.placeUntil')} description={t('keeping.placeUntilSays')} />
    </AskingForm>
  )
}
