import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { focus, type Text } from './fields.tsx'

/** A password, which can be looked at while it is typed. */
export function PasswordField({ value, onChange, required, autoFocus, ...rest }: Text) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      {...rest}
      {...focus(autoFocus)}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
    />
  )
}
