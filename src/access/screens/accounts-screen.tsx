import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { access, accountStates, roleWords } from '#access/contract/calls.ts'
import { codesOf } from '#base/codes.ts'
import type { Role } from '#base/contract.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { DataList } from '#browser/kit/data-list.tsx'
import { CodeFilter, FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { ButtonTo, useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useSession } from '#browser/session.tsx'

const Filters = z.object({ text: z.string().default(''), state: codesOf(accountStates).optional() })

/** Who can sign in for the own institution, and what they can do. */
export function AccountsScreen() {
  const { t } = useTranslation('access')
  const { label, moment } = useFormat()
  const [filters, filter] = useFilters(Filters)
  const accounts = useRead(access.listAccounts, filters)
  const add = <ButtonTo to="/cuentas/nueva">{t('accounts.add')}</ButtonTo>
  const { secondFactorFor } = useSession()
  const demanded = secondFactorFor.map((who) =>
    who === 'compartment' ? t('account.compartments') : label(roleWords, who as Role),
  )
  const filtered = filters.text !== '' || filters.state !== undefined
  return (
    <Page title={t('nav.accounts')} intro={t('nav.accountsSays')} action={add}>
      <Text c="dimmed">
        {demanded.length > 0 ? t('accounts.demanded', { work: demanded.join(' · ') }) : t('accounts.notDemanded')}
      </Text>
      <FilterBar>
        <SearchFilter label={t('accounts.search')} value={filters.text} onChange={(text) => filter({ text })} />
        <CodeFilter
          label={t('accounts.state')}
          list={accountStates}
          value={filters.state}
          onChange={(state) => filter({ state })}
        />
      </FilterBar>
      <Loaded of={accounts}>
        {(rows) => (
          <DataList
            label={t('nav.accounts')}
            rows={rows}
            keyOf={(account) => account.accountId}
            to={(account) => `/cuentas/${account.accountId}`}
            columns={[
              { header: t('account.name'), cell: (account) => account.name },
              { header: t('signIn.login'), cell: (account) => account.login },
              { header: t('account.work'), cell: (account) => account.roles.map((role) => label(roleWords, role)).join(' · ') },
              {
                header: t('accounts.state'),
                cell: (account) => (
                  <StateBadge tone={account.state === 'active' ? 'done' : 'calm'}>
                    {label(accountStates, account.state)}
                  </StateBadge>
                ),
              },
              { header: t('factor.short'), cell: (account) => (account.secondFactor ? t('factor.on') : t('factor.off')) },
              {
                header: t('accounts.lastSeen'),
                cell: (account) => (account.lastSeenAt ? moment(account.lastSeenAt) : t('accounts.never')),
              },
            ]}
            empty={
              <Empty
                title={t('accounts.none')}
                says={filtered ? t('accounts.noneFiltered') : t('accounts.noneAtAll')}
                action={add}
              />
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
