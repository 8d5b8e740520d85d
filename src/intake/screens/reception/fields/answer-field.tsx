import { useTranslation } from 'react-i18next'
import { countriesByName } from '#base/countries.ts'
import { formatCui } from '#base/cui.ts'
import { ChoiceField, ChoicesField } from '#browser/kit/choice-field.tsx'
import type { FieldOf } from '#browser/kit/form.ts'
import { NumberField } from '#browser/kit/number-field.tsx'
import { PickField } from '#browser/kit/pick-fields.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import type { FormField, PartialForm } from '../../../contract/form.ts'
import { FindingLine } from '../../finding-words.tsx'
import { usePlaces } from '../../reference.ts'
import { isAcceptable, shown } from '../answers.ts'
import { useAtDesk } from '../desk-context.ts'
import { type Asked, asked } from '../form-plan.ts'
import { BirthDate } from './birth-date.tsx'
import { Flags, FunctioningQuestions, YesNo } from './coded.tsx'
import { ConflictQuestion } from './conflict.tsx'
import classes from './fields.module.css'
import { Keyed } from './keyed.tsx'
import { MonthsAbroad } from './months-abroad.tsx'
import { TypedText } from './typed-text.tsx'

/** One question of the form: the field that fits it, what a rule noticed about the answer, and a question when two desks differ. */
export function AnswerField({ field }: { field: FormField }) {
  const { findings } = useAtDesk()
  const how = asked[field]
  const wide = 'of' in how ? how.as !== 'pick' : how.as === 'functioning' || how.as === 'long'
  const show = useShow(field)
  const here = findings.filter((finding) => finding.at === field)
  return (
    <div className={classes.field} data-field={field} data-wide={wide}>
      <Question field={field} how={how} />
      <div aria-live="polite">
        {here.map((finding) => (
          <FindingLine key={finding.code} finding={finding} show={show} />
        ))}
      </div>
      <ConflictQuestion field={field} />
    </div>
  )
}

/** What a finding of a field found, in words. */
function useShow(field: FormField): (text: string) => string {
  const places = usePlaces()
  return field === 'birthMunicipality' ? places.municipality : (text) => text
}

function Question({ field, how }: { field: FormField; how: Asked }) {
  const { t, i18n } = useTranslation('intake')
  const language = useLanguage()
  const places = usePlaces()
  const { keeper, answers, day, focused } = useAtDesk()
  const value = shown(answers, field)
  const error =
    focused !== field && field in answers.typed && !isAcceptable(field, answers.typed[field]) ? t('fields.tooShort') : undefined
  const saysKey = `intake:fields.${field}Says`
  const says = i18n.exists(saysKey) ? { description: String(i18n.t(saysKey as never)) } : {}
  /** TypeScript does not follow from `how` to the type of the field's value; the plan and its test hold them together. */
  const of = <V,>(): FieldOf<V> & { label: string } => ({
    name: field,
    label: t(`fields.${field}`),
    value: value as V | undefined,
    onChange: (next) => keeper.type(field, next as PartialForm[typeof field]),
    error,
  })
  const text = { ...says, autoComplete: 'off', spellCheck: false }
  switch (how.as) {
    case 'text':
      return <TypedText {...of<string>()} {...text} maxLength={120} />
    case 'phone':
      return <TypedText {...of<string>()} {...text} inputMode="tel" maxLength={30} />
    case 'cui':
      return <TypedText {...of<string>()} {...text} atRest={formatCui} inputMode="numeric" maxLength={20} />
    case 'long':
      return <TypedText {...of<string>()} {...says} autoComplete="off" long maxLength={2000} />
    case 'number':
      if (field === 'monthsAbroad') return <MonthsAbroad {...of<number>()} />
      return <NumberField {...of<number>()} {...says} min={0} max={how.most} />
    case 'yes-no':
      return <YesNo {...of<boolean>()} />
    case 'birth-date':
      return <BirthDate {...of<string>()} day={day} />
    case 'municipality':
      return <PickField {...of<string>()} options={places.options.municipalities} />
    case 'language':
      return <PickField {...of<string>()} options={places.options.languages} />
    case 'country':
      return <PickField {...of<string>()} options={countryOptions(language)} />
    case 'pick':
      return (
        <PickField
          {...of<string>()}
          options={Object.entries(how.of).map(([code, words]) => ({ value: code, label: words[language] }))}
        />
      )
    case 'choice':
      return (
        <Keyed>
          <ChoiceField {...of<string>()} {...says} list={how.of} />
        </Keyed>
      )
    case 'choices':
      if (field === 'flags') return <Flags {...of<NonNullable<PartialForm['flags']>>()} />
      return (
        <Keyed>
          <ChoicesField {...of<string[]>()} {...says} list={how.of} />
        </Keyed>
      )
    case 'functioning':
      return (
        <FunctioningQuestions
          {...of<NonNullable<PartialForm['functioning']>>()}
          birthDate={shown(answers, 'birthDate')}
          day={day}
        />
      )
  }
}

/** The countries people come back from, and their neighbours, stand first. */
const nearby = ['GT', 'US', 'MX', 'HN', 'SV', 'NI']
const options: { [language: string]: { value: string; label: string }[] } = {}
export function countryOptions(language: 'es' | 'en'): { value: string; label: string }[] {
  options[language] ??= countriesByName(language)
    .map(({ code, name }) => ({ value: code, label: name }))
    .sort((a, b) => rank(a.value) - rank(b.value))
  return options[language]
}
const rank = (code: string): number => (nearby.includes(code) ? nearby.indexOf(code) : nearby.length)
