import { Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkTo } from './links.tsx'
import classes from './page.module.css'

/**
 * The frame of a screen: where one is, its title, what it is for, its one main action. It also names the document and,
 * when one has come here by a link, takes the keyboard's focus to the title so that a screen reader begins there.
 */
export function Page(props: {
  title: string
  intro?: ReactNode
  /** The screens above this one, the nearest last. */
  trail?: { words: string; to: string }[]
  action?: ReactNode
  /** `text` for forms and reading, `wide` for lists. */
  width?: 'text' | 'wide'
  /** It takes the place of another at the same address, and so the focus too. Needs a `key` of its own. */
  follows?: boolean
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${props.title} · ${t('name')}`
  }, [props.title, t])
  useEffect(() => {
    const focused = document.activeElement
    const moved = props.follows || document.documentElement.dataset.moved
    if (moved && !focused?.closest('main')) heading.current?.focus()
  }, [props.follows])
  return (
    <Stack gap="lg" className={classes.page} data-width={props.width ?? 'wide'}>
      <header>
        {props.trail && props.trail.length > 0 && (
          <nav aria-label={t('trail')}>
            <Breadcrumbs mb={6} separatorMargin={8} className={classes.trail}>
              {props.trail.map(({ words, to }) => (
                <LinkTo key={to} to={to} activeOptions={{ exact: true }} size="sm">
                  {words}
                </LinkTo>
              ))}
            </Breadcrumbs>
          </nav>
        )}
        <Group justify="space-between" align="flex-start" gap="md" className={classes.heading}>
          <Title order={1} ref={heading} tabIndex={-1} className={classes.title}>
            {props.title}
          </Title>
          {props.action && <div className={classes.action}>{props.action}</div>}
        </Group>
        {props.intro && (
          <Text mt={6} c="dimmed" maw="65ch">
            {props.intro}
          </Text>
        )}
      </header>
      {props.children}
    </Stack>
  )
}
