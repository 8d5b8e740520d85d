import { Button, List, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconEyeQuestion, IconLock } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { roleWords } from '#access/contract/calls.ts'
import { rolesFor } from '#access/rules/engine.ts'
import { allClasses, classesSeen, type FieldClass, fieldClasses } from '#access/rules/fields.ts'
import { compartments, usePurposes } from '#base/codes.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { LinkTo } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { useIs, useSession } from '#browser/session.tsx'
import { useSay } from '#browser/words/use-words.ts'
import type { WordsKey } from '#browser/words/words.ts'
import { intake } from '../../contract/calls.ts'
import { oversight } from '../../contract/oversight.ts'

/** What of the profile is withheld from whoever looks; nothing when they see all of it. */
export function Withheld() {
  const { t } = useTranslation('oversight')
  const { me } = useSession()
  const classes = useClassWords()
  const seen = classesSeen(rolesFor(intake.readReturn, me))
  const withheld = allClasses.filter((of) => !seen.includes(of))
  if (withheld.length === 0) return null
  return (
    <Text role="note">
      <IconLock size={18} aria-hidden style={{ verticalAlign: 'text-bottom' }} />{' '}
      {t('why.withheld', { classes: classes(withheld) })}
    </Text>
  )
}

/** Why can I see this? Asked when somebody wants to know, and answered by what decides. */
export function Why({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('oversight')
  const [asked, { toggle }] = useDisclosure(false)
  const oversees = useIs('shift-chief', 'data-protection-officer')
  const id = useId()
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="subtle"
        px="xs"
        ml="-xs"
        onClick={toggle}
        aria-expanded={asked}
        aria-controls={id}
        leftSection={<IconEyeQuestion size={20} aria-hidden />}
      >
        {t('why.ask')}
      </Button>
      <div id={id}>{asked && <Because subjectId={subjectId} />}</div>
      {oversees && asked && <LinkTo to={`/personas/${subjectId}/quien-puede`}>{t('viewers.title')}</LinkTo>}
    </Stack>
  )
}

function Because({ subjectId }: { subjectId: string }) {
  const { label } = useFormat()
  const say = useSay()
  const classes = useClassWords()
  const read = useRead(oversight.explainAccess, { subjectId })
  return (
    <Loaded of={read}>
      {({ because }) => (
        <List maw="65ch" spacing="xs">
          {because.map((one) => (
            <List.Item key={one.code}>
              {say(`oversight:why.because.${one.code}` as WordsKey, {
                roles: (one.roles ?? []).map((role) => label(roleWords, role)).join(', '),
                purpose: one.purpose && label(usePurposes, one.purpose),
                compartment: one.compartment && label(compartments, one.compartment),
                classes: classes(one.classes ?? []),
              })}
            </List.Item>
          ))}
        </List>
      )}
    </Loaded>
  )
}

/** Classes of fields in a sentence. */
export function useClassWords(): (classes: readonly FieldClass[]) => string {
  const { label } = useFormat()
  return (classes) => classes.map((of) => label(fieldClasses, of).toLowerCase()).join(', ')
}
