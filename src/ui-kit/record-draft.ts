/** What a form holds of a record: flat fields. */
export type Fields = Record<string, unknown>;

/** A form on top of a saved record: what was saved when it was last looked at, what the person made of it, and where somebody else changed the same. */
export interface DraftState<T extends Fields> {
  version: number;
  base: T;
  draft: T;
  /** Fields that both changed, and differently. */
  clashes: readonly (keyof T & string)[];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A form as it opens. */
export const opened = <T extends Fields>(saved: T, version: number): DraftState<T> => ({
  version,
  base: saved,
  draft: saved,
  clashes: [],
});

/**
 * The form after the record was saved by somebody: what the person did not touch follows the record, what only the person changed
 * stays, what both changed stays as the person's and is named a clash.
 */
export function followed<T extends Fields>(state: DraftState<T>, saved: T, version: number): DraftState<T> {
  const fields = Object.keys(saved) as (keyof T & string)[];
  const touched = (field: keyof T) => !same(state.draft[field], state.base[field]);
  const draft = Object.fromEntries(
    fields.map((field) => [field, touched(field) ? state.draft[field] : saved[field]]),
  ) as T;
  const clashes = fields.filter(
    (field) =>
      touched(field) &&
      !same(state.draft[field], saved[field]) &&
      (!same(saved[field], state.base[field]) || state.clashes.includes(field)),
  );
  return { version, base: saved, draft, clashes };
}

/** The form after what was sent has been saved: what was typed since then is still the person's. */
export const sent = <T extends Fields>(state: DraftState<T>, values: T): DraftState<T> => ({
  ...state,
  base: values,
  clashes: [],
});

/** The form after a clash was settled: theirs or one's own. */
export function settled<T extends Fields>(
  state: DraftState<T>,
  field: keyof T & string,
  whose: 'theirs' | 'mine',
): DraftState<T> {
  return {
    ...state,
    draft: whose === 'theirs' ? { ...state.draft, [field]: state.base[field] } : state.draft,
    clashes: state.clashes.filter((one) => one !== field),
  };
}

/** Whether something is not saved. */
export const isDirty = <T extends Fields>({ draft, base }: DraftState<T>): boolean =>
  Object.keys(draft).some((field) => !same(draft[field], base[field]));
