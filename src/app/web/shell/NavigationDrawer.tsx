import { Drawer } from '@mantine/core';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { Session } from '../session.ts';
import { Navigation } from './Navigation.tsx';

/** The navigation on a phone. */
export default function NavigationDrawer({ session, onClose }: { session: Session; onClose: () => void }) {
  const t = useWords('shell');
  useFocusBack(true);
  return (
    <Drawer.Root opened onClose={onClose} size={272} padding={0}>
      <Drawer.Overlay />
      <Drawer.Content aria-label={t('nav.label')} bg="var(--sunken)">
        <Navigation session={session} slim={false} />
      </Drawer.Content>
    </Drawer.Root>
  );
}
