// Mantine in our clothes: its colours point to the tokens of tokens.css, so that one file decides how light and dark look.
import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const same = (colour: string): MantineColorsTuple => [colour, colour, colour, colour, colour, colour, colour, colour, colour, colour]

export const theme = createTheme({
  fontFamily: "'IBM Plex Sans', system-ui, sans-serif",
  headings: { fontFamily: "'IBM Plex Sans', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  colors: { action: same('#1d5aa6') },
  primaryColor: 'action',
  defaultRadius: 4,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'md' },
      styles: { root: { fontWeight: 600 } },
      // Mantine writes white on every filled button; on the light blue of the dark scheme that cannot be read.
      vars: (_theme, { variant, size }) => ({
        root: {
          ...(size === undefined || size === 'md' ? { '--button-height': '44px' } : {}),
          ...(variant === undefined || variant === 'filled' ? { '--button-color': 'var(--on-action)' } : {}),
        },
      }),
    }),
    ModalRoot: { defaultProps: { centered: true, radius: 6, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 100 }, withInitialFocusPlaceholder: false } },
    InputWrapper: { styles: { label: { fontWeight: 600, marginBottom: 4 } } },
  },
})

const tokens = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-anchor': 'var(--action)',
  '--mantine-color-error': 'var(--ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-primary-color-filled': 'var(--action)',
  '--mantine-primary-color-filled-hover': 'var(--action-strong)',
  '--mantine-primary-color-contrast': 'var(--on-action)',
  '--mantine-primary-color-light': 'var(--action-soft)',
  '--mantine-primary-color-light-hover': 'var(--action-soft)',
  '--mantine-primary-color-light-color': 'var(--action)',
  '--mantine-color-action-filled': 'var(--action)',
  '--mantine-color-action-filled-hover': 'var(--action-strong)',
  '--mantine-color-action-outline': 'var(--action)',
  '--mantine-color-action-light': 'var(--action-soft)',
  '--mantine-color-action-light-color': 'var(--action)',
}

/** Mantine's own greys, which fields, menus and segments take their edges and grounds from. */
const light = {
  '--mantine-color-gray-1': 'var(--sunken)',
  '--mantine-color-gray-4': 'var(--edge)',
}
const dark = {
  '--mantine-color-dark-4': 'var(--edge)',
  '--mantine-color-dark-5': 'var(--hover)',
  '--mantine-color-dark-6': 'var(--surface)',
  '--mantine-color-dark-7': 'var(--paper)',
  '--mantine-color-dark-8': 'var(--sunken)',
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-line-height': '1.5' },
  light: { ...tokens, ...light },
  dark: { ...tokens, ...dark },
})
