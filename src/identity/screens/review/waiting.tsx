import { Text } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { useIs } from '#browser/session.tsx'
import { review } from '../../contract/review.ts'
import classes from './review.module.css'

/** How many pairs wait for an answer, on the first screen. Where none does, nothing is said. */
export function Waiting() {
  return useIs('registrar', 'shift-chief') ? <Some /> : null
}

function Some() {
  const { t } = useTranslation('identity')
  const title = useId()
  const counted = useCounted({})
  if (!counted) return null
  return (
    <section className={classes.waiting} aria-labelledby={title}>
      <div>
        <Text id={title} fw={650}>
          {t('review.homeTitle')}
        </Text>
        <Text>{counted}</Text>
      </div>
      <ButtonTo to="/por-revisar" variant="default">
        {t('review.home')}
      </ButtonTo>
    </section>
  )
}

/** `12 pares esperan una respuesta.` Undefined while it is not known, and when none does. */
export function useCounted(wanted: z.input<typeof review.countQuestions.input>): string | undefined {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const { data } = useRead(review.countQuestions, wanted)
  if (!data || data.count === 0) return undefined
  const { count, andMore } = data
  return andMore ? t('review.countedMore', { number: number(count) }) : t('review.counted', { count, number: number(count) })
}
