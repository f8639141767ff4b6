import { each, type Ids, type Input, NOTHING, type Question, recordsOf } from './asking.ts';

const OF_ACCOUNT = { kind: 'account', survivorVersion: 1, absorbedVersion: 1 };

/** What an outsider asks about duplicates and merges. What is known of hidden records by strong facts alone is the exception that src/features/duplicates says. */
export function aboutDuplicates(ids: Ids): Record<string, Question[]> {
  const { of, hidden, both } = recordsOf(ids);
  const people = of('contact', 'looseContact', 'bert', 'mover');
  const [mine, shop] = [ids.mine ?? NOTHING, ids.shop ?? NOTHING];
  const withMine = (records: Input[]) =>
    records.flatMap(({ id }) => [
      { kind: 'account', survivorId: id, absorbedId: mine },
      { kind: 'account', survivorId: mine, absorbedId: id },
    ]);
  return {
    listDuplicates: [
      {},
      { limit: 1 },
      { kind: 'contact' },
      { state: 'dismissed' },
      ...[...recordsOf(ids).of('import'), { id: NOTHING }].map(({ id }) => ({ importId: id })),
      ...[...both, ...people].map(({ id }) => ({ recordId: id })),
    ],
    decideDuplicate: [{ id: NOTHING, isDuplicate: false, reason: 'X', version: 1 }],
    scanDuplicates: [{}],
    checkAccount: [
      ...['Hidden', 'Hidden GmbH', 'Secret', 'Alone', 'Shop'].map((name) => ({ name })),
      ...each(hidden, { name: 'X' }),
    ],
    checkContact: [
      { name: 'Hidden Contact' },
      { name: 'Hidden Contact', phones: ['+49 30 555 1234'] },
      ...each(people, { name: 'Hidden Contact' }),
      ...hidden.map(({ id }) => ({ name: 'Hidden Contact', accountId: id })),
    ],
    previewMerge: [
      ...withMine([...hidden, { id: shop }]),
      ...people.flatMap(({ id }) => people.map((other) => ({ kind: 'contact', survivorId: id, absorbedId: other.id }))),
    ],
    mergeRecords: withMine(hidden).map((input) => ({ ...input, ...OF_ACCOUNT })),
    listMerges: [{}, { kind: 'contact' }, ...both.map(({ id }) => ({ recordId: id }))],
    getMerge: of('merge'),
    undoMerge: each(of('merge'), { version: 1, reason: 'X' }),
  };
}
