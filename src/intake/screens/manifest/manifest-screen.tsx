import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useRead } from '#browser/calling.ts'
import { useFilters, useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { intake } from '../../contract/calls.ts'
import type { Manifest } from '../../contract/manifest.ts'
import { useCarrier } from '../arrival-words.ts'
import { FileDrop } from './file-drop.tsx'
import { Preview } from './preview.tsx'
import { ReadBefore } from './read-before.tsx'
import { Reading } from './reading.tsx'
import { type Upload, useUpload } from './use-upload.ts'

/** The preview that is open stands in the address: it can be left and found again. */
const Open = z.object({ archivo: z.uuid().optional() })

/** A manifest is read, looked at, and put on the list: nothing changes before the last step. */
export function ManifestScreen() {
  const { t } = useTranslation('intake')
  const arrivalId = useFromPath('arrivalId')
  const carrier = useCarrier()
  const arrival = useRead(intake.readArrival, { arrivalId })
  const trail = [
    { words: t('arrivals.title'), to: '/llegadas' },
    ...(arrival.data ? [{ words: carrier(arrival.data), to: `/llegadas/${arrivalId}` }] : []),
  ]
  return (
    <Page title={t('manifest.title')} intro={t('manifest.intro')} trail={trail}>
      <Import arrivalId={arrivalId} />
    </Page>
  )
}

function Import({ arrivalId }: { arrivalId: string }) {
  const go = useGo()
  const [{ archivo }] = useFilters(Open)
  const upload = useUpload(arrivalId, (manifestId) =>
    go(`/llegadas/${arrivalId}/manifiesto`, { search: { archivo: manifestId } }),
  )
  if (upload.reading) return <Reading fileName={upload.reading.fileName} manifestId={upload.reading.manifestId} />
  return archivo ? <Opened manifestId={archivo} upload={upload} /> : <Choose arrivalId={arrivalId} upload={upload} />
}

function Choose({ arrivalId, upload }: { arrivalId: string; upload: Upload }) {
  return (
    <Stack gap="xl">
      <ProblemMessage problem={upload.problem} />
      <FileDrop onFile={upload.start} autoFocus={upload.problem !== undefined} />
      <ReadBefore arrivalId={arrivalId} />
    </Stack>
  )
}

function Opened({ manifestId, upload }: { manifestId: string; upload: Upload }) {
  const { t } = useTranslation('intake')
  const [again, setAgain] = useState(false)
  const manifest = useRead(intake.readManifest, { manifestId })
  const isThis = (found: Manifest) => found.manifestId === manifestId
  return (
    <Stack gap="xl">
      <ProblemMessage problem={upload.problem} />
      {again && (
        <section aria-label={t('manifest.again')}>
          <Text mb="sm">{t('manifest.earlier')}</Text>
          <FileDrop onFile={upload.start} autoFocus />
        </section>
      )}
      <Loaded of={manifest}>
        {(found) =>
          isThis(found) && (
            <>
              {upload.problem !== undefined && <Text>{t('manifest.stillBefore', { file: found.fileName })}</Text>}
              <Preview key={manifestId} manifest={found} onAgain={() => setAgain(true)} />
            </>
          )
        }
      </Loaded>
    </Stack>
  )
}
