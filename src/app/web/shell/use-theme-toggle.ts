import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** Light becomes dark and the other way round. */
export function useThemeToggle(): () => void {
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  return () => setColorScheme(now === 'dark' ? 'light' : 'dark');
}
