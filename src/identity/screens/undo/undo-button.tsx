import { Button, Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useCommand } from '#browser/calling.ts'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { identity } from '../../contract.ts'
import { changedByDecisions } from '../changed-by-decisions.ts'
import { toldApartIn } from '../told-apart.ts'
import { Contradiction } from './contradiction.tsx'

export type Undone = z.infer<typeof identity.undoDecision.output>

type Props = { decisionId: string; onUndone: (undone: Undone) => void }

/** Takes a decision back; asks for the reason, which stays on record. */
export function UndoButton({ shortcut, label, ...props }: Props & { shortcut?: string; label?: string }) {
  const { t } = useTranslation(['identity', 'shell'])
  const [asking, { open, close }] = useDisclosure(false)
  useShortcut(shortcut ?? '', t('compare.keys.undo'), open, shortcut !== undefined)
  return (
    <>
      <Button
        variant="default"
        onClick={open}
        aria-label={label}
        rightSection={shortcut && <Kbd aria-hidden>{shortcut.toUpperCase()}</Kbd>}
      >
        {t('undo.button')}
      </Button>
      <Modal opened={asking} onClose={close} title={t('undo.question')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
        <Reason {...props} onClose={close} />
      </Modal>
    </>
  )
}

function Reason({ decisionId, onUndone, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation(['identity', 'shell'])
  const undo = useCommand(identity.undoDecision, { changes: changedByDecisions })
  const form = useForm(identity.undoDecision.input, { decisionId }, undo.error)
  const apart = toldApartIn(undo.error)
  const [also, setAlso] = useState<string[]>([])
  const [chosen, choose] = useState<string>()
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((input) => {
        // A promise: once it is undone, this dialog may be gone with its decision.
        const done = (answer: Undone) => {
          onClose()
          onUndone(answer)
        }
        const together = chosen ? [...also, chosen] : also
        setAlso(together)
        choose(undefined)
        undo.mutateAsync({ ...input, also: together }).then(done, () => {})
      })}
    >
      <Stack>
        <Text>{t('undo.says')}</Text>
        <TextField
          {...form.field('reason')}
          label={t('undo.reason')}
          description={t('undo.reasonSays')}
          maxLength={500}
          autoComplete="off"
          required
          autoFocus
        />
        {apart ? <Contradiction apart={apart} chosen={chosen} onChoose={choose} /> : <ProblemMessage problem={undo.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" loading={undo.isPending} disabled={apart !== undefined && chosen === undefined}>
            {apart ? t('undo.both') : t('undo.button')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
