import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useRead } from '#browser/calling.ts'
import { useFromPath } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { identity, type Who } from '../../contract.ts'
import { BandBadge } from '../band-badge.tsx'
import { useLikelihoodWords } from '../likelihood-words.ts'
import { useReview } from '../review/use-review.ts'
import { useWhoWords } from '../who-words.ts'
import classes from './comparison.module.css'
import { Decide } from './decide.tsx'
import { FieldTable } from './field-table.tsx'
import { Histories } from './histories.tsx'
import { Waterfall } from './waterfall.tsx'

export type Pair = z.infer<typeof identity.comparePair.output>

/** Two returns side by side: are they of one person? The calculation explains itself; a person decides. */
export function ComparisonScreen() {
  const { t } = useTranslation('identity')
  const subjectId = useFromPath('subjectId')
  const otherId = useFromPath('otherId')
  const words = useWhoWords()
  const walk = useReview()
  const pair = useRead(identity.comparePair, { subjectId, otherId })
  const found = pair.data?.who.subjectId === subjectId ? pair.data : undefined
  return (
    <Page
      title={t('compare.title')}
      trail={
        walk
          ? [{ words: t('review.title'), to: '/por-revisar' }]
          : found
            ? [{ words: words.name(found.who), to: `/personas/${subjectId}` }]
            : []
      }
      intro={t('compare.decides')}
    >
      <Loaded of={pair}>{(one) => one.who.subjectId === subjectId && <Compared pair={one} />}</Loaded>
    </Page>
  )
}

function Compared({ pair }: { pair: Pair }) {
  const { who, candidate } = pair
  const likelihood = useLikelihoodWords()
  const inOrder: [Who, Who] = who.arrivedOn < candidate.who.arrivedOn ? [who, candidate.who] : [candidate.who, who]
  return (
    <Stack gap="xl">
      <div className={classes.verdict}>
        <Title order={2} className={classes.sentence}>
          {likelihood(candidate.comparison.score)}
        </Title>
        <Text component="div">
          <BandBadge band={candidate.band} />
        </Text>
      </div>
      <FieldTable returns={inOrder} weights={candidate.comparison.weights} />
      <Waterfall comparison={candidate.comparison} />
      <Histories pair={pair} returns={inOrder} />
      <Decide pair={pair} />
    </Stack>
  )
}
