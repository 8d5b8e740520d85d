import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { returnModes } from '#base/codes.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { momentIn, todayIn } from '#browser/format.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { LongTextField, TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { useFromPath, useGo } from '#browser/kit/links.tsx'
import { MomentField } from '#browser/kit/moment-field.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { PickField } from '#browser/kit/pick-fields.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { intake } from '../../contract/calls.ts'
import { type Arrival, arrivalKinds, NewArrival } from '../../contract/shapes.ts'
import { useCarrier } from '../arrival-words.ts'
import { countryOptions } from '../reception/fields/answer-field.tsx'
import { usePlaces } from '../reference.ts'
import { rememberedCentre } from '../remembered-centre.ts'

type Input = z.input<typeof NewArrival>

/** What usually goes together, so that an arrival of the usual kind is four answers. */
const usual = {
  air: { originCountry: 'US', facilityId: 'crr-fag' },
  land: { originCountry: 'MX', facilityId: 'crr-tecun-uman' },
} as const

export function NewArrivalScreen() {
  const { t } = useTranslation('intake')
  const go = useGo()
  const [arrivalId] = useState(uuidv7)
  const create = useCommand(intake.createArrival, { changes: [intake.listArrivals] })
  const mode = rememberedCentre() === usual.land.facilityId ? 'land' : 'air'
  const now = new Date()
  const initial: Partial<Input> = {
    arrivalId,
    kind: 'manifest',
    mode,
    ...usual[mode],
    ...(rememberedCentre() && { facilityId: rememberedCentre() }),
    expectedAt: momentIn(
      `${todayIn(now)}T${new Date(now.getTime() + 90 * 60_000 - 6 * 3_600_000).toISOString().slice(11, 13)}:00`,
    ),
  }
  return (
    <Page
      title={t('arrivalForm.title')}
      intro={t('arrivalForm.intro')}
      trail={[{ words: t('arrivals.title'), to: '/llegadas' }]}
      width="text"
    >
      <ArrivalForm
        initial={initial}
        refused={create.error}
        pending={create.isPending}
        submit={t('arrivalForm.submit')}
        onSubmit={(input) => create.mutate(input, { onSuccess: () => go(`/llegadas/${arrivalId}`) })}
      />
    </Page>
  )
}

export function CorrectArrivalScreen() {
  const { t } = useTranslation('intake')
  const arrivalId = useFromPath('arrivalId')
  const carrier = useCarrier()
  const arrival = useRead(intake.readArrival, { arrivalId })
  const trail = [
    { words: t('arrivals.title'), to: '/llegadas' },
    ...(arrival.data ? [{ words: carrier(arrival.data), to: `/llegadas/${arrivalId}` }] : []),
  ]
  return (
    <Page title={t('arrivalForm.correctTitle')} trail={trail} width="text">
      <Loaded of={arrival}>{(found) => <Correction arrival={found} />}</Loaded>
    </Page>
  )
}

function Correction({ arrival }: { arrival: Arrival }) {
  const { t } = useTranslation('intake')
  const go = useGo()
  const { arrivalId, version } = arrival
  const change = useCommand(intake.changeArrival, { changes: [intake.readArrival, intake.listArrivals] })
  return (
    <ArrivalForm
      initial={NewArrival.parse(arrival)}
      correcting
      refused={change.error}
      pending={change.isPending}
      submit={t('arrivalForm.save')}
      onSubmit={({ kind: _, ...input }) =>
        change.mutate({ ...input, version }, { onSuccess: () => go(`/llegadas/${arrivalId}`) })
      }
    />
  )
}

function ArrivalForm(props: {
  initial: Partial<Input>
  correcting?: boolean
  refused: unknown
  pending: boolean
  submit: string
  onSubmit: (input: Input) => void
}) {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const places = usePlaces()
  const form = useForm(NewArrival, props.initial, props.refused)
  /** A flight usually comes from one country to one centre, a bus from another to another; what somebody chose stays. */
  const setMode = (mode: 'air' | 'land' | undefined) => {
    const before = form.values.mode && usual[form.values.mode]
    const untouched = before && form.values.originCountry === before.originCountry && form.values.facilityId === before.facilityId
    form.set({ ...(mode && { mode }), ...(mode && untouched && usual[mode]) })
  }
  return (
    <form noValidate autoComplete="off" onSubmit={form.onSubmit(props.onSubmit)}>
      <Stack gap="md">
        {!props.correcting && <ChoiceField {...form.field('kind')} label={t('arrivalForm.kind')} list={arrivalKinds} required />}
        <ChoiceField {...form.field('mode')} onChange={setMode} label={t('arrivalForm.mode')} list={returnModes} required />
        <TextField
          {...form.field('carrier')}
          label={t('arrivalForm.carrier')}
          description={t('arrivalForm.carrierSays')}
          required
        />
        <MomentField
          {...form.field('expectedAt')}
          label={t('arrivalForm.expectedAt')}
          description={t('arrivalForm.expectedAtSays')}
          required
        />
        <PickField
          {...form.field('originCountry')}
          label={t('arrivalForm.originCountry')}
          options={countryOptions(language)}
          required
        />
        <TextField {...form.field('originPlace')} label={t('arrivalForm.originPlace')} />
        <PickField {...form.field('facilityId')} label={t('arrivalForm.facility')} options={places.options.facilities} required />
        <LongTextField {...form.field('note')} label={t('arrivalForm.note')} />
        <ProblemMessage problem={props.refused} />
        <Group>
          <Button type="submit" loading={props.pending}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
