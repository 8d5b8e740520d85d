import { Text, Title } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#browser/words/use-words.ts'
import type { Comparison } from '../../contract.ts'
import { factorIn } from '../likelihood.ts'
import { useLikelihoodWords } from '../likelihood-words.ts'
import classes from './waterfall.module.css'
import { type Step, stepsOf } from './waterfall-steps.ts'

/** How the score came about: from the start one bar for each comparison to the end. The table is the chart, row by row. */
export function Waterfall({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('identity')
  const title = useId()
  const likelihood = useLikelihoodWords()
  const { steps, least, most } = stepsOf(comparison)
  return (
    <section>
      <Title order={2} id={title} mb={4}>
        {t('weights.title')}
      </Title>
      <Text c="dimmed" maw="70ch" mb="sm">
        {t('weights.says')}
      </Text>
      <table className={classes.waterfall} aria-labelledby={title}>
        <thead>
          <tr>
            <th scope="col">{t('weights.what')}</th>
            <th scope="col">{t('weights.bar')}</th>
            <th scope="col">{t('weights.factor')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <StepRow key={step.name} step={step} least={least} most={most} />
          ))}
        </tbody>
      </table>
      <Text mt="sm">{likelihood(comparison.score)}</Text>
      <Text size="sm" c="dimmed">
        {t('weights.model', { model: comparison.model })}
      </Text>
    </section>
  )
}

function StepRow({ step, least, most }: { step: Step; least: number; most: number }) {
  const language = useLanguage()
  const factor = factorIn(language === 'es' ? 'es-GT' : 'en-GB')
  const [name, says] = useStepWords(step)
  return (
    <tr data-kind={step.kind}>
      <th scope="row">
        {name}
        <Text component="span" display="block" size="sm" c="dimmed">
          {says}
        </Text>
      </th>
      <td className={classes.bar}>
        <Bar step={step} least={least} most={most} />
      </td>
      <td className={classes.factor}>{factor(step.to - step.from)}</td>
    </tr>
  )
}

function useStepWords(step: Step): [name: string, says: string] {
  const { t, i18n } = useTranslation('identity')
  if (step.kind === 'start' || step.kind === 'end') return [t(`weights.${step.kind}`), t(`weights.${step.kind}Says`)]
  const known = i18n.exists(`identity:comparison.${step.name}`) ? step.name : 'other'
  const level = i18n.exists(`identity:level.${step.level}`) ? String(t(`level.${step.level}` as never)) : ''
  return [String(t(`comparison.${known}` as never)), level]
}

/** One bar, from where the score stood to where it stands then; the dashed line is where both are equally likely. */
function Bar({ step: { from, to }, least, most }: { step: Step; least: number; most: number }) {
  const at = (bits: number) => (1000 * (bits - least)) / (most - least)
  const [left, right] = [at(Math.min(from, to)), at(Math.max(from, to))]
  return (
    <svg viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">
      <line x1={at(0)} x2={at(0)} y1="0" y2="40" className={classes.even} />
      <line x1={at(to)} x2={at(to)} y1="30" y2="40" className={classes.link} />
      <rect x={left} width={Math.max(2, right - left)} y="10" height="20" />
    </svg>
  )
}
