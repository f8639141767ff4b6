import { createTheme, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eff3fe',
  '#dde5fc',
  '#bccbf8',
  '#94acf2',
  '#6b8aea',
  '#4a6ce0',
  '#3353ce',
  '#2843ac',
  '#22388a',
  '#1c2c69',
];
const stone: MantineColorsTuple = [
  '#f8f8f6',
  '#f1f0ed',
  '#e6e5e1',
  '#d6d4cf',
  '#b4b2ac',
  '#85837d',
  '#62615c',
  '#474641',
  '#2d2c2a',
  '#1b1b1a',
];
const night: MantineColorsTuple = [
  '#ececea',
  '#c9cac7',
  '#a3a4a1',
  '#70726f',
  '#3a3c3f',
  '#2a2c2f',
  '#1d1f21',
  '#161718',
  '#111213',
  '#0b0c0c',
];

const field = { size: 'xs' } as const;
const calm = { withBorder: true, shadow: 'none' } as const;

/** The look of Vitalfew on top of Mantine: small type, hairlines, one accent. Colours with a meaning live in `base.css`. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 5 },
  colors: { ink, gray: stone, dark: night },
  white: '#ffffff',
  black: '#1b1b1a',
  fontFamily: "'Inter Variable', 'Inter Fallback', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  shadows: {
    md: '0 4px 16px -4px rgb(0 0 0 / 0.12), 0 1px 3px rgb(0 0 0 / 0.06)',
    xl: '0 16px 48px -12px rgb(0 0 0 / 0.24)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'xs', radius: 'sm' }, styles: { label: { fontWeight: 500 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    TextInput: { defaultProps: field },
    PasswordInput: { defaultProps: field },
    NumberInput: { defaultProps: field },
    Textarea: { defaultProps: field },
    Select: { defaultProps: { ...field, allowDeselect: false, checkIconPosition: 'right' } },
    NativeSelect: { defaultProps: field },
    MultiSelect: { defaultProps: field },
    DateInput: { defaultProps: field },
    Checkbox: { defaultProps: { ...field, radius: 4 } },
    Switch: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs', transitionDuration: 120 } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, fz: 12, transitionProps: { duration: 80 } } },
    Modal: { defaultProps: { radius: 'lg', centered: true, transitionProps: { duration: 120, transition: 'pop' } } },
    Drawer: { defaultProps: { transitionProps: { duration: 160 } } },
    Paper: { defaultProps: calm },
  },
});
