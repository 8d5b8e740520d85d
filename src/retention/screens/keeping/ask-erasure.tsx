import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand } from '#browser/calling.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { useForm } from '#browser/kit/form.ts'
import { said } from '#browser/kit/said.tsx'
import { erasureBases, retention } from '../../contract.ts'
import { Asking, AskingForm } from './asking.tsx'

/** The clock erases by itself; a person asks for another reason. */
const { clock: _, ...askable } = erasureBases

/** Asks that the person be erased. Nothing happens to them before somebody else confirms it. */
export function AskErasure({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('retention')
  return <Asking title={t('keeping.ask')}>{(close) => <Choosing subjectId={subjectId} onClose={close} />}</Asking>
}

function Choosing({ subjectId, onClose }: { subjectId: string; onClose: () => void }) {
  const { t } = useTranslation('retention')
  const [erasureId] = useState(uuidv7)
  const ask = useCommand(retention.askErasure, { changes: [retention.readKeeping, retention.listErasures] })
  const form = useForm(retention.askErasure.input, { subjectId, erasureId }, ask.error)
  const save = form.onSubmit((input) =>
    ask.mutateAsync(input).then(
      () => {
        onClose()
        said(t('keeping.askedNow'))
      },
      () => undefined,
    ),
  )
  return (
    <AskingForm
      says={t('keeping.askSays')}
      confirm={t('keeping.ask')}
      onSubmit={save}
      onClose={onClose}
      pending={ask.isPending}
      problem={ask.error}
    >
      <ChoiceField {...form.field('basis')} list={askable} label={t('keeping.basis')} required />
    </AskingForm>
  )
}
