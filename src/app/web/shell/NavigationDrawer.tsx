import { Drawer } from '@mantine/core';
import { useWords } from '../../../ui-kit/words.ts';
import type { Session } from '../session.ts';
import { Navigation } from './Navigation.tsx';

/** The navigation on a phone. */
export default function NavigationDrawer({ session, onClose }: { session: Session; onClose: () => void }) {
  const t = useWords('shell');
  return (
    <Drawer
      opened
      onClose={onClose}
      size={272}
      padding={0}
      withCloseButton={false}
      aria-label={t('nav.label')}
      styles={{ body: { height: '100%', background: 'var(--sunken)' } }}
    >
      <Navigation session={session} slim={false} />
    </Drawer>
  );
}
