import { Button, Group, Kbd, Text, UnstyledButton } from '@mantine/core'
import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { guatemalaDay } from '#base/day.ts'
import { useFormat } from '#browser/format.ts'
import { SearchFilter } from '#browser/kit/filter-bar.tsx'
import { LinkTo } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { Additions } from '#browser/shell/additions.tsx'
import { intake } from '../../contract/calls.ts'
import type { Arrival, ListedReturn, ReturnState } from '../../contract/shapes.ts'
import { usePersonWords } from '../person-words.ts'
import { useReadPages } from '../read-pages.ts'
import { ReturnSign } from '../state-mark.tsx'
import { AddPerson } from './add-person.tsx'
import classes from './work-list.module.css'

type Shown = ReturnState | undefined

/** The people of the arrival: search, states with their counts, and the way to the next one. */
export function WorkList(props: {
  arrival: Arrival
  state: Shown
  chosen: string | undefined
  onState: (state: Shown) => void
  onNext: () => void
  onOpen: (subjectId: string) => void
}) {
  const { t } = useTranslation(['intake', 'shell'])
  const { arrival, state, chosen } = props
  const [text, setText] = useState('')
  const [adding, setAdding] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const filter = { arrivalId: arrival.arrivalId, limit: 200, ...(state && { state }), ...(text && { text }) }
  const read = useReadPages(intake.listReturns, filter, { every: 30_000 })
  const open = arrival.state !== 'closed'
  useChosenInSight(list, chosen, read.data)
  useShortcut('+', t('desk.add'), () => setAdding(true), open)

  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    const begin = links.findIndex((link) => link.dataset.chosen)
    links[Math.min(links.length - 1, Math.max(0, at < 0 ? Math.max(0, begin) : at + by))]?.focus()
  }
  useShortcut('j', t('shell:keys.nextRow'), () => step(1))
  useShortcut('k', t('shell:keys.previousRow'), () => step(-1))
  const onArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    step(event.key === 'ArrowDown' ? 1 : -1)
  }

  return (
    <section className={classes.panel} aria-label={t('desk.list')}>
      <Group gap="sm" wrap="nowrap" role="search" onKeyDown={(event) => event.key === 'ArrowDown' && onArrow(event)}>
        <SearchFilter label={t('desk.search')} value={text} onChange={setText} />
      </Group>
      <States counts={arrival.counts} state={state} onState={props.onState} />
      {open && (
        <div className={classes.actions}>
          <Button variant="light" rightSection={<Kbd aria-hidden>N</Kbd>} onClick={props.onNext}>
            {t('desk.next')}
          </Button>
          <Button variant="default" aria-label={t('desk.add')} title={t('desk.add')} px="sm" onClick={() => setAdding(true)}>
            <IconUserPlus size={20} aria-hidden />
          </Button>
        </div>
      )}
      <Loaded of={read}>
        {({ pages }) => {
          const returns = pages.flatMap((page) => page.returns)
          if (returns.length === 0) return <Nobody filtered={Boolean(text || state)} />
          return (
            <ol ref={list} className={classes.list} onKeyDown={onArrow}>
              {returns.map((one) => (
                <Line
                  key={one.subjectId}
                  one={one}
                  arrival={arrival}
                  chosen={one.subjectId === chosen}
                  {...(state && { state })}
                />
              ))}
            </ol>
          )
        }}
      </Loaded>
      {read.more && (
        <Button variant="default" fullWidth loading={read.more.loading} onClick={read.more.load}>
          {t('shell:more')}
        </Button>
      )}
      <AddPerson arrivalId={arrival.arrivalId} opened={adding} onClose={() => setAdding(false)} onAdded={props.onOpen} />
    </section>
  )
}

/** The row of the person who is at the desk comes into sight, however they were called. Only the list moves, and the focus stays where it is. */
function useChosenInSight(list: RefObject<HTMLElement | null>, chosen: string | undefined, rows: unknown): void {
  const shown = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that come later may hold the row
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[data-chosen]')
    if (!list.current || !row || shown.current === chosen) return
    shown.current = chosen
    bringIntoSight(row, list.current)
    // Rows have their true height only once they are seen; then the row may have moved out again.
    const frame = list.current
    const watch = new IntersectionObserver(([seen]) => seen!.intersectionRatio < 1 && bringIntoSight(row, frame), {
      root: frame,
      threshold: [0, 0.5, 0.9, 1],
    })
    watch.observe(row)
    const enough = setTimeout(() => watch.disconnect(), 1000)
    return () => {
      clearTimeout(enough)
      watch.disconnect()
    }
  }, [list, chosen, rows])
}

function bringIntoSight(row: HTMLElement, list: HTMLElement): void {
  const [frame, line] = [list.getBoundingClientRect(), row.getBoundingClientRect()]
  if (line.top >= frame.top && line.bottom <= frame.bottom) return
  list.scrollTop += line.top - frame.top - (frame.height - line.height) / 2
}

function States({ counts, state, onState }: { counts: Arrival['counts']; state: Shown; onState: (state: Shown) => void }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const all = counts.expected + counts.receiving + counts.received + counts.notArrived
  const options: [Shown, number | undefined][] = [
    [undefined, all],
    ['expected', counts.expected],
    ['receiving', counts.receiving],
    ['received', counts.received],
    ['not_arrived', counts.notArrived],
    ['withdrawn', undefined],
  ]
  return (
    <fieldset className={classes.states} aria-label={t('desk.states')}>
      {options
        .filter(([option, count]) => count !== undefined || option === state)
        .map(([option, count]) => (
          <UnstyledButton
            key={option ?? 'all'}
            className={classes.state}
            aria-pressed={option === state}
            onClick={() => onState(option)}
          >
            {option ? t(`desk.state.${option}`) : t('desk.all')} {count !== undefined && <b>{number(count)}</b>}
          </UnstyledButton>
        ))}
    </fieldset>
  )
}

function Line({ one, arrival, chosen, state }: { one: ListedReturn; arrival: Arrival; chosen: boolean; state?: ReturnState }) {
  const { t } = useTranslation('intake')
  const words = usePersonWords()
  const search = { persona: one.subjectId, ...(state && { estado: state }) }
  return (
    <li>
      <LinkTo
        to={`/llegadas/${arrival.arrivalId}/atencion`}
        search={search as never}
        className={classes.line}
        underline="never"
        {...(chosen && { 'data-chosen': true, 'aria-current': true })}
      >
        <span className={classes.number}>{one.listNumber ?? (one.line ? t('person.lineShort', { line: one.line }) : '+')}</span>
        <span className={classes.who}>
          <span className={classes.name}>
            {words.listName(one)}
            {one.familyUnitId && <IconUsers size={17} role="img" aria-label={t('person.family')} />}
          </span>
          <Text component="span" size="sm" c="dimmed" className={classes.facts}>
            {words.age(one.birthDate, guatemalaDay(arrival.expectedAt))}
            <Additions to="row" arrivalId={arrival.arrivalId} subjectId={one.subjectId} />
            {one.isMinor === 'yes' && one.condition !== 'unaccompanied_child' && <b>{t('person.child')}</b>}
            {one.condition === 'unaccompanied_child' && <b className={classes.alarm}>{t('person.unaccompanied')}</b>}
          </Text>
        </span>
        <ReturnSign state={one.state} />
      </LinkTo>
    </li>
  )
}

function Nobody({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation('intake')
  return filtered ? (
    <Empty title={t('desk.noMatch')} says={t('desk.noMatchSays')} />
  ) : (
    <Empty title={t('desk.emptyTitle')} says={t('desk.emptySays')} />
  )
}
