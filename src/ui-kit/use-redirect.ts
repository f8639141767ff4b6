import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

/** The record of this page is at another address now: goes there, with what stands behind the question mark. The old address leaves the history. */
export function useRedirect(path: string | null): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (path !== null) void navigate({ href: `${path}${window.location.search}`, replace: true });
  }, [path, navigate]);
}
