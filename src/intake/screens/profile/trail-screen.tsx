import { Button, Stack, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { pathFor } from '#browser/call.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { useFromPath } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { intake } from '../../contract/calls.ts'
import { looks, type TrailLine } from '../../contract/shapes.ts'
import { usePersonWords } from '../person-words.ts'
import { usePlaces } from '../reference.ts'
import classes from './profile.module.css'

/** Who has looked at one record, day by day; and the sheet of it for the person who asks. */
export function TrailScreen() {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const { day } = useFormat()
  const words = usePersonWords()
  const subjectId = useFromPath('subjectId')
  const person = useRead(intake.readReturn, { subjectId })
  const read = useRead(intake.readTrail, { subjectId })
  const name = person.data?.subjectId === subjectId ? words.name(person.data.form) : t('search.title')
  return (
    <Page
      title={t('trail.title')}
      intro={t('trail.intro')}
      trail={[
        { words: t('search.title'), to: '/buscar' },
        { words: name, to: `/personas/${subjectId}` },
      ]}
      width="text"
    >
      <Loaded of={read}>
        {({ lines, more }) => (
          <Stack gap="xl">
            <div>
              <Button
                component="a"
                variant="default"
                href={pathFor(intake.trailPdf, { subjectId, language })}
                target="_blank"
                rel="noopener"
                leftSection={<IconPrinter size={20} aria-hidden />}
              >
                {t('trail.print')}
              </Button>
            </div>
            {lines.length === 0 && <Empty title={t('trail.emptyTitle')} says={t('trail.emptySays')} />}
            {[...Map.groupBy(lines, (line) => line.day)].map(([on, of]) => (
              <section key={on} className={classes.block}>
                <Title order={2} size="h3">
                  {day(on)}
                </Title>
                <dl className={`${classes.facts} ${classes.people}`}>
                  {of.map((line) => (
                    <Line key={[line.by, line.look, line.lastAt].join()} line={line} />
                  ))}
                </dl>
              </section>
            ))}
            {more && <Text c="dimmed">{t('trail.more')}</Text>}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Line({ line }: { line: TrailLine }) {
  const { t } = useTranslation('intake')
  const { label, time, number } = useFormat()
  const places = usePlaces()
  const who = line.by ?? t('trail.itself')
  return (
    <div>
      <dt>{line.institutionId ? `${who} · ${places.institution(line.institutionId)}` : who}</dt>
      <dd>
        {label(looks, line.look)}
        {' · '}
        {t('trail.times', { count: line.times, number: number(line.times), time: time(line.lastAt) })}
      </dd>
    </div>
  )
}
