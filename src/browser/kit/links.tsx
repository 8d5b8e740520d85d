import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink, useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { type ComponentPropsWithRef, type ReactNode, useMemo } from 'react'
import type { z } from 'zod'

/** A link to another screen: `<LinkTo to="/cuentas">…</LinkTo>`. */
export const LinkTo = createLink((props: AnchorProps & ComponentPropsWithRef<'a'>) => <Anchor {...props} />)

/** A link that looks like a button, for "new …": `<ButtonTo to="/cuentas/nueva">…</ButtonTo>`. */
export const ButtonTo = createLink((props: ButtonProps & ComponentPropsWithRef<'a'> & { children?: ReactNode }) => (
  <Button component="a" {...props} />
))

/** Goes to another screen: `const go = useGo()`, `go('/cuentas')`. */
export function useGo(): (to: string, options?: { replace?: boolean; search?: Record<string, string> }) => void {
  const navigate = useNavigate()
  return (to, options = {}) => void navigate({ to, replace: options.replace ?? false, search: options.search ?? {} } as never)
}

/** A part of the screen's path: `/cuentas/$accountId` has `useFromPath('accountId')`. */
export function useFromPath(name: string): string {
  const found = (useParams({ strict: false }) as Record<string, string | undefined>)[name]
  if (found === undefined) throw new Error(`the path has no ${name}`)
  return found
}

/**
 * Filters that live in the address, so that a link opens the same list again:
 * `const [filters, filter] = useFilters(z.object({ text: z.string().default(''), state: … }))`.
 * Values that do not fit the schema are left out. What equals its default does not stand in the address.
 */
export function useFilters<S extends z.ZodObject>(schema: S): [z.output<S>, (change: Partial<z.input<S>>) => void] {
  const search = useRouterState({ select: (state) => state.location.search as Record<string, string> })
  const navigate = useNavigate()
  const filters = useMemo(() => readFilters(schema, search), [schema, search])
  const change = (wanted: Partial<z.input<S>>) => {
    const defaults = readFilters(schema, {})
    const next = Object.entries({ ...search, ...filters, ...wanted }).filter(
      ([name, value]) => value !== undefined && value !== '' && String(value) !== String(defaults[name as keyof typeof defaults]),
    )
    void navigate({
      to: '.',
      replace: true,
      search: Object.fromEntries(next.map(([name, value]) => [name, String(value)])),
    } as never)
  }
  return [filters, change]
}

function readFilters<S extends z.ZodObject>(schema: S, search: Record<string, string>): z.output<S> {
  const whole = schema.safeParse(search)
  if (whole.success) return whole.data
  const wrong = new Set(whole.error.issues.map((issue) => issue.path[0]))
  return schema.parse(Object.fromEntries(Object.entries(search).filter(([name]) => !wrong.has(name))))
}
