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

/** Which columns of a table are shown, and how to change that. */
export interface ColumnChoice {
  visibility: Readonly<Shown>;
  toggle: (id: string) => void;
  reset: () => void;
}

/**
 * Which columns of a table are shown: the reader's choice, kept on this machine under the name, over those of `first` (a saved view), else over
 * the defaults of the columns.
 */
export function useColumns<Row>(
  name: string,
  columns: readonly Column<Row>[],
  first?: readonly string[],
): ColumnChoice {
  const [state, setState] = useState(() => ({ name, chosen: kept(name) }));
  const chosen = useMemo(() => (state.name === name ? state.chosen : kept(name)), [state, name]);
  const visibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map(({ id, fixed, hidden }) => [
          id,
          fixed || (chosen[id] ?? (first === undefined ? !hidden : first.includes(id))),
        ]),
      ),
    [columns, chosen, first],
  );
  const choose = useCallback(
    (next: Shown) => {
      setState({ name, chosen: next });
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
