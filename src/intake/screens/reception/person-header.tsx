import { Button, Group, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconArrowLeft, IconCheck, IconCloudUpload, IconPencilExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { sexes } from '#base/codes.ts'
import { formatCui } from '#base/cui.ts'
import { useFormat } from '#browser/format.ts'
import { usePersonWords } from '../person-words.ts'
import { usePlaces } from '../reference.ts'
import { CompartmentMark, ReturnMark } from '../state-mark.tsx'
import { savingState, shown, unacceptable } from './answers.ts'
import { useAtDesk } from './desk-context.ts'
import classes from './person-panel.module.css'

/** Who stands at the desk, in one glance; and, quietly, whether everything is saved. */
export function PersonHeader({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('intake')
  const { label } = useFormat()
  const words = usePersonWords()
  const places = usePlaces()
  const { person, answers, day } = useAtDesk()
  const name = { givenNames: shown(answers, 'givenNames'), surnames: shown(answers, 'surnames') }
  const [sex, cui, from] = [shown(answers, 'sex'), shown(answers, 'cui'), shown(answers, 'residenceMunicipality')]
  const { line, listNumber } = person
  const placeOnList = listNumber
    ? t('person.number', { number: listNumber })
    : t(line === undefined ? 'person.unlisted' : 'person.line', { line })
  const facts = [
    placeOnList,
    sex && label(sexes, sex),
    words.age(shown(answers, 'birthDate'), day),
    cui && `CUI ${formatCui(cui)}`,
    from && places.municipality(from),
  ]
  return (
    <header className={classes.header}>
      <Button
        hiddenFrom="md"
        variant="subtle"
        size="compact-md"
        leftSection={<IconArrowLeft size={18} aria-hidden />}
        onClick={onBack}
        className={classes.back}
      >
        {t('desk.back')}
      </Button>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Title order={2} className={classes.name}>
          {words.name(name)}
        </Title>
        <Group gap="sm">
          <ReturnMark state={person.state} />
          {person.compartment && <CompartmentMark compartment={person.compartment} />}
          <SavingSign />
        </Group>
      </Group>
      <Text c="dimmed" size="sm">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </header>
  )
}

const signs = { saved: IconCheck, saving: IconCloudUpload, waiting: IconPencilExclamation, conflict: IconAlertTriangle }

function SavingSign() {
  const { t } = useTranslation('intake')
  const { answers } = useAtDesk()
  const state = savingState(answers)
  const Sign = signs[state]
  const fields = unacceptable(answers)
    .map((field) => t(`fields.${field}`))
    .join(', ')
  return (
    <Text role="status" size="sm" className={classes.saving} data-state={state}>
      <Sign size={18} aria-hidden />
      {t(`desk.saving.${state}`, { fields })}
    </Text>
  )
}
