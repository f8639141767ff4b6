import { lazy, Suspense } from 'react';
import type { ClashProps } from './ClashTable.tsx';

const Table = lazy(() => import('./ClashTable.tsx'));

/** Both versions of what somebody else saved in the meantime, side by side: take theirs or keep one's own, field by field. */
export function Clashes(props: ClashProps) {
  return props.clashes.length === 0 ? null : (
    <Suspense>
      <Table {...props} />
    </Suspense>
  );
}
