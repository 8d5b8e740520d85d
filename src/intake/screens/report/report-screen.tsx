import { Button, Group, Select, Stack, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { addDays } from '#base/partial-date.ts'
import { useRead } from '#browser/calling.ts'
import { useDownload } from '#browser/downloading.ts'
import { todayIn, useFormat } from '#browser/format.ts'
import { FilterBar } from '#browser/kit/filter-bar.tsx'
import { useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { intake, type ProfileReport } from '../../contract/calls.ts'
import { CentreFilter, DayFilter } from '../arrivals/arrivals-screen.tsx'
import { usePlaces } from '../reference.ts'
import { Breakdown } from './breakdown.tsx'
import classes from './report.module.css'

const Filters = z.object({
  desde: z.iso.date().optional(),
  hasta: z.iso.date().optional(),
  centro: z.string().default(''),
  departamento: z.string().default(''),
})

/** Who was received, in counts: first as a sentence, then each breakdown as bars with its table, then the file. */
export function ReportScreen() {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const places = usePlaces()
  const [filters, filter] = useFilters(Filters)
  const today = todayIn(new Date())
  const { desde = addDays(today, -29), hasta = today, centro, departamento } = filters
  const input = {
    from: desde,
    to: hasta,
    ...(centro && { facilityId: centro }),
    ...(departamento && { department: departamento }),
  }
  const wrong = desde > hasta
  const save = useDownload(intake.profileReportXlsx)
  const report = useRead(intake.profileReport, input, { enabled: !wrong })
  const download = (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate({ ...input, language })}
    >
      {t('report.xlsx')}
    </Button>
  )
  return (
    <Page title={t('report.title')} intro={t('report.intro')} action={download}>
      <ProblemMessage problem={save.error} />
      <FilterBar>
        <DayFilter label={t('report.from')} value={desde} onChange={(day) => filter({ desde: day })} />
        <DayFilter label={t('report.to')} value={hasta} onChange={(day) => filter({ hasta: day })} />
        <CentreFilter value={centro} onChange={(id) => filter({ centro: id })} />
        <Select
          label={t('report.department')}
          flex="0 1 16rem"
          allowDeselect={false}
          data={[{ value: '', label: t('report.allDepartments') }, ...places.options.departments]}
          value={departamento}
          onChange={(code) => filter({ departamento: code ?? '' })}
        />
      </FilterBar>
      {wrong ? (
        <Text role="alert">{t('report.wrongPeriod')}</Text>
      ) : (
        <Loaded of={report}>{(found) => <Report report={found} from={desde} to={hasta} at={report.dataUpdatedAt} />}</Loaded>
      )}
    </Page>
  )
}

function Report({ report, from, to, at }: { report: ProfileReport; from: string; to: string; at: number }) {
  const { t } = useTranslation('intake')
  const { day, moment, number } = useFormat()
  const { total, arrivals, families } = report
  const counted = (count: number) => ({ count, number: number(count) })
  const period = t('report.period', { from: day(from), to: day(to) })
  if (total === 0) return <Empty title={t('report.nobody', { period })} says={t('report.nobodySays')} />
  return (
    <Stack gap="xl">
      <Title order={2} className={classes.sentence}>
        {t('report.sentence', {
          ...counted(total),
          period,
          arrivals: t('report.arrivals', counted(arrivals)),
          families: t('report.families', counted(families)),
        })}
      </Title>
      <div className={classes.breakdowns}>
        {report.breakdowns.map(({ dimension, cells }) => (
          <Breakdown key={dimension} dimension={dimension} cells={cells} total={total} />
        ))}
      </div>
      <Group>
        <Text size="sm" c="dimmed">
          {t('report.source', { moment: moment(new Date(at).toISOString()) })}
        </Text>
      </Group>
    </Stack>
  )
}
