import { Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { intake } from '../../contract/calls.ts'
import classes from './manifest.module.css'

/** How far the reading of the file has come. */
export function Reading({ fileName, manifestId }: { fileName: string; manifestId: string }) {
  const { t } = useTranslation('intake')
  const { number } = useFormat()
  const { data } = useRead(intake.readProgress, { manifestId }, { every: 400 })
  // Before the server has the file it knows nothing of it, and says that all is done.
  const begun = data && data.rows > 0
  const words = begun
    ? t('manifest.reading', { name: fileName, rows: number(data.rows) })
    : t('manifest.sending', { name: fileName })
  return (
    <Stack className={classes.drop} role="status" aria-live="polite">
      <Text>{words}</Text>
      <Progress w="100%" size="lg" value={begun ? data.share * 100 : 5} animated aria-label={words} />
    </Stack>
  )
}
