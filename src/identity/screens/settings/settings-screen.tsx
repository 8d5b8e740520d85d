import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { type Settings, settings } from '../../contract/settings.ts'
import { useCentres } from '../centres.ts'
import { Automatic } from './automatic.tsx'
import { useOddsWords } from './odds-words.ts'
import classes from './settings.module.css'
import { ThresholdTable } from './thresholds.tsx'
import { UndoPeriod } from './undo-period.tsx'

/** From where on one asks whether it is the same person, what is joined without asking, and who set it. */
export function SettingsScreen() {
  const { t } = useTranslation('identity')
  const read = useRead(settings.readSettings, {})
  return (
    <Page title={t('settings.title')} intro={t('settings.intro')}>
      <Loaded of={read}>
        {(found) => (
          <Stack gap="xl">
            <ThresholdTable found={found} />
            <Automatic rule={found.automatic} />
            <UndoPeriod />
            <History found={found} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

/** Who set what, newest first: what counted before stays on record. */
function History({ found: { history } }: { found: Settings }) {
  const { t } = useTranslation('identity')
  const { moment } = useFormat()
  const says = useChangeWords()
  return (
    <section>
      <Title order={2} mb="sm">
        {t('settings.history')}
      </Title>
      {history.length === 0 && <Text c="dimmed">{t('settings.historyNone')}</Text>}
      <ul className={classes.history}>
        {history.map((one) => (
          <li key={`${one.what} ${'facilityId' in one ? one.facilityId : ''} ${one.version}`}>
            <Text>{says(one)}</Text>
            <Text size="sm" c="dimmed">
              {t('settings.setAt', { by: one.by, moment: moment(one.at) })}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}

function useChangeWords(): (one: Settings['history'][number]) => string {
  const { t } = useTranslation('identity')
  const centres = useCentres()
  const odds = useOddsWords()
  return (one) => {
    if (one.what === 'automatic')
      return one.above === undefined ? t('settings.historyOff') : t('settings.historyOn', { above: odds(one.above) })
    const where = one.facilityId ? centres.name(one.facilityId) : t('settings.institution')
    if (one.ask === undefined || one.same === undefined) return t('settings.historyBack', { where })
    return t('settings.historyThresholds', { where, ask: odds(one.ask), same: odds(one.same) })
  }
}
