import { Button, FileButton, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './manifest.module.css'

const accepted = '.csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A place to drop a file, and a button for the keyboard. Whatever is dropped is sent: the server says what it is not. */
export function FileDrop({ onFile, autoFocus = false }: { onFile: (file: File) => void; autoFocus?: boolean }) {
  const { t } = useTranslation('intake')
  const [over, setOver] = useState(false)
  const dragging = (event: DragEvent, is: boolean) => {
    event.preventDefault()
    setOver(is)
  }
  const drop = (event: DragEvent) => {
    dragging(event, false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    <section
      className={classes.drop}
      data-over={over}
      aria-label={t('manifest.title')}
      onDragOver={(event) => dragging(event, true)}
      onDragLeave={(event) => dragging(event, false)}
      onDrop={drop}
    >
      <Stack align="center" gap="sm">
        <IconFileSpreadsheet size={48} stroke={1.25} aria-hidden />
        <Text>{t(over ? 'manifest.dropNow' : 'manifest.drop')}</Text>
        <FileButton accept={accepted} onChange={(file) => file && onFile(file)}>
          {(props) => (
            <Button {...props} autoFocus={autoFocus}>
              {t('manifest.choose')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" ta="center">
          {t('manifest.accepts')}
        </Text>
      </Stack>
    </section>
  )
}
