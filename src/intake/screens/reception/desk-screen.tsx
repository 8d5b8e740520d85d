import { Alert, Text } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { send, useRead } from '#browser/calling.ts'
import { useFilters, useFromPath, useGo } from '#browser/kit/links.tsx'
import { Empty, Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { intake } from '../../contract/calls.ts'
import { type Arrival, returnStates } from '../../contract/shapes.ts'
import { useCarrier } from '../arrival-words.ts'
import classes from './desk-screen.module.css'
import { isDeskStep } from './form-plan.ts'
import { PersonPanel } from './person-panel.tsx'
import { WorkList } from './work-list.tsx'

/** What stands in the address. Never a name: an address stays in the browser's history. */
const Shown = z.object({ persona: z.string().optional(), paso: z.string().optional(), estado: codesOf(returnStates).optional() })

/** The desk: the people of one arrival, and the one who is being attended. Everything is reached by keyboard. */
export function DeskScreen() {
  const { t } = useTranslation('intake')
  const arrivalId = useFromPath('arrivalId')
  const arrival = useRead(intake.readArrival, { arrivalId })
  const carrier = useCarrier()
  const title = arrival.data ? `${t('desk.title')} · ${carrier(arrival.data)}` : t('desk.title')
  const trail = [
    { words: t('arrivals.title'), to: '/llegadas' },
    ...(arrival.data ? [{ words: carrier(arrival.data), to: `/llegadas/${arrivalId}` }] : []),
  ]
  return (
    <Page title={title} trail={trail}>
      <Loaded of={arrival}>{(found) => <Desk arrival={found} />}</Loaded>
    </Page>
  )
}

function Desk({ arrival }: { arrival: Arrival }) {
  const { t } = useTranslation('intake')
  const go = useGo()
  const [shown] = useFilters(Shown)
  const { arrivalId } = arrival
  const [nobodyLeft, setNobodyLeft] = useState(false)
  const [problem, setProblem] = useState<unknown>()

  const show = useCallback(
    (next: { persona?: string | undefined; paso?: string | undefined; estado?: string | undefined }) => {
      setNobodyLeft(false)
      const search = Object.entries({ estado: shown.estado, ...next }).filter(([, value]) => value !== undefined)
      go(`/llegadas/${arrivalId}/atencion`, { search: Object.fromEntries(search) as Record<string, string> })
    },
    [go, arrivalId, shown.estado],
  )

  const callNext = async () => {
    setProblem(undefined)
    try {
      const { returns } = await send(intake.listReturns, { arrivalId, state: 'expected', limit: 2 })
      const next = returns.find((one) => one.subjectId !== shown.persona)
      if (next) show({ persona: next.subjectId })
      else setNobodyLeft(true)
    } catch (error) {
      setProblem(error)
    }
  }
  // Among the answers, a letter struck by mistake does not leave the person.
  useShortcut('n', t('desk.next'), () => document.activeElement?.closest('[data-field]') || void callNext())

  return (
    <div className={classes.desk} data-open={shown.persona !== undefined}>
      <WorkList
        arrival={arrival}
        state={shown.estado}
        chosen={shown.persona}
        onState={(estado) => show({ persona: shown.persona, estado })}
        onNext={() => void callNext()}
        onOpen={(persona) => show({ persona })}
      />
      <div className={classes.person}>
        {arrival.state === 'closed' && (
          <Alert color="gray" variant="light" mb="md">
            <Text>{t('desk.closed')}</Text>
          </Alert>
        )}
        <ProblemMessage problem={problem} />
        {nobodyLeft && (
          <Alert role="status" color="ceiba" variant="light" mb="md" title={t('desk.noneLeft')}>
            {t('desk.noneLeftSays')}
          </Alert>
        )}
        {shown.persona ? (
          <PersonPanel
            key={shown.persona}
            subjectId={shown.persona}
            step={isDeskStep(shown.paso) ? shown.paso : undefined}
            onStep={(paso) => show({ persona: shown.persona, paso })}
            onNext={() => void callNext()}
            onBack={() => show({ persona: undefined })}
          />
        ) : (
          <div className={classes.nobody}>
            <Empty title={t('desk.pickTitle')} says={t('desk.pickSays')} />
          </div>
        )}
      </div>
    </div>
  )
}
