import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { call } from '../../../ui-kit/call.ts';
import { CallError } from '../../../ui-kit/call-error.ts';
import { callKey, useAct } from '../../../ui-kit/use-call.ts';
import { getImport, listImports, proposeImportMapping, saveImportMapping } from '../contract.ts';
import type { ImportOptions, ImportView, TableMapping } from './types.ts';

/** What the person changed and has not saved; `version` is that of the import when the first change was made. */
interface Own {
  version: number;
  mapping: TableMapping[];
  options: ImportOptions;
}

/** The mapping on screen: the saved one, or the person's changes on top until they are saved. */
export function useDraft(view: ImportView) {
  const client = useQueryClient();
  const [own, setOwn] = useState<Own | null>(null);
  const act = useAct(saveImportMapping, { touches: [getImport, listImports], quiet: true });
  const { mutateAsync, reset } = act;
  const shown = own ?? view;

  const change = useCallback(
    (part: { mapping?: TableMapping[]; options?: ImportOptions }) => {
      reset();
      setOwn((before) => ({
        version: before?.version ?? view.version,
        mapping: part.mapping ?? before?.mapping ?? view.mapping,
        options: part.options ?? before?.options ?? view.options,
      }));
    },
    [reset, view],
  );

  /** Changes the mapping of one table. */
  const edit = useCallback(
    (table: string, next: TableMapping) =>
      change({ mapping: (own?.mapping ?? view.mapping).map((each) => (each.table === table ? next : each)) }),
    [change, own, view],
  );

  /** Makes one table another kind, and fills its columns with what the server proposes for that kind, unless somebody changes them meanwhile. */
  const choose = useCallback(
    async (table: string, next: TableMapping): Promise<void> => {
      edit(table, next);
      if (next.kind === null) return;
      const found = await call(proposeImportMapping, { id: view.id, table, kind: next.kind }).catch(() => null);
      if (found === null) return;
      setOwn(
        (before) =>
          before && { ...before, mapping: before.mapping.map((each) => (each === next ? found.mapping : each)) },
      );
    },
    [edit, view.id],
  );

  /** True when nothing is left to save. */
  const save = useCallback(async (): Promise<boolean> => {
    if (own === null) return true;
    try {
      await mutateAsync({ id: view.id, ...own });
      setOwn(null);
      return true;
    } catch {
      return false;
    }
  }, [own, mutateAsync, view.id]);

  const drop = useCallback(() => {
    reset();
    setOwn(null);
    // What others saved meanwhile is shown.
    void client.invalidateQueries({ queryKey: callKey(getImport, { id: view.id }) });
  }, [reset, client, view.id]);

  return {
    mapping: shown.mapping,
    options: shown.options,
    dirty: own !== null,
    saving: act.isPending,
    error: act.error,
    /** Somebody else saved meanwhile. */
    stale: act.error instanceof CallError && act.error.status === 409 && act.error.code === 'stale',
    change,
    edit,
    choose,
    save,
    drop,
  };
}

export type Draft = ReturnType<typeof useDraft>;
