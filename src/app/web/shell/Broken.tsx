import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ErrorState } from '../../../ui-kit/States.tsx';

const KEPT = 'vitalfew.reloaded';

/** A newer version was installed while this one was open: its scripts are gone, one reload brings the new ones. */
const gone = (error: unknown): error is Error =>
  error instanceof Error && /dynamically imported module|importing a module script/i.test(error.message);

/** The page of last resort: what went wrong, the number of the request, and "try again". */
export function Broken({ error, reset }: ErrorComponentProps) {
  useEffect(() => {
    if (!gone(error) || sessionStorage.getItem(KEPT) === error.message) return;
    sessionStorage.setItem(KEPT, error.message);
    location.reload();
  }, [error]);
  return <ErrorState error={error} retry={reset} />;
}
