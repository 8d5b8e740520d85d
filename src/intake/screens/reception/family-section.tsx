import { Button, Group, Text, Title } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { familyRelationships } from '#base/codes.ts'
import { useFormat } from '#browser/format.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { intake } from '../../contract/calls.ts'
import { usePersonWords } from '../person-words.ts'
import { useReturnCommand } from '../return-cache.ts'
import { ReturnMark } from '../state-mark.tsx'
import { useAtDesk } from './desk-context.ts'
import { FamilyDialog } from './family-dialog.tsx'
import classes from './person-panel.module.css'

/** With whom of the same arrival the person travels as a family. */
export function FamilySection() {
  const { t } = useTranslation('intake')
  const { label } = useFormat()
  const words = usePersonWords()
  const { person, day } = useAtDesk()
  const [choosing, setChoosing] = useState(false)
  const leave = useReturnCommand(intake.leaveFamily, person.subjectId)
  const { family } = person
  const choose = useRef<HTMLButtonElement>(null)
  useShortcut('f', t('family.choose'), () => {
    // The dialog gives the focus back to where it was.
    choose.current?.focus()
    setChoosing(true)
  })
  // Who has left has no button to leave with any more.
  useEffect(() => {
    if (leave.isSuccess) choose.current?.focus()
  }, [leave.isSuccess])
  return (
    <section className={classes.part} aria-label={t('family.title')} data-field="family">
      <Title order={4} size="h3">
        {t('family.title')}
      </Title>
      {family ? (
        <ul className={classes.family}>
          {family.members.map((member) => (
            <li key={member.subjectId}>
              <Group gap="sm">
                <Text fw={600}>{words.name(member)}</Text>
                <Text c="dimmed">
                  {[member.relationship && label(familyRelationships, member.relationship), words.age(member.birthDate, day)]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
                <ReturnMark state={member.state} />
              </Group>
            </li>
          ))}
        </ul>
      ) : (
        <Text c="dimmed">{t('family.none')}</Text>
      )}
      <Group>
        <Button
          ref={choose}
          variant="default"
          leftSection={<IconUsers size={20} aria-hidden />}
          onClick={() => setChoosing(true)}
        >
          {t(family ? 'family.change' : 'family.choose')}
        </Button>
        {family && (
          <ConfirmButton
            question={t('family.leaveQuestion')}
            confirm={t('family.leave')}
            act={() => leave.mutateAsync({})}
            pending={leave.isPending}
            problem={leave.error}
          >
            {t('family.leave')}
          </ConfirmButton>
        )}
      </Group>
      <FamilyDialog opened={choosing} onClose={() => setChoosing(false)} />
    </section>
  )
}
