import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from './words.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Pixels; default 480. */
  size?: number;
  children: ReactNode;
}

/** A panel from the right for details and short forms; Esc closes it, the focus goes back. Load it lazily on first screens. */
export function SideDrawer({ opened, onClose, title, size = 480, children }: Props) {
  const t = useWords('kit');
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size={size}
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {children}
    </Drawer>
  );
}
