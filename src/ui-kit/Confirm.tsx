import { lazy, Suspense, useRef } from 'react';
import type { ConfirmProps } from './ConfirmDialog.tsx';

const Dialog = lazy(() => import('./ConfirmDialog.tsx'));

/** Asks before an act that is hard to take back; its script loads when it is first opened. */
export function Confirm(props: ConfirmProps) {
  const wanted = useRef(false);
  wanted.current ||= props.opened;
  return <Suspense>{wanted.current ? <Dialog {...props} /> : null}</Suspense>;
}
