import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusBack } from './use-focus-back.ts';
import { useWords } from './words.ts';

export interface DrawerProps {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Pixels; default 480. */
  size?: number;
  children: ReactNode;
}

/** What `SideDrawer` draws once it is opened. */
export default function DrawerPanel({ opened, onClose, title, size = 480, children }: DrawerProps) {
  const t = useWords('kit');
  useFocusBack(opened);
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
