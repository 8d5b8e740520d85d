import { Button, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { intake } from '#intake/contract/calls.ts'
import type { Manifest } from '#intake/contract/manifest.ts'
import { Found } from './found.tsx'
import classes from './returned-before.module.css'
import { useReturnedBefore } from './use-returned-before.ts'

/** More than these are asked for. */
const atFirst = 10

/** Who of a manifest looks like an earlier return, and why. It comes when it comes: the preview waits for nothing. */
export function ReturnedBefore({ manifestId }: { manifestId: string }) {
  const { data: manifest } = useRead(intake.readManifest, { manifestId })
  const people = manifest ? manifest.counts.rows - manifest.counts.skipped : 0
  return manifest?.manifestId === manifestId && people > 0 ? <OfManifest manifest={manifest} people={people} /> : null
}

function OfManifest({ manifest, people }: { manifest: Manifest; people: number }) {
  const { t } = useTranslation(['identity', 'shell'])
  const { number } = useFormat()
  const title = useId()
  const [all, { toggle }] = useDisclosure(false)
  const { found, upTo, whole, failed, again } = useReturnedBefore(manifest)
  const counted = { count: found.length, number: number(found.length), people: number(people) }
  const soFar = upTo === undefined ? t('manifest.looking') : t('manifest.lookingOn', { line: number(upTo) })
  return (
    <section aria-labelledby={title}>
      <Title order={2} id={title}>
        {t('manifest.title')}
      </Title>
      <Text role="status">
        {(found.length > 0 || whole) && t(found.length > 0 ? 'manifest.found' : 'manifest.none', counted)}{' '}
        {failed ? t('manifest.notNow') : !whole && soFar}
      </Text>
      {failed && (
        <Button variant="default" size="sm" mt="xs" onClick={again}>
          {t('shell:tryAgain')}
        </Button>
      )}
      {found.length > 0 && (
        <ul className={classes.list}>
          {(all ? found : found.slice(0, atFirst)).map((row) => (
            <Found key={row.line} row={row} />
          ))}
        </ul>
      )}
      {found.length > atFirst && (
        <Button variant="subtle" size="sm" onClick={toggle} aria-expanded={all}>
          {all ? t('earlier.fewer') : t('earlier.more', { number: number(found.length - atFirst) })}
        </Button>
      )}
    </section>
  )
}
