import { useEffect, useState } from 'react';
import type { Kind } from './types.ts';

/**
 * Whether columns of a table are named by a period each. The words for that are many: they load when such a table is looked at, and until
 * then the answer is no.
 */
export function usePeriodColumns(headers: readonly string[], kind: Kind | null): boolean {
  const [found, setFound] = useState(false);
  const asked = kind === 'targets' || kind === 'flat_sales' ? kind : null;
  const names = headers.join('\n');
  useEffect(() => {
    let left = false;
    setFound(false);
    if (asked === null) return;
    void import('../rules-wide.ts').then(({ periodColumns }) => {
      if (!left) setFound(periodColumns(names.split('\n'), asked, '2000').length > 0);
    });
    return () => {
      left = true;
    };
  }, [asked, names]);
  return found;
}
