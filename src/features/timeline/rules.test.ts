import { describe, expect, test } from 'vitest';
import { rights, scopeOf } from '../../app/roles.ts';
import { ENTRY_KINDS, openKinds, patternsOf, RIGHT_OF } from './rules.ts';

describe('kinds of entries', () => {
  const of = (...roles: string[]) => openKinds((verb) => scopeOf(roles, verb));

  test('every kind needs a right that there is', () => {
    for (const kind of ENTRY_KINDS) expect(Object.keys(rights)).toContain(RIGHT_OF[kind]);
  });

  test('an entry is for those who may read its fact', () => {
    expect(of('head')).toEqual(ENTRY_KINDS);
    expect(of('contributor')).toEqual(
      ENTRY_KINDS.filter((kind) => !/^(ledger|segmentation|accounts\.termsChanged)/.test(kind)),
    );
    expect(of('admin')).toEqual([]);
  });

  test('a right that reaches less far than that to the account shows nothing', () => {
    const scope = (verb: string) => (verb === 'ledger.read' ? ('own' as const) : ('all' as const));
    expect(openKinds(scope)).not.toContain('ledger.imported');
    expect(openKinds(scope, ['ledger.imported', 'notes.written'])).toEqual(['notes.written']);
  });
});

test('a search: every word once, the longest first, signs of patterns as they are', () => {
  expect(patternsOf('  Oat 100%_\\ oat ')).toEqual(['%100\\%\\_\\\\%', '%oat%']);
  expect(patternsOf(' ')).toEqual([]);
});
