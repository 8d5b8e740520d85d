import { Select } from '@mantine/core'
import { useOddsWords } from './odds-words.ts'

type Props = {
  label: string
  description?: string
  least: number
  most: number
  value: number
  onChange: (bits: number) => void
  autoFocus?: boolean
}

/** A point of the scale of odds, chosen among whole bits, each in words. */
export function OddsField({ least, most, value, onChange, autoFocus, ...rest }: Props) {
  const words = useOddsWords()
  const bits = Array.from({ length: most - least + 1 }, (_, index) => least + index)
  return (
    <Select
      {...rest}
      {...(autoFocus && { 'data-autofocus': true })}
      allowDeselect={false}
      data={bits.map((one) => ({ value: String(one), label: words(one) }))}
      value={String(value)}
      onChange={(chosen) => chosen !== null && onChange(Number(chosen))}
    />
  )
}
