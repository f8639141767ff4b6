import { notifications } from '@mantine/notifications';

/** Shows a short message in the corner, read out to those who cannot see it. Bad news stays until it is closed. */
export function say(text: string, tone: 'good' | 'bad' | 'plain' = 'plain', title?: string): void {
  notifications.show({
    message: text,
    title,
    color: tone === 'bad' ? 'red' : tone === 'good' ? 'teal' : 'ink',
    autoClose: tone === 'bad' ? 12_000 : 4_000,
    withBorder: true,
    role: tone === 'bad' ? 'alert' : 'status',
  });
}
