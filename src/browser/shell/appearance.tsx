import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#browser/words/use-words.ts'
import { speak } from '#browser/words/words.ts'

/** The other language, named in itself, one press away. */
export function LanguageButton() {
  const { t } = useTranslation()
  const other = useLanguage() === 'es' ? 'en' : 'es'
  return (
    <Button
      variant="subtle"
      size="sm"
      px="xs"
      color="gray"
      c="inherit"
      lang={other}
      title={t('language.change')}
      onClick={() => void speak(other)}
    >
      {t(`language.${other}`)}
    </Button>
  )
}

/** Light or dark, remembered on this computer; before somebody chooses, as the computer has it. */
export function AppearanceButton() {
  const { t } = useTranslation()
  const { dark, turn } = useAppearance()
  const Icon = dark ? IconSun : IconMoon
  const words = dark ? t('appearance.light') : t('appearance.dark')
  return (
    <ActionIcon variant="subtle" color="gray" c="inherit" size="lg" aria-label={words} title={words} onClick={turn}>
      <Icon size={20} aria-hidden />
    </ActionIcon>
  )
}

export function useAppearance(): { dark: boolean; turn: () => void } {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return { dark, turn: () => setColorScheme(dark ? 'light' : 'dark') }
}
