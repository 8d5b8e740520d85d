/** How long a sign-in may take at the identity provider. */
export const errandMinutes = 10

/** How many sign-ins may be begun from one place within those minutes; many desks may share one. */
export const mostErrands = 50

/** How long the reference of an identity that is not linked can be given to the administrator. */
export const referenceHours = 24

type Factors = { strong: boolean; proved: boolean; secondFactor: boolean; authenticator: boolean }

/**
 * Which second factor is yet to be shown by somebody for whom the provider vouches: none where it vouches for two; else the account's own.
 * The first time after an administrator linked the two it is the account's own in any case: the administrator alone must not be able to
 * let somebody else in.
 */
export function factorMissing({ strong, proved, secondFactor, authenticator }: Factors): 'code' | 'passkey' | undefined {
  if (!secondFactor || (strong && proved)) return undefined
  return authenticator ? 'code' : 'passkey'
}
