import { Alert, Stack, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { ButtonTo, LinkTo, useFilters, useFromPath } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useIs } from '#browser/session.tsx'
import { directory } from '../contract/calls.ts'
import type { MunicipalityEntry } from '../contract/entries.ts'
import type { Municipality } from '../contract.ts'
import { codesDiffer } from '../rules/entries.ts'
import { Code, Facts, LastChange } from './facts.tsx'
import { Municipalities, TerritorySources } from './municipality-list.tsx'
import { useTrail } from './sections.tsx'
import { useReference } from './use-reference.ts'

const Filters = z.object({ text: z.string().default('') })

/** A department by its two figures, or a municipality by its four. */
export function PlaceScreen() {
  const code = useFromPath('code')
  return code.length === 2 ? <DepartmentPlace key={code} code={code} /> : <MunicipalityPlace key={code} code={code} />
}

function DepartmentPlace({ code }: { code: string }) {
  const { t } = useTranslation('directory')
  const { number, percent } = useFormat()
  const [{ text }, filter] = useFilters(Filters)
  const trail = useTrail({ words: t('territory.title'), to: '/directorio/territorio' })
  const read = useRead(directory.listDepartments, {})
  return (
    <Loaded of={read}>
      {({ departments }) => {
        const department = departments.find((one) => one.code === code)
        if (!department) return <Empty title={t('territory.emptyTitle')} says={t('territory.emptySays')} />
        const country = departments.reduce((sum, one) => sum + one.population2018, 0)
        return (
          <Page title={department.name} trail={trail} intro={department.note}>
            <Facts
              facts={[
                { says: t('territory.ineCode'), value: <Code>{department.code}</Code> },
                { says: t('territory.iso'), value: `${department.iso31662} (${department.iso31662Former})` },
                { says: t('territory.pcode'), value: department.ochaPcode },
                {
                  says: t('territory.capital'),
                  value: (
                    <LinkTo to={`/directorio/territorio/${department.capitalMunicipalityCode}`}>{department.capital}</LinkTo>
                  ),
                },
                { says: t('territory.region'), value: `${department.regionCode} · ${department.regionName}` },
                {
                  says: t('territory.population'),
                  value: `${number(department.population2018)} · ${t('territory.share', { percent: percent(department.population2018 / country) })}`,
                },
              ]}
            />
            <Title order={2}>{t('territory.municipalitiesOf', { department: department.name })}</Title>
            <FilterBar>
              <SearchFilter label={t('territory.search')} value={text} onChange={(typed) => filter({ text: typed })} />
            </FilterBar>
            <Municipalities text={text} department={department} />
            <TerritorySources />
          </Page>
        )
      }}
    </Loaded>
  )
}

function MunicipalityPlace({ code }: { code: string }) {
  const read = useRead(directory.readMunicipality, { code })
  return <Loaded of={read}>{(municipality) => <MunicipalityPage municipality={municipality} />}</Loaded>
}

function MunicipalityPage({ municipality }: { municipality: MunicipalityEntry }) {
  const { t } = useTranslation('directory')
  const { number } = useFormat()
  const { departmentName, reference } = useReference()
  const mayEdit = useIs('directory-editor', 'administrator')
  const { code, departmentCode, name } = municipality
  const trail = useTrail(
    { words: t('territory.title'), to: '/directorio/territorio' },
    { words: departmentName(departmentCode) ?? departmentCode, to: `/directorio/territorio/${departmentCode}` },
  )
  const here = reference?.facilities.filter((one) => one.municipalityCode === code) ?? []
  return (
    <Page
      title={name}
      trail={trail}
      width="text"
      action={
        mayEdit && (
          <ButtonTo to={`/directorio/territorio/${code}/corregir`} variant="default">
            {t('territory.edit')}
          </ButtonTo>
        )
      }
    >
      {codesDiffer(municipality) && <CodesDiffer municipality={municipality} />}
      <Facts
        facts={[
          { says: t('territory.ineCode'), value: <Code>{code}</Code> },
          { says: t('territory.department'), value: `${departmentName(departmentCode)} (${departmentCode})` },
          { says: t('territory.otherNames'), value: municipality.otherNames.join('\n') },
          { says: t('territory.population'), value: number(municipality.population2018) },
          { says: t('territory.pcode'), value: municipality.ochaPcode },
          {
            says: t('territory.coordinates'),
            value: `${municipality.lat}, ${municipality.lon}\n${t('territory.coordinatesSays')}`,
          },
          { says: t('entry.note'), value: municipality.note },
        ]}
      />
      {here.length > 0 && (
        <section>
          <Title order={2} size="h3" mb="xs">
            {t('territory.facilitiesHere')}
          </Title>
          <Stack gap={6}>
            {here.map((one) => (
              <LinkTo key={one.id} to={`/directorio/lugares/${one.id}`}>
                {one.name}
              </LinkTo>
            ))}
          </Stack>
        </section>
      )}
      <div>
        <TerritorySources />
        <LastChange entry={municipality} />
      </div>
    </Page>
  )
}

/** Sansare and Sanarate: which code is whose, said before anything else. */
function CodesDiffer({ municipality }: { municipality: Municipality }) {
  const { t } = useTranslation('directory')
  const { placeName } = useReference()
  const { code, name, ochaPcode } = municipality
  const other = placeName(ochaPcode.slice(2)) ?? ''
  return (
    <Alert color="waiting" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('territory.differs')}>
      {t('territory.differsSays', { name, code, pcode: ochaPcode, other })}
    </Alert>
  )
}
