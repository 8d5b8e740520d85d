import { ActionIcon, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { type FamilyRelationship, familyRelationships } from '#base/codes.ts'
import { useRead } from '#browser/calling.ts'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { CodeField, PickField } from '#browser/kit/pick-fields.tsx'
import { intake } from '../../contract/calls.ts'
import type { ListedReturn } from '../../contract/shapes.ts'
import { usePersonWords } from '../person-words.ts'
import { useReturnCommand } from '../return-cache.ts'
import { useAtDesk } from './desk-context.ts'
import { type Chosen, familyObstacle, withRelationship } from './family.ts'

/** People of the same arrival become one family unit, each with what they are to its head. */
export function FamilyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['intake', 'shell'])
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('family.dialog')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Family onClose={onClose} />
    </Modal>
  )
}

function Family({ onClose }: { onClose: () => void }) {
  const { person } = useAtDesk()
  const others = useRead(intake.listReturns, { arrivalId: person.arrival.arrivalId, limit: 200 })
  return <Loaded of={others}>{({ returns }) => <Members others={returns} onClose={onClose} />}</Loaded>
}

function Members({ others, onClose }: { others: ListedReturn[]; onClose: () => void }) {
  const { t } = useTranslation(['intake', 'shell'])
  const words = usePersonWords()
  const { person } = useAtDesk()
  const [unit] = useState(() => person.family?.familyUnitId ?? uuidv7())
  const [tried, setTried] = useState(false)
  const [chosen, setChosen] = useState<Chosen[]>(() =>
    person.family
      ? person.family.members.map(({ subjectId, relationship, ...one }) => ({ subjectId, relationship, name: words.name(one) }))
      : [{ subjectId: person.subjectId, name: words.name(person.form), relationship: 'head' }],
  )
  const join = useReturnCommand(intake.joinFamily, person.subjectId)
  const obstacle = familyObstacle(chosen)
  const options = others
    .filter((one) => !chosen.some(({ subjectId }) => subjectId === one.subjectId) && one.state !== 'withdrawn')
    .map((one) => ({ value: one.subjectId, label: `${words.listName(one)} · ${words.age(one.birthDate)}` }))
  const add = (subjectId: string | undefined) => {
    const found = others.find((one) => one.subjectId === subjectId)
    if (found) setChosen([...chosen, { subjectId: found.subjectId, name: words.name(found), relationship: undefined }])
  }
  const save = () => {
    setTried(true)
    if (obstacle) return
    const members = chosen.flatMap(({ subjectId, relationship }) => (relationship ? [{ subjectId, relationship }] : []))
    join.mutate({ familyUnitId: unit, members }, { onSuccess: onClose })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Stack>
        <Text>{t('family.dialogSays')}</Text>
        <PickField
          key={chosen.length}
          name="relative"
          label={t('family.search')}
          options={options}
          value={undefined}
          onChange={add}
          error={undefined}
          autoFocus
        />
        {chosen.map((one) => (
          <Group key={one.subjectId} align="flex-end" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <CodeField
                name={`relationship-${one.subjectId}`}
                label={t('family.relationship', { name: one.name })}
                list={familyRelationships}
                value={one.relationship}
                onChange={(code) => setChosen(withRelationship(chosen, one.subjectId, code as FamilyRelationship | undefined))}
                error={undefined}
              />
            </div>
            {one.subjectId !== person.subjectId && (
              <ActionIcon
                variant="default"
                size={42}
                aria-label={t('family.remove', { name: one.name })}
                onClick={() => setChosen(chosen.filter(({ subjectId }) => subjectId !== one.subjectId))}
              >
                <IconX size={20} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {tried && obstacle && (
          <Text role="alert" c="var(--mantine-color-error)">
            {t(`family.${obstacle}`)}
          </Text>
        )}
        <ProblemMessage problem={join.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" loading={join.isPending}>
            {t('family.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
