import { createRootRoute, createRoute, createRouter, redirect, useLoaderData, useMatch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Loading } from '#browser/kit/notices.tsx'
import { patiently } from '#browser/patiently.ts'
import { maySee, type Screen } from '#browser/screen.ts'
import { useSession } from '#browser/session.tsx'
import { HomeScreen } from './home-screen.tsx'
import { Layout } from './layout.tsx'
import { Broken, NotFound, NotYourWork } from './lost-screens.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    screen?: Screen
  }
}

/** The addresses of the workspace: the first screen and those of the features. What stands after `?` is plain text. */
export function routerOver(screens: Screen[], onLeave: () => void) {
  const root = createRootRoute({ component: () => <Layout screens={screens} onLeave={onLeave} />, notFoundComponent: NotFound })
  const home = createRoute({ getParentRoute: () => root, path: '/', component: () => <HomeScreen screens={screens} /> })
  const others = screens.map((screen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      staticData: { screen },
      loader: async () => ({ Component: await patiently(screen.load) }),
      staleTime: Number.POSITIVE_INFINITY,
      component: Place,
    }),
  )
  const moved = screens.flatMap(({ was, path }) =>
    was === undefined
      ? []
      : createRoute({
          getParentRoute: () => root,
          path: was,
          beforeLoad: ({ params, search }) => {
            throw redirect({ to: path, params, search, replace: true } as never)
          },
        }),
  )
  const router = createRouter({
    routeTree: root.addChildren([home, ...others, ...moved]),
    basepath: '/app',
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: Broken,
    // Another account, another arrival: what was typed for the one before must not stand there.
    defaultRemountDeps: ({ params }) => params,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString()
      return text && `?${text}`
    },
  })
  // From now on a new screen takes the keyboard's focus to its title; the first one does not.
  router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
    if (pathChanged && fromLocation) document.documentElement.dataset.moved = 'yes'
  })
  return router
}

/** Where a feature's screen stands, for those who have work there. */
function Place() {
  const { me } = useSession()
  const { screen } = useMatch({ strict: false }).staticData
  const { Component } = useLoaderData({ strict: false }) as { Component: () => ReactNode }
  return screen && maySee(screen.may, me.roles) ? <Component /> : <NotYourWork />
}
