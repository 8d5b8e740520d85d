import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconShieldLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { codeList, compartments } from '#base/codes.ts'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { useGo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { said } from '#browser/kit/said.tsx'
import { useSession } from '#browser/session.tsx'
import { intake } from '../../contract/calls.ts'
import type { Return } from '../../contract/shapes.ts'

const moving = codeList({
  ...compartments,
  none: { es: 'Ninguno: abrirlo a la institución', en: 'None: open it to the institution' },
})

/** Closes a record to all but the members of a compartment, or, for a member, moves or opens it; the reason stays on record. */
export function SetCompartment({ person }: { person: Pick<Return, 'subjectId' | 'compartment'> }) {
  const { t } = useTranslation(['intake', 'shell'])
  const [asking, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" onClick={open} leftSection={<IconShieldLock size={20} aria-hidden />}>
        {person.compartment ? t('compartment.move') : t('compartment.close')}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        size="lg"
        title={person.compartment ? t('compartment.moveTitle') : t('compartment.closeTitle')}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <Choosing person={person} onClose={close} />
      </Modal>
    </>
  )
}

function Choosing({ person, onClose }: { person: Pick<Return, 'subjectId' | 'compartment'>; onClose: () => void }) {
  const { t } = useTranslation(['intake', 'shell'])
  const { label } = useFormat()
  const { me } = useSession()
  const go = useGo()
  const set = useCommand(intake.setCompartment, { changes: [intake.readReturn, intake.searchReturns, intake.listReturns] })
  const form = useForm(intake.setCompartment.input, { subjectId: person.subjectId }, set.error)
  const wanted = form.values.compartment
  const leaves = wanted !== undefined && wanted !== 'none' && !me.compartments.includes(wanted)
  const save = form.onSubmit((input) =>
    set.mutate(input, {
      onSuccess: ({ compartment }) => {
        onClose()
        said(compartment ? t('compartment.closed', { compartment: label(compartments, compartment) }) : t('compartment.opened'))
        if (leaves) go('/buscar', { replace: true })
      },
    }),
  )
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Text>{t('compartment.says')}</Text>
        <ChoiceField
          {...form.field('compartment')}
          list={person.compartment ? moving : (compartments as typeof moving)}
          label={t('compartment.which')}
          required
        />
        <LongTextField
          {...form.field('reason')}
          label={t('compartment.reason')}
          description={t('compartment.reasonSays')}
          maxLength={500}
          required
        />
        {leaves && (
          <Text fw={650} role="status">
            {t('compartment.leaves', { compartment: label(compartments, wanted) })}
          </Text>
        )}
        <ProblemMessage problem={set.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" loading={set.isPending}>
            {wanted === 'none' ? t('compartment.open') : t('compartment.closeIt')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
