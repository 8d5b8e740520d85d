import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { type Icon, IconKeyboard, IconLanguage, IconLogout, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '#browser/kit/links.tsx'
import { sameWords } from '#browser/kit/same-words.ts'
import { useShortcuts } from '#browser/kit/shortcuts.ts'
import type { Screen } from '#browser/screen.ts'
import { useLanguage, useSay } from '#browser/words/use-words.ts'
import { speak } from '#browser/words/words.ts'
import './palette.css'
import { useAppearance } from './appearance.tsx'
import { typedAhead } from './typed-ahead.ts'

/** Everything one can go to or do, found by typing. Opened with Ctrl-K or Cmd-K. */
export function Palette({ screens, onKeys, onLeave }: { screens: Screen[]; onKeys: () => void; onLeave: () => void }) {
  const { t } = useTranslation()
  const say = useSay()
  const go = useGo()
  const other = useLanguage() === 'es' ? 'en' : 'es'
  const { dark, turn } = useAppearance()
  const icon = (Icon: Icon) => <Icon size={22} aria-hidden />
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('search.screens'),
      actions: screens.flatMap(({ nav, path }): SpotlightActionData[] =>
        nav
          ? [
              {
                id: path,
                label: say(nav.words),
                description: say(nav.says),
                leftSection: icon(nav.icon),
                onClick: () => go(path),
              },
            ]
          : [],
      ),
    },
    {
      group: t('search.here'),
      actions: useShortcuts()
        .filter((one) => !one.everywhere)
        .map(({ keys, says, run }) => ({
          id: `key-${keys}`,
          label: says,
          description: keys,
          leftSection: icon(IconKeyboard),
          onClick: run,
        })),
    },
    {
      group: t('search.general'),
      actions: [
        {
          id: 'language',
          label: t(`language.${other}`),
          description: t('language.label'),
          leftSection: icon(IconLanguage),
          onClick: () => void speak(other),
        },
        {
          id: 'appearance',
          label: dark ? t('appearance.light') : t('appearance.dark'),
          leftSection: icon(dark ? IconSun : IconMoon),
          onClick: turn,
        },
        { id: 'keys', label: t('keys.open'), leftSection: icon(IconKeyboard), onClick: onKeys },
        { id: 'leave', label: t('account.signOut'), leftSection: icon(IconLogout), onClick: onLeave },
      ],
    },
  ]
  return (
    <Spotlight
      actions={groups.filter((group) => group.actions.length > 0)}
      shortcut={null}
      nothingFound={t('nothingFound')}
      scrollable
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': t('search.open') } }}
      maxHeight={420}
      filter={(query, all) =>
        (all as SpotlightActionGroupData[])
          .map(({ group, actions }: SpotlightActionGroupData) => ({
            group,
            actions: actions.filter((one: SpotlightActionData) => sameWords(`${one.label} ${one.description ?? ''}`, query)),
          }))
          .filter(({ actions }) => actions.length > 0)
      }
      searchProps={{
        leftSection: icon(IconSearch),
        placeholder: t('search.placeholder'),
        'aria-label': t('search.placeholder'),
        onFocus: ({ currentTarget: field }) => {
          const typed = typedAhead()
          if (!typed) return
          // As if it were typed here: then the first of what is found is marked too.
          field.setRangeText(typed, 0, field.value.length, 'end')
          field.dispatchEvent(new Event('input', { bubbles: true }))
        },
      }}
    />
  )
}
