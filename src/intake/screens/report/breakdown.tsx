import { Button, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { type CodeList, returnModes } from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import { useFormat } from '#browser/format.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import type { FormField } from '../../contract/form.ts'
import { formWords } from '../../rules/form-words.ts'
import { asked } from '../reception/form-plan.ts'
import { usePlaces } from '../reference.ts'
import classes from './report.module.css'

type Cell = { code: string; count: number }
/** Bars beyond these are in the table: places alone can be 340. */
const most = 12

/** One breakdown: bars, each with its words and number, so that nothing is told by length or colour alone. */
export function Breakdown({ dimension, cells, total }: { dimension: string; cells: Cell[]; total: number }) {
  const { t } = useTranslation(['intake', 'shell'])
  const { number, percent } = useFormat()
  const words = useCellWords(dimension)
  const title = useDimensionWords(dimension)
  const [all, { toggle }] = useDisclosure(false)
  const largest = Math.max(1, ...cells.map(({ count }) => count))
  const shown = all ? cells : cells.slice(0, most)
  if (cells.length === 0) return null
  return (
    <section className={classes.breakdown}>
      <Title order={3}>{title}</Title>
      <table className={classes.bars}>
        <caption className={classes.hidden}>{title}</caption>
        <thead className={classes.hidden}>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{t('report.people')}</th>
            <th scope="col">{t('report.share')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ code, count }) => (
            <tr key={code} data-unknown={code === 'unknown'}>
              <th scope="row">
                {words(code)}
                <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * count) / largest} height="4" />
                </svg>
              </th>
              <td>{number(count)}</td>
              <td>{percent(count / total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cells.length > most && (
        <Button variant="subtle" size="compact-sm" onClick={toggle}>
          {all ? t('report.fewer') : t('report.allOf', { number: number(cells.length) })}
        </Button>
      )}
    </section>
  )
}

const ownWords = ['age', 'destinationDepartment', 'destinationMunicipality', 'originCountry', 'mode', 'facility'] as const

function useDimensionWords(dimension: string): string {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const own = ownWords.find((one) => one === dimension)
  if (own) return t(`report.dimension.${own}`)
  return dimension in formWords ? formWords[dimension as FormField].label[language] : dimension
}

/** The words for the cells of a breakdown. */
function useCellWords(dimension: string): (code: string) => string {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const { label } = useFormat()
  const places = usePlaces()
  const byCode: Record<string, (code: string) => string> = {
    age: (code) => t('report.years', { band: code.replace('-', '–') }),
    destinationDepartment: places.department,
    destinationMunicipality: places.municipality,
    originCountry: (code) => countryName(code, language),
    nationality: (code) => countryName(code, language),
    language: places.language,
    facility: places.facilityShort,
    mode: (code) => label(returnModes, code),
  }
  const how = dimension in asked ? asked[dimension as FormField] : undefined
  const list: CodeList | undefined = how && 'of' in how ? how.of : undefined
  return (code) => {
    if (code === 'unknown') return t('report.unknown')
    return byCode[dimension]?.(code) ?? (list ? label(list, code) : code)
  }
}
