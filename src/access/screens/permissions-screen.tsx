import { Select, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { roleWords } from '#access/contract/calls.ts'
import { callWords } from '#access/rules/call-words.ts'
import { purposesOf } from '#access/rules/engine.ts'
import { allClasses, classesSeenBy, fieldClasses } from '#access/rules/fields.ts'
import { usePurposes } from '#base/codes.ts'
import { Role, roles } from '#base/contract.ts'
import { foldName } from '#base/personal-name.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { type Permission, permissions } from '../contract/permissions.ts'
import classes from './permissions.module.css'

const Filters = z.object({ text: z.string().default(''), rol: Role.optional() })

/** Who may do what: the same table that decides, to read and to search. */
export function PermissionsScreen() {
  const { t } = useTranslation('oversight')
  const { label } = useFormat()
  const [filters, filter] = useFilters(Filters)
  const read = useRead(permissions.readPermissions, {})
  const says = useCallWords()
  return (
    <Page title={t('permissions.title')} intro={t('permissions.intro')}>
      <SeenByRole />
      <section>
        <Title order={2} mb="sm">
          {t('permissions.calls')}
        </Title>
        <FilterBar>
          <SearchFilter label={t('permissions.search')} value={filters.text} onChange={(text) => filter({ text })} />
          <Select
            label={t('permissions.role')}
            flex="1 1 14rem"
            allowDeselect={false}
            data={[
              { value: '', label: t('permissions.everybody') },
              ...roles.map((role) => ({ value: role, label: label(roleWords, role) })),
            ]}
            value={filters.rol ?? ''}
            onChange={(role) => filter({ rol: (role || undefined) as Role | undefined })}
          />
        </FilterBar>
        <Loaded of={read}>
          {({ permissions: all }) => {
            const found = all.filter((one) => isFor(one, filters.rol) && isFoundBy(`${says(one)} ${one.call}`, filters.text))
            if (found.length === 0) return <Empty title={t('permissions.none')} says={t('permissions.noneSays')} />
            return (
              <>
                <Text role="status" size="sm" c="dimmed" my="sm">
                  {t('permissions.found', { count: found.length })}
                </Text>
                <Calls found={found} />
              </>
            )
          }}
        </Loaded>
      </section>
    </Page>
  )
}

/** What each kind of work is shown of a person, and for what. */
function SeenByRole() {
  const { t } = useTranslation('oversight')
  const { label } = useFormat()
  return (
    <section>
      <Title order={2} mb="sm">
        {t('permissions.classes')}
      </Title>
      <Text c="dimmed" mb="sm" maw="70ch">
        {t('permissions.classesSays')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('permissions.classes')}>
        <Table className={classes.matrix}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('permissions.role')}</Table.Th>
              {allClasses.map((of) => (
                <Table.Th key={of} scope="col">
                  {label(fieldClasses, of)}
                </Table.Th>
              ))}
              <Table.Th scope="col">{t('permissions.purposes')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {roles.map((role) => (
              <Table.Tr key={role}>
                <Table.Th scope="row">{label(roleWords, role)}</Table.Th>
                {allClasses.map((of) => {
                  const seen = classesSeenBy[role].includes(of)
                  return (
                    <Table.Td key={of} className={seen ? classes.yes : classes.no}>
                      {seen ? t('permissions.yes') : t('permissions.no')}
                    </Table.Td>
                  )
                })}
                <Table.Td>{purposesOf[role].map((purpose) => label(usePurposes, purpose)).join(' · ') || '—'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </section>
  )
}

function Calls({ found }: { found: Permission[] }) {
  const { t } = useTranslation('oversight')
  const { label } = useFormat()
  const says = useCallWords()
  const may = (one: Permission) =>
    typeof one.may === 'string' ? t(`permissions.may.${one.may}`) : one.may.map((role) => label(roleWords, role)).join(' · ')
  return (
    <ul className={classes.calls}>
      {found.map((one) => (
        <li key={one.call}>
          <div>
            <Text fw={600}>{says(one)}</Text>
            <code className={classes.code}>{one.call}</code>
          </div>
          <dl className={classes.facts}>
            <dt>{t('permissions.who')}</dt>
            <dd>{may(one)}</dd>
            <dt>{t('permissions.shows')}</dt>
            <dd>
              {one.purpose
                ? t('permissions.showsFor', { purpose: label(usePurposes, one.purpose) })
                : t('permissions.showsNobody')}
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  )
}

/** What a call does, in the language of the screen. */
function useCallWords(): (one: Permission) => string {
  const language = useLanguage()
  return (one) => (language === 'es' ? (callWords[one.call] ?? one.says) : one.says)
}

function isFor({ may }: Permission, role: Role | undefined): boolean {
  return role === undefined || typeof may === 'string' || may.includes(role)
}

function isFoundBy(text: string, typed: string): boolean {
  const folded = foldName(text)
  return typed
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => folded.includes(foldName(word)) || text.toLowerCase().includes(word.toLowerCase()))
}
