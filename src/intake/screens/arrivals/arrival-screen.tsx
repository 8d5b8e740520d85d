import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { useIs } from '#browser/session.tsx'
import { intake } from '../../contract/calls.ts'
import type { Arrival } from '../../contract/shapes.ts'
import { useArrivalFacts, useCarrier } from '../arrival-words.ts'
import { FindingLine } from '../finding-words.tsx'
import { ArrivalMark } from '../state-mark.tsx'
import { ArrivalCounts } from './arrival-counts.tsx'
import { CloseArrival } from './close-arrival.tsx'
import { HeadcountForm } from './headcount-form.tsx'
import { ReopenArrival } from './reopen-arrival.tsx'
import { whatNext } from './what-next.ts'

/** One flight or bus: where it stands, and what to do next. */
export function ArrivalScreen() {
  const { t } = useTranslation('intake')
  const arrivalId = useFromPath('arrivalId')
  const carrier = useCarrier()
  const arrival = useRead(intake.readArrival, { arrivalId }, { every: 15_000 })
  return (
    <Page
      title={arrival.data ? carrier(arrival.data) : t('arrivals.title')}
      trail={[{ words: t('arrivals.title'), to: '/llegadas' }]}
    >
      <Loaded of={arrival}>{(found) => <Body arrival={found} />}</Loaded>
    </Page>
  )
}

function Body({ arrival }: { arrival: Arrival }) {
  const { t } = useTranslation('intake')
  const facts = useArrivalFacts()
  const atDesk = useIs('registrar', 'shift-chief')
  const { place, goOnWhen } = useFocusOnNext(arrival.state)
  return (
    <Stack gap="xl" ref={place}>
      <Group gap="sm">
        <ArrivalMark state={arrival.state} />
        <Text>{facts(arrival)}</Text>
      </Group>
      {arrival.findings.map((finding) => (
        <FindingLine key={finding.code} finding={finding} />
      ))}
      {arrival.kind === 'manifest' && <ArrivalCounts arrival={arrival} />}
      {arrival.kind === 'mass_event' && <HeadcountForm key={arrival.version} arrival={arrival} />}
      {arrival.signature && <Signature signature={arrival.signature} />}
      {arrival.note && (
        <section>
          <Title order={2}>{t('arrival.note')}</Title>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{arrival.note}</Text>
        </section>
      )}
      {atDesk && <Actions arrival={arrival} goOnWhen={goOnWhen} />}
    </Stack>
  )
}

/**
 * Opened, signed, or opened again: the button that was pressed is gone, and the keyboard's focus goes to what comes next. It
 * goes there when the arrival has become so, not before, and only if it was this person who did it.
 */
function useFocusOnNext(state: Arrival['state']) {
  const place = useRef<HTMLDivElement>(null)
  const wanted = useRef<Arrival['state']>(undefined)
  useEffect(() => {
    if (wanted.current !== state) return
    wanted.current = undefined
    place.current?.querySelector<HTMLElement>('[data-next], input:not([disabled])')?.focus()
  }, [state])
  const goOnWhen = (next: Arrival['state'] | undefined) => {
    wanted.current = next
  }
  return { place, goOnWhen }
}

type GoOnWhen = ReturnType<typeof useFocusOnNext>['goOnWhen']

function Actions({ arrival, goOnWhen }: { arrival: Arrival; goOnWhen: GoOnWhen }) {
  const { t } = useTranslation('intake')
  const go = useGo()
  const chief = useIs('shift-chief')
  const [closing, setClosing] = useState(false)
  const { arrivalId } = arrival
  const at = `/llegadas/${arrivalId}`
  const open = useCommand(intake.openArrival, { changes: [intake.readArrival, intake.listArrivals] })
  const next = whatNext(arrival)
  const isNext = (act: typeof next) => (act === next ? 'filled' : 'default')
  const begin = () => {
    goOnWhen('receiving')
    open.mutate({ arrivalId }, { onSuccess: () => arrival.kind === 'manifest' && go(`${at}/atencion`) })
  }
  useShortcut('m', t('arrival.import'), () => go(`${at}/manifiesto`), arrival.state !== 'closed' && arrival.kind === 'manifest')
  useShortcut('a', t('arrival.attend'), () => go(`${at}/atencion`), arrival.kind === 'manifest')
  useShortcut('/', t('nav.search'), () => go('/buscar'))

  const attend = (
    <ButtonTo to={`${at}/atencion`} variant={isNext('nextAttend')} data-next>
      {t(arrival.state === 'receiving' ? 'arrival.attend' : 'arrival.list')}
    </ButtonTo>
  )
  return (
    <section aria-label={t('arrival.nextTitle')}>
      {next && (
        <Text mb="sm" maw="60ch">
          {t(`arrival.${next}`)}
        </Text>
      )}
      <ProblemMessage problem={open.error} />
      <Group>
        {arrival.state === 'expected' && (
          <Button variant={next === 'nextOpenMass' ? 'filled' : isNext('nextOpen')} loading={open.isPending} onClick={begin}>
            {t('arrival.open')}
          </Button>
        )}
        {arrival.kind === 'manifest' && (
          <>
            {next === 'nextAttend' && attend}
            {arrival.state !== 'closed' && (
              <ButtonTo to={`${at}/manifiesto`} variant={isNext('nextImport')}>
                {t(arrival.counts.listed > 0 ? 'arrival.importAgain' : 'arrival.import')}
              </ButtonTo>
            )}
            {next !== 'nextAttend' && attend}
            <LastManifest arrivalId={arrivalId} />
          </>
        )}
        <ButtonTo to="/tablero" search={{ centro: arrival.facilityId } as never} variant="default">
          {t('arrival.board')}
        </ButtonTo>
        {arrival.state !== 'closed' && (
          <ButtonTo to={`${at}/corregir`} variant="default">
            {t('arrival.correct')}
          </ButtonTo>
        )}
        {chief && arrival.state === 'receiving' && (
          <Button variant={isNext('nextClose')} onClick={() => setClosing(true)}>
            {t('arrival.close')}
          </Button>
        )}
        {chief && arrival.state === 'closed' && <ReopenArrival arrivalId={arrivalId} onReopen={() => goOnWhen('receiving')} />}
      </Group>
      <CloseArrival arrival={arrival} opened={closing} onClose={() => setClosing(false)} onSign={() => goOnWhen('closed')} />
    </section>
  )
}

/** The way back to what the last file said, also when the arrival is closed. */
function LastManifest({ arrivalId }: { arrivalId: string }) {
  const { t } = useTranslation('intake')
  const [last] = useRead(intake.listManifests, { arrivalId }).data?.manifests ?? []
  if (!last) return null
  return (
    <ButtonTo to={`/llegadas/${arrivalId}/manifiesto`} search={{ archivo: last.manifestId } as never} variant="default">
      {t('arrival.lastManifest')}
    </ButtonTo>
  )
}

function Signature({ signature }: { signature: NonNullable<Arrival['signature']> }) {
  const { t } = useTranslation('intake')
  const { moment } = useFormat()
  return (
    <section>
      <Title order={2} tabIndex={-1} data-next style={{ outline: 'none' }}>
        {t('arrival.signed')}
      </Title>
      <Text>{t('arrival.signedBy', { name: signature.name, moment: moment(signature.at) })}</Text>
      {signature.remarks && (
        <Text mt="xs" style={{ whiteSpace: 'pre-wrap' }}>
          {t('arrival.remarks')}: {signature.remarks}
        </Text>
      )}
    </section>
  )
}
