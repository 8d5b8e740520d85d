import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Loading } from '#browser/kit/notices.tsx'
import { maySee, type Screen } from '#browser/screen.ts'
import { useSession } from '#browser/session.tsx'
import { HomeScreen } from './home-screen.tsx'
import { Layout } from './layout.tsx'
import { Broken, NotFound, NotYourWork } from './lost-screens.tsx'

/** The addresses of the workspace: the first screen and those of the features. What stands after `?` is plain text. */
export function routerOver(screens: Screen[], onLeave: () => void) {
  const root = createRootRoute({ component: () => <Layout screens={screens} onLeave={onLeave} />, notFoundComponent: NotFound })
  const home = createRoute({ getParentRoute: () => root, path: '/', component: () => <HomeScreen screens={screens} /> })
  const others = screens.map((screen) =>
    createRoute({ getParentRoute: () => root, path: screen.path, component: guarded(screen) }),
  )
  const router = createRouter({
    routeTree: root.addChildren([home, ...others]),
    basepath: '/app',
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: Broken,
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

function guarded(screen: Screen) {
  return lazyRouteComponent(async () => {
    const Screen = await screen.load()
    return { default: () => <Guard screen={screen}>{<Screen />}</Guard> }
  })
}

function Guard({ screen, children }: { screen: Screen; children: ReactNode }) {
  const { me } = useSession()
  return maySee(screen.may, me.roles) ? children : <NotYourWork />
}
