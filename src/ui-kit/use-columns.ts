import { useCallback, useMemo, useState } from 'react';
import type { Column } from './column.ts';

type Shown = Record<string, boolean>;

function kept(name: string): Shown {
  try {
    return JSON.parse(localStorage.getItem(`vitalfew.columns.${name}`) ?? '{}') as Shown;
  } catch {
    return {};
  }
}

/** Which columns of a table are shown: the reader's choice, kept on this machine, over the defaults. */
export function useColumns<Row>(name: string, columns: readonly Column<Row>[]) {
  const [chosen, setChosen] = useState<Shown>(() => kept(name));
  const visibility = useMemo(
    () =>
      Object.fromEntries(columns.map((column) => [column.id, column.fixed || (chosen[column.id] ?? !column.hidden)])),
    [columns, chosen],
  );
  const choose = useCallback(
    (next: Shown) => {
      setChosen(next);
      localStorage.setItem(`vitalfew.columns.${name}`, JSON.stringify(next));
    },
    [name],
  );
  return {
    visibility,
    toggle: (id: string) => choose({ ...chosen, [id]: !visibility[id] }),
    reset: () => choose({}),
  };
}
