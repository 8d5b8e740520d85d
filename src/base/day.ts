/** Guatemala keeps UTC−6 all year since 2006: its day is read off the instant by arithmetic alone. */
const hoursBehind = 6

/** The date at an instant in Guatemala, as ISO text: 2026-11-21T03:00Z is still 2026-11-20 there. */
export function guatemalaDay(instant: Date | string): string {
  return new Date(new Date(instant).getTime() - hoursBehind * 3_600_000).toISOString().slice(0, 10)
}

/** The wall clock at an instant in Guatemala: `09:05`. */
export function guatemalaTime(instant: Date | string): string {
  return new Date(new Date(instant).getTime() - hoursBehind * 3_600_000).toISOString().slice(11, 16)
}
