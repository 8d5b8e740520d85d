import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useFormat } from '#browser/format.ts'
import { FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { LinkTo, useFilters } from '#browser/kit/links.tsx'
import { Empty } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import type { Reference } from '../contract/entries.ts'
import { facilitiesFound, institutionsFound, languagesFound, municipalitiesFound } from '../rules/search.ts'
import classes from './facts.module.css'
import { useReference } from './use-reference.ts'

const Filters = z.object({ text: z.string().default('') })

/** One search over the whole directory; without one, its four parts. */
export function DirectoryScreen() {
  const { t } = useTranslation('directory')
  const [{ text }, filter] = useFilters(Filters)
  const { reference } = useReference()
  return (
    <Page title={t('nav.directory')} intro={t('home.intro')}>
      <FilterBar>
        <SearchFilter label={t('home.search')} value={text} onChange={(typed) => filter({ text: typed })} />
      </FilterBar>
      {text.trim() === '' ? <Parts reference={reference} /> : reference && <FoundEverywhere text={text} reference={reference} />}
    </Page>
  )
}

function Parts({ reference }: { reference: Reference | undefined }) {
  const { t } = useTranslation('directory')
  const { number } = useFormat()
  const parts = [
    {
      to: '/directorio/lugares',
      words: t('nav.facilities'),
      says: t('home.facilitiesSays'),
      count: reference?.facilities.length,
    },
    {
      to: '/directorio/instituciones',
      words: t('nav.institutions'),
      says: t('home.institutionsSays'),
      count: reference?.institutions.filter((one) => !one.archived).length,
    },
    {
      to: '/directorio/territorio',
      words: t('nav.territory'),
      says: t('home.territorySays'),
      count: reference?.municipalities.length,
    },
    { to: '/directorio/idiomas', words: t('nav.languages'), says: t('home.languagesSays'), count: reference?.languages.length },
  ]
  return (
    <div className={classes.cards}>
      {parts.map(({ to, words, says, count }) => (
        <section key={to} className={classes.card}>
          <Title order={2} size="h3">
            <LinkTo to={to}>{words}</LinkTo>
            {count !== undefined && (
              <Text component="span" c="dimmed" fw={400}>
                {' '}
                {number(count)}
              </Text>
            )}
          </Title>
          <Text mt={4}>{says}</Text>
        </section>
      ))}
    </div>
  )
}

type Hit = { to: string; words: string; says: string | undefined }
const shownAtOnce = 6

function FoundEverywhere({ text, reference }: { text: string; reference: Reference }) {
  const { t } = useTranslation('directory')
  const { places, institutions, departmentName, placeName, institutionShort } = useReference()
  const active = reference.institutions.filter((one) => !one.archived)
  const groups: { words: string; all: string; hits: Hit[] }[] = [
    {
      words: t('nav.facilities'),
      all: '/directorio/lugares',
      hits: facilitiesFound(reference.facilities, text, { places, operators: institutions }).map((one) => ({
        to: `/directorio/lugares/${one.id}`,
        words: one.name,
        says: placeName(one.municipalityCode) ?? institutionShort(one.operatorId),
      })),
    },
    {
      words: t('nav.institutions'),
      all: '/directorio/instituciones',
      hits: institutionsFound(active, text).map((one) => ({
        to: `/directorio/instituciones/${one.id}`,
        words: one.name,
        says: one.acronym,
      })),
    },
    {
      words: t('nav.territory'),
      all: '/directorio/territorio',
      hits: municipalitiesFound(reference.municipalities, reference.departments, text).map((one) => ({
        to: `/directorio/territorio/${one.code}`,
        words: one.name,
        says: `${one.code} · ${departmentName(one.departmentCode)}`,
      })),
    },
    {
      words: t('nav.languages'),
      all: '/directorio/idiomas',
      hits: languagesFound(reference.languages, text).map((one) => ({
        to: `/directorio/idiomas/${one.code}`,
        words: one.name,
        says: one.nameEs,
      })),
    },
  ]
  const found = groups.filter((group) => group.hits.length > 0)
  if (found.length === 0) return <Empty title={t('home.nothingTitle', { text })} says={t('home.nothingSays')} />
  return (
    <Stack gap="lg" aria-live="polite">
      {found.map((group) => (
        <Hits key={group.all} {...group} text={text} />
      ))}
    </Stack>
  )
}

function Hits({ words, all, hits, text }: { words: string; all: string; hits: Hit[]; text: string }) {
  const { t } = useTranslation('directory')
  const { number } = useFormat()
  return (
    <section aria-label={words}>
      <Title order={2} size="h3">
        {words}{' '}
        <Text component="span" c="dimmed" fw={400}>
          {number(hits.length)}
        </Text>
      </Title>
      <ul className={classes.found}>
        {hits.slice(0, shownAtOnce).map((hit) => (
          <li key={hit.to}>
            <LinkTo to={hit.to} fw={600}>
              {hit.words}
            </LinkTo>
            {hit.says && (
              <Text component="span" c="dimmed">
                {' · '}
                {hit.says}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {hits.length > shownAtOnce && (
        <Text mt="xs">
          <LinkTo to={all} search={{ text } as never}>
            {t('home.seeAll', { number: number(hits.length) })}
          </LinkTo>
        </Text>
      )}
    </section>
  )
}
