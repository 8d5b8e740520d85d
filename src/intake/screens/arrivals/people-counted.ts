import type { headcountGroups } from '../../contract/shapes.ts'

/** People of a mass event: the groups add up, but unaccompanied children are counted among the girls and boys already. */
export function peopleCounted({
  unaccompanied: _,
  ...groups
}: { [G in keyof typeof headcountGroups]?: number | undefined }): number {
  return Object.values(groups).reduce((sum: number, count) => sum + (count ?? 0), 0)
}
