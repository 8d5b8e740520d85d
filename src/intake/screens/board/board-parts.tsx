import { Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { immediateServices } from '#base/codes.ts'
import { useFormat } from '#browser/format.ts'
import { LinkTo } from '#browser/kit/links.tsx'
import type { Board } from '../../contract/calls.ts'
import { type ListedReturn, steps } from '../../contract/shapes.ts'
import { useCarrier, useOrigin } from '../arrival-words.ts'
import { usePersonWords } from '../person-words.ts'
import { ArrivalMark } from '../state-mark.tsx'
import classes from './board.module.css'
import { clockOf } from './duration-words.ts'

type OfBoard = { board: Board }

/** The numbers one looks for from the other end of the room. */
export function Numbers({ board }: OfBoard) {
  const { t } = useTranslation('intake')
  return (
    <dl className={classes.numbers}>
      <Figure value={board.waiting} words={t('board.waiting')} tone={board.waiting > 0 ? 'waiting' : undefined} />
      <Figure value={board.beingAttended} words={t('board.beingAttended')} />
      <Figure value={board.received} words={t('board.received')} />
      <Figure value={board.families} words={t('board.families')} />
    </dl>
  )
}

function Figure({ value, words, tone }: { value: number; words: string; tone?: 'waiting' | 'danger' | undefined }) {
  const { number } = useFormat()
  return (
    <div data-tone={tone}>
      <dt>{words}</dt>
      <dd>{number(value)}</dd>
    </div>
  )
}

/** Children: how many, and by name those who are alone. */
export function Children({ board }: OfBoard) {
  const { t } = useTranslation('intake')
  const { total, unaccompanied, conditionUnknown } = board.children
  return (
    <Card title={t('board.children')} alarm={unaccompanied + conditionUnknown > 0}>
      <dl className={classes.numbers}>
        <Figure value={total} words={t('board.childrenTotal')} />
        <Figure value={unaccompanied} words={t('board.unaccompanied')} tone={unaccompanied > 0 ? 'danger' : undefined} />
        <Figure value={conditionUnknown} words={t('board.conditionUnknown')} tone={conditionUnknown > 0 ? 'danger' : undefined} />
      </dl>
      {board.unaccompaniedChildren.length > 0 && (
        <>
          <Title order={3}>{t('board.unaccompaniedTitle')}</Title>
          <PersonList people={board.unaccompaniedChildren} />
        </>
      )}
    </Card>
  )
}

/** Those who have waited longest, since their flight was here. */
export function Waiting({ board }: OfBoard) {
  const { t } = useTranslation('intake')
  const since = new Map(board.arrivals.map((one) => [one.arrivalId, one.openedAt]))
  const people = board.longestWaiting.map((one) => ({ ...one, stepAt: one.stepAt ?? since.get(one.arrivalId) }))
  return (
    <Card title={t('board.longest')}>
      {people.length === 0 ? <Text c="dimmed">{t('board.nobodyWaits')}</Text> : <PersonList people={people} />}
    </Card>
  )
}

function PersonList({ people }: { people: ListedReturn[] }) {
  const { t } = useTranslation('intake')
  const { time } = useFormat()
  const words = usePersonWords()
  return (
    <ol className={classes.people}>
      {people.map((one) => (
        <li key={one.subjectId}>
          <LinkTo to={`/llegadas/${one.arrivalId}/atencion`} search={{ persona: one.subjectId } as never}>
            {words.listName(one)}
          </LinkTo>
          <span>
            {[words.age(one.birthDate), one.stepAt && t('board.since', { time: time(one.stepAt) })].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  )
}

export function Services({ board }: OfBoard) {
  const { t } = useTranslation('intake')
  const { label, number } = useFormat()
  return (
    <Card title={t('board.services')}>
      {board.services.length === 0 ? (
        <Text c="dimmed">{t('board.noServices')}</Text>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('board.service')}</th>
              <th scope="col">{t('board.wanted')}</th>
              <th scope="col">{t('board.given')}</th>
            </tr>
          </thead>
          <tbody>
            {board.services.map((one) => (
              <tr key={one.service}>
                <th scope="row">{label(immediateServices, one.service)}</th>
                <td data-some={one.wanted > 0}>{number(one.wanted)}</td>
                <td>{number(one.given)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

export function Times({ board }: OfBoard) {
  const { t } = useTranslation('intake')
  const { label } = useFormat()
  return (
    <Card title={t('board.times')}>
      {board.times.length === 0 ? (
        <Text c="dimmed">{t('board.noTimes')}</Text>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('board.step')}</th>
              <th scope="col">{t('board.median')}</th>
              <th scope="col">{t('board.p90')}</th>
            </tr>
          </thead>
          <tbody>
            {board.times.map((one) => (
              <tr key={one.step}>
                <th scope="row">{label(steps, one.step)}</th>
                <td>{clockOf(one.medianSeconds)}</td>
                <td>{clockOf(one.p90Seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

export function Beds({ board }: OfBoard) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const { capacity, taken, wanted } = board.beds
  const full = capacity !== undefined && taken + wanted > capacity
  return (
    <Card title={t('board.beds')} alarm={full}>
      <Text className={classes.beds}>
        {capacity === undefined
          ? t('board.bedsTaken', { taken: number(taken) })
          : t('board.bedsOf', { taken: number(taken), capacity: number(capacity) })}
      </Text>
      <Text>{t('board.bedsWanted', { number: number(wanted) })}</Text>
      {capacity === undefined && <Text c="dimmed">{t('board.bedsNone')}</Text>}
    </Card>
  )
}

export function OpenArrivals({ board }: OfBoard) {
  const { t } = useTranslation('intake')
  const { moment, number } = useFormat()
  const carrier = useCarrier()
  const origin = useOrigin()
  return (
    <Card title={t('board.arrivals')}>
      {board.arrivals.length === 0 ? (
        <Text c="dimmed">{t('board.noArrivals')}</Text>
      ) : (
        <ul className={classes.arrivals}>
          {board.arrivals.map((one) => (
            <li key={one.arrivalId} className={classes.arrival}>
              <LinkTo to={`/llegadas/${one.arrivalId}`}>{carrier(one)}</LinkTo>
              <span>
                {moment(one.expectedAt)} · {origin(one)}
              </span>
              <div>
                <ArrivalMark state={one.state} />
              </div>
              <span className={classes.count}>
                {t('arrivals.receivedOf', {
                  received: number(one.counts.received),
                  all: number(one.counts.listed + one.counts.unlisted),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Card({ title, alarm = false, children }: { title: string; alarm?: boolean; children: ReactNode }) {
  return (
    <section className={classes.card} data-alarm={alarm}>
      <Title order={2} className={classes.title}>
        {alarm && <IconAlertTriangle size={24} aria-hidden />}
        {title}
      </Title>
      {children}
    </section>
  )
}
