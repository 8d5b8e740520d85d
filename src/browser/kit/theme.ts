import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Calm and official: much white, the green of the ceiba for what one can do, blue for links, amber for waiting, red for danger. */
const ceiba: MantineColorsTuple = [
  '#eef6f0',
  '#d9eadf',
  '#b5d6c1',
  '#8fc4a4',
  '#64a680',
  '#418c64',
  '#2b754f',
  '#1f613f',
  '#174f33',
  '#0f3a25',
]
const waiting: MantineColorsTuple = [
  '#fff6e0',
  '#ffeabf',
  '#fcd98c',
  '#f5c451',
  '#dfa425',
  '#b67f0c',
  '#8f6206',
  '#724d04',
  '#5c3d03',
  '#432c02',
]
const danger: MantineColorsTuple = [
  '#fdefee',
  '#fadad8',
  '#f5b5b1',
  '#ef9a95',
  '#e0635b',
  '#c73a32',
  '#ab241d',
  '#8f1812',
  '#75120d',
  '#540b08',
]
const link: MantineColorsTuple = [
  '#edf4fd',
  '#d6e6fa',
  '#aecdf5',
  '#9cc4f7',
  '#5795e2',
  '#2f74cb',
  '#1a5cb0',
  '#0f4c98',
  '#0a3f80',
  '#062b59',
]
const dark: MantineColorsTuple = [
  '#e9eeea',
  '#cdd5cf',
  '#b5bfb8',
  '#8b968f',
  '#4a544e',
  '#3a433e',
  '#262d29',
  '#191f1b',
  '#131815',
  '#0d110f',
]

export const theme = createTheme({
  fontFamily: "'Source Sans 3 Variable', 'Source Sans 3', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.875rem', sm: '1rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.3125rem', lineHeight: '1.3' },
      h3: { fontSize: '1.125rem', lineHeight: '1.35' },
    },
  },
  colors: { ceiba, waiting, danger, link, dark },
  primaryColor: 'ceiba',
  primaryShade: { light: 8, dark: 3 },
  black: '#17211b',
  variantColorResolver: readable,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  // By name, not by `extend`: naming a component here must not load it.
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md', comboboxProps: { shadow: 'md' } } },
    MultiSelect: { defaultProps: { size: 'md', comboboxProps: { shadow: 'md' } } },
    Anchor: { defaultProps: { underline: 'always' } },
    // Its header is no second banner of the page.
    Modal: { defaultProps: { centered: true, radius: 'md', padding: 'lg', attributes: { header: { role: 'presentation' } } } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] } },
  },
})

/** Filled things are deep with light words in the light, and light with deep words in the dark. */
function readable(input: Parameters<VariantColorsResolver>[0]): ReturnType<VariantColorsResolver> {
  const colours = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...colours, color: 'var(--ceiba-on-filled)' } : colours
}

/** What Mantine's own choice leaves under our contrast: 7:1 for text, 3:1 for the edge of a field. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#17211b',
    '--mantine-color-dimmed': '#47534c',
    '--mantine-color-placeholder': '#5a665f',
    '--mantine-color-anchor': '#0f4c98',
    '--mantine-color-error': '#8f1812',
    '--mantine-color-default-border': '#85918a',
    '--ceiba-on-filled': '#ffffff',
    '--ceiba-line': '#dfe5e1',
    '--ceiba-quiet': '#f6f9f7',
    '--ceiba-chosen': '#e3f0e7',
  },
  dark: {
    '--mantine-color-body': '#131815',
    '--mantine-color-text': '#e9eeea',
    '--mantine-color-dimmed': '#b5bfb8',
    '--mantine-color-placeholder': '#a3aea7',
    '--mantine-color-anchor': '#9cc4f7',
    '--mantine-color-error': '#f5b5b1',
    '--mantine-color-default': '#191f1b',
    '--mantine-color-ceiba-light': '#23412f',
    '--mantine-color-ceiba-light-hover': '#2c503b',
    '--mantine-color-default-border': '#75807a',
    '--ceiba-on-filled': '#0d110f',
    '--ceiba-line': '#313a35',
    '--ceiba-quiet': '#191f1b',
    '--ceiba-chosen': '#20392b',
  },
})
