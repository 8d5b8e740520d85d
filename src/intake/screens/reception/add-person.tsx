import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { sexes } from '#base/codes.ts'
import { useCommand } from '#browser/calling.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { intake } from '../../contract/calls.ts'
import { Form } from '../../contract/form.ts'

type Props = { arrivalId: string; opened: boolean; onClose: () => void; onAdded: (subjectId: string) => void }

/** Somebody who is not on the manifest: a name if there is one, and on to the desk. */
export function AddPerson(props: Props) {
  const { t } = useTranslation(['intake', 'shell'])
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('desk.addTitle')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <AddForm {...props} />
    </Modal>
  )
}

const Known = z.object({
  givenNames: Form.shape.givenNames.optional(),
  surnames: Form.shape.surnames.optional(),
  sex: Form.shape.sex.optional(),
})

function AddForm({ arrivalId, onClose, onAdded }: Props) {
  const { t } = useTranslation(['intake', 'shell'])
  const [subjectId] = useState(uuidv7)
  const add = useCommand(intake.addReturn, { changes: [intake.listReturns, intake.readArrival] })
  const form = useForm(Known, {}, add.error)
  const submit = (known: z.input<typeof Known>) => {
    const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
    add.mutate(
      { arrivalId, subjectId, form: given },
      {
        onSuccess: () => {
          onClose()
          onAdded(subjectId)
        },
      },
    )
  }
  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack>
        <Text>{t('desk.addSays')}</Text>
        <TextField {...form.field('givenNames')} label={t('fields.givenNames')} autoComplete="off" autoFocus />
        <TextField {...form.field('surnames')} label={t('fields.surnames')} autoComplete="off" />
        <ChoiceField {...form.field('sex')} label={t('fields.sex')} list={sexes} />
        <ProblemMessage problem={add.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('desk.addSubmit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
