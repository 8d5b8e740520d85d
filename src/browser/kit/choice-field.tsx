import { Input } from '@mantine/core'
import { type KeyboardEvent, useId } from 'react'
import { type CodeList, codeList } from '#base/codes.ts'
import { useLabel } from '#browser/words/use-words.ts'
import classes from './choice-field.module.css'
import type { Says } from './fields.tsx'
import type { FieldOf } from './form.ts'

type Plain = Omit<Says, 'placeholder'>

/**
 * One code of a short list, all in sight, as buttons in a row. Tab enters, arrows choose, Delete takes the answer back:
 * "not answered" is not the same as "not known".
 */
export function ChoiceField<T extends CodeList>({ list, ...field }: FieldOf<keyof T & string> & Plain & { list: T }) {
  const label = useLabel()
  const name = useId()
  const takeBack = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') field.onChange(undefined)
  }
  return (
    <Group field={field} onKeyDown={takeBack}>
      {Object.keys(list).map((code) => (
        <label key={code} className={classes.choice}>
          <input
            type="radio"
            name={name}
            value={code}
            checked={field.value === code}
            disabled={field.disabled ?? false}
            onChange={() => field.onChange(code as keyof T & string)}
          />
          <span>{label(list, code)}</span>
        </label>
      ))}
    </Group>
  )
}

/** Several codes of a short list, all in sight. Tab goes from one to the next, the space bar chooses. */
export function ChoicesField<T extends CodeList>({ list, ...field }: FieldOf<(keyof T & string)[]> & Plain & { list: T }) {
  const label = useLabel()
  const chosen = field.value ?? []
  const turn = (code: keyof T & string, on: boolean) => {
    const next = Object.keys(list).filter((one) => (one === code ? on : chosen.includes(one)))
    field.onChange(next.length > 0 ? next : undefined)
  }
  return (
    <Group field={field}>
      {Object.keys(list).map((code) => (
        <label key={code} className={classes.choice}>
          <input
            type="checkbox"
            name={field.name}
            value={code}
            checked={chosen.includes(code)}
            disabled={field.disabled ?? false}
            onChange={(event) => turn(code, event.currentTarget.checked)}
          />
          <span>{label(list, code)}</span>
        </label>
      ))}
    </Group>
  )
}

export const yesNoUnknown = codeList({
  yes: { es: 'Sí', en: 'Yes' },
  no: { es: 'No', en: 'No' },
  unknown: { es: 'No se sabe', en: 'Not known' },
})

/** Yes, no, or not known; and not answered at all. */
export function YesNoField(field: FieldOf<'yes' | 'no' | 'unknown'> & Plain) {
  return <ChoiceField {...field} list={yesNoUnknown} />
}

function Group<V>({
  field,
  onKeyDown,
  children,
}: {
  field: FieldOf<V> & Plain
  onKeyDown?: (event: KeyboardEvent) => void
  children: React.ReactNode
}) {
  const id = useId()
  const described = [field.description && `${id}-description`, field.error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      className={classes.group}
      aria-labelledby={`${id}-label`}
      aria-describedby={described || undefined}
      onKeyDown={onKeyDown}
    >
      <Input.Label labelElement="div" id={`${id}-label`} size="md" required={field.required ?? false}>
        {field.label}
      </Input.Label>
      {field.description && (
        <Input.Description id={`${id}-description`} size="md">
          {field.description}
        </Input.Description>
      )}
      {field.error && (
        <Input.Error id={`${id}-error`} size="md">
          {field.error}
        </Input.Error>
      )}
      <div className={classes.choices}>{children}</div>
    </fieldset>
  )
}
