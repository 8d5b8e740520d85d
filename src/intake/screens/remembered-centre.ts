const name = 'ceiba.centre'

/** The centre this computer stands in, as somebody last chose it on the board. */
export const rememberedCentre = (): string | undefined => localStorage.getItem(name) ?? undefined
export const rememberCentre = (facilityId: string): void => localStorage.setItem(name, facilityId)
