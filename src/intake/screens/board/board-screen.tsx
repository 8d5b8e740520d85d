import { Alert, Select, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useRead } from '#browser/calling.ts'
import { useConnection } from '#browser/connection.ts'
import { useFormat } from '#browser/format.ts'
import { useFilters, useGo } from '#browser/kit/links.tsx'
import { Empty, Loading, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { intake } from '../../contract/calls.ts'
import { usePlaces } from '../reference.ts'
import { rememberCentre, rememberedCentre } from '../remembered-centre.ts'
import classes from './board.module.css'
import { Beds, Children, Numbers, OpenArrivals, Services, Times, Waiting } from './board-parts.tsx'

/** The shift at a glance, read anew every five seconds: made to hang on a wall and to fit a telephone. */
export function BoardScreen() {
  const { t } = useTranslation('intake')
  const go = useGo()
  const places = usePlaces()
  const [filters, filter] = useFilters(z.object({ centro: z.string().default('') }))
  const centre = filters.centro || rememberedCentre()
  useShortcut('/', t('nav.search'), () => go('/buscar'))
  const choose = (id: string | null) => {
    if (!id) return
    rememberCentre(id)
    filter({ centro: id })
  }
  return (
    <Page title={t('board.title')}>
      <Select
        label={t('board.centre')}
        data={places.options.centres}
        value={centre ?? null}
        onChange={choose}
        allowDeselect={false}
        maw="56rem"
      />
      {centre ? <Live key={centre} facilityId={centre} /> : <Empty title={t('board.pickTitle')} says={t('board.pickSays')} />}
    </Page>
  )
}

function Live({ facilityId }: { facilityId: string }) {
  const { t } = useTranslation('intake')
  const { time } = useFormat()
  const { lost } = useConnection()
  const read = useRead(intake.readBoard, { facilityId }, { every: 5000 })
  const board = read.data
  if (!board) return read.isError ? <ProblemMessage problem={read.error} retry={() => void read.refetch()} /> : <Loading />
  return (
    <div className={classes.board}>
      {(lost || read.isError) && (
        <Alert role="status" color="waiting" variant="light">
          {t('board.paused')}
        </Alert>
      )}
      <Numbers board={board} />
      <Children board={board} />
      <div className={classes.columns}>
        <Waiting board={board} />
        <Services board={board} />
        <Times board={board} />
        <Beds board={board} />
      </div>
      <OpenArrivals board={board} />
      <Text size="sm" c="dimmed">
        {t('board.at', { time: time(board.at) })}
      </Text>
    </div>
  )
}
