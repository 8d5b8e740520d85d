import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { LinkTo } from '#browser/kit/links.tsx'
import { intake } from '../../contract/calls.ts'
import classes from './manifest.module.css'

/** The files of this flight that were read before: each leads back to its preview. */
export function ReadBefore({ arrivalId }: { arrivalId: string }) {
  const { t } = useTranslation('intake')
  const { moment } = useFormat()
  const { data } = useRead(intake.listManifests, { arrivalId })
  if (!data || data.manifests.length === 0) return null
  return (
    <section>
      <Title order={2}>{t('manifest.before.title')}</Title>
      <ul className={classes.before}>
        {data.manifests.map(({ manifestId, fileName, uploadedAt, appliedAt }) => (
          <li key={manifestId}>
            <LinkTo to={`/llegadas/${arrivalId}/manifiesto`} search={{ archivo: manifestId } as never}>
              {fileName}
            </LinkTo>
            <Text size="sm" c="dimmed">
              {appliedAt
                ? t('manifest.before.applied', { moment: moment(appliedAt) })
                : t('manifest.before.read', { moment: moment(uploadedAt) })}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}
