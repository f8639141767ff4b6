import { lazy, Suspense, useRef } from 'react';
import type { DrawerProps } from './DrawerPanel.tsx';

const Panel = lazy(() => import('./DrawerPanel.tsx'));

/** A panel from the right for details and short forms; Esc closes it, the focus goes back. Its script loads when it is first opened. */
export function SideDrawer(props: DrawerProps) {
  const wanted = useRef(false);
  wanted.current ||= props.opened;
  return <Suspense>{wanted.current ? <Panel {...props} /> : null}</Suspense>;
}
