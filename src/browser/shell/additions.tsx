import { type ComponentType, createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react'
import { patiently } from '#browser/patiently.ts'
import { Boundary } from './boundary.tsx'

/** The places in screens that features after theirs may add something to, and what each speaks of. */
type Places = {
  /** A person in a list of an arrival. */
  row: { arrivalId: string; subjectId: string }
  desk: { subjectId: string }
  profile: { subjectId: string }
  manifest: { manifestId: string }
  home: Record<never, never>
  /** Above every screen. */
  banner: Record<never, never>
  /** A place in the navigation. */
  nav: { path: string }
}
type Place = keyof Places

/** What a feature puts into a screen of a feature before it, which must not know of it. */
export type Addition = { [To in Place]: { to: To; load: () => Promise<ComponentType<Places[To]>> } }[Place]

type Placed = { to: Place; load: () => Promise<unknown>; Component: ComponentType<Places[Place]> }

const AdditionsContext = createContext<Placed[]>([])
export const useAdditions = () => useContext(AdditionsContext)

export function AdditionsProvider({ additions, children }: { additions: Addition[]; children: ReactNode }) {
  const [placed] = useState(() =>
    additions.map(({ to, load }) => {
      const loaded = load as () => Promise<ComponentType<Places[Place]>>
      return { to, load, Component: lazy(async () => ({ default: await patiently(loaded) })) }
    }),
  )
  return <AdditionsContext value={placed}>{children}</AdditionsContext>
}

/** The place for them: `<Additions to="desk" subjectId={…} />`. One that breaks, or does not come, leaves the screen as it is. */
export function Additions<To extends Place>({ to, ...about }: { to: To } & Places[To]) {
  return useAdditions()
    .filter((one) => one.to === to)
    .map(({ Component }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Boundary key={index} broken={null}>
        <Suspense fallback={null}>
          <Component {...(about as unknown as Places[Place])} />
        </Suspense>
      </Boundary>
    ))
}
