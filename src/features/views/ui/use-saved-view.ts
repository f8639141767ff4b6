import { useEffect } from 'react';
import type { Operation } from '../../../pure/operation.ts';
import { useCall } from '../../../ui-kit/use-call.ts';
import type { Look, View } from '../contract.ts';

/** The four operations on the views of one list. */
export type ViewOperations = Readonly<Record<'list' | 'add' | 'save' | 'remove', Operation>>;

const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : value);
const plain = (filter: object) =>
  JSON.stringify(
    Object.entries(filter)
      .map(([field, value]) => [field, sorted(value)])
      .sort(),
  );

/** Whether a view says something else than the list at present. */
export function differs(view: Look, now: Look): boolean {
  return (
    plain(view.filter) !== plain(now.filter) ||
    view.sort !== now.sort ||
    view.direction !== now.direction ||
    JSON.stringify(sorted(view.columns)) !== JSON.stringify(sorted(now.columns))
  );
}

/**
 * The saved views of a list, and the one that its address names. `bare`: nothing but the view stands in the address, a link that somebody passed on: `open` is
 * told once what it says.
 */
export function useSavedView(list: Operation, address: { id: string; bare: boolean }, open: (view: View) => void) {
  const found = useCall(list, {});
  const views = found.data as { rows: View[] } | undefined;
  const saved = views?.rows.find((one) => one.id === address.id);
  const passedOn = address.bare && !found.error;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `open` is another function at each turn, and says the same
  useEffect(() => {
    if (passedOn && saved) open(saved);
  }, [passedOn, saved]);
  return {
    views: views?.rows ?? [],
    saved,
    /** The list waits until it is known what the link says. */
    waits: passedOn && (found.isPending || saved !== undefined),
    /** The view of the address is not there. */
    gone: address.id !== '' && views !== undefined && saved === undefined,
  };
}
