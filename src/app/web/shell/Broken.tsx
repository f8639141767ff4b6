import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { unreachable } from '../../../ui-kit/call-error.ts';
import { ErrorState } from '../../../ui-kit/States.tsx';

const KEPT = 'vitalfew.reloaded';

/** Scripts of a page did not come: a newer version was installed while this one was open, or nobody is there. A reload brings them; asking for them again does not. */
const gone = (error: unknown): error is Error =>
  error instanceof Error &&
  /dynamically imported module|importing a module script|unable to preload/i.test(error.message);

/** The page of last resort: what went wrong, the number of the request, and "try again". */
export function Broken({ error, reset }: ErrorComponentProps) {
  useEffect(() => {
    if (!gone(error) || !navigator.onLine || sessionStorage.getItem(KEPT) === error.message) return;
    sessionStorage.setItem(KEPT, error.message);
    location.reload();
  }, [error]);
  if (!gone(error)) return <ErrorState error={error} retry={reset} />;
  return <ErrorState error={navigator.onLine ? error : unreachable()} retry={() => location.reload()} />;
}
