import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '#base/problem.ts'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { LongTextField } from '#browser/kit/fields.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { useSession } from '#browser/session.tsx'
import { intake } from '../../contract/calls.ts'
import { type Arrival, Counts } from '../../contract/shapes.ts'
import { useCarrier } from '../arrival-words.ts'
import { CountList } from './arrival-counts.tsx'

type Props = { arrival: Arrival; opened: boolean; onClose: () => void; onSign: () => void }

/** The chief signs the counts of this moment; as long as somebody waits, it says whom to look for instead. */
export function CloseArrival({ arrival, opened, ...on }: Props) {
  const { t } = useTranslation(['intake', 'shell'])
  const waiting = arrival.counts.expected + arrival.counts.receiving
  return (
    <Modal
      opened={opened}
      onClose={on.onClose}
      title={t('closing.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      {waiting > 0 ? <StillWaiting arrival={arrival} waiting={waiting} /> : <Signing arrival={arrival} {...on} />}
    </Modal>
  )
}

function StillWaiting({ arrival, waiting }: { arrival: Arrival; waiting: number }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const state = arrival.counts.expected > 0 ? 'expected' : 'receiving'
  return (
    <Stack>
      <Text fw={650}>{t('closing.waitingTitle', { count: waiting, number: number(waiting) })}</Text>
      <Text>{t('closing.waitingSays')}</Text>
      <CountList counts={arrival.counts} />
      <Group justify="flex-end">
        <ButtonTo to={`/llegadas/${arrival.arrivalId}/atencion`} search={{ estado: state } as never} data-autofocus>
          {t('closing.waitingDo')}
        </ButtonTo>
      </Group>
    </Stack>
  )
}

function Signing({ arrival, onClose, onSign }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['intake', 'shell'])
  const carrier = useCarrier()
  const { name } = useSession().me
  const [remarks, setRemarks] = useState<string>()
  const close = useCommand(intake.closeArrival, { changes: [intake.readArrival, intake.listArrivals] })
  // The counts that the server found different are the ones to look at now; it is read again as well.
  const differ = close.error instanceof Problem && close.error.code === 'counts-differ' ? close.error.details.counts : undefined
  const counts = Counts.safeParse(differ).data ?? arrival.counts
  const sign = () => {
    onSign()
    close.mutate({ arrivalId: arrival.arrivalId, counts, ...(remarks?.trim() && { remarks }) }, { onSuccess: onClose })
  }
  return (
    <Stack>
      <Text>{t('closing.says', { name, carrier: carrier(arrival) })}</Text>
      <CountList counts={counts} />
      <Text c="dimmed">{t('closing.childrenSays')}</Text>
      <LongTextField
        name="remarks"
        label={t('closing.remarks')}
        value={remarks}
        onChange={setRemarks}
        error={undefined}
        maxLength={2000}
        autoFocus
      />
      {differ ? <Text role="alert">{t('closing.changed')}</Text> : <ProblemMessage problem={close.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('shell:cancel')}
        </Button>
        <Button loading={close.isPending} onClick={sign}>
          {t('closing.sign')}
        </Button>
      </Group>
    </Stack>
  )
}
