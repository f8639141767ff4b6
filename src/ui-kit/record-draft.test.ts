import { describe, expect, test } from 'vitest';
import { followed, isDirty, opened, sent, settled } from './record-draft.ts';

const saved = { name: 'Acme', city: 'Bonn', phone: '1' };
const typed = (part: Partial<typeof saved>) => {
  const state = opened(saved, 1);
  return { ...state, draft: { ...state.draft, ...part } };
};

describe('a form while somebody else saves', () => {
  test('untouched fields follow, own changes stay, what both changed is named', () => {
    const state = followed(typed({ name: 'Acme AG', phone: '2' }), { name: 'ACME', city: 'Berlin', phone: '1' }, 2);
    expect(state).toEqual({
      version: 2,
      base: { name: 'ACME', city: 'Berlin', phone: '1' },
      draft: { name: 'Acme AG', city: 'Berlin', phone: '2' },
      clashes: ['name'],
    });
    expect(settled(state, 'name', 'theirs')).toMatchObject({ draft: { name: 'ACME', phone: '2' }, clashes: [] });
    expect(settled(state, 'name', 'mine')).toMatchObject({ draft: { name: 'Acme AG' }, clashes: [] });
    expect(followed(state, { ...saved, name: 'ACME', city: 'Berlin' }, 3).clashes).toEqual(['name']);
    expect(followed(state, { ...saved, name: 'Acme AG' }, 3).clashes).toEqual([]);
  });

  test('the same change by both is no clash', () => {
    expect(followed(typed({ name: 'ACME' }), { ...saved, name: 'ACME' }, 2).clashes).toEqual([]);
  });

  test('what is typed between saving and reading again is kept, and is no clash with oneself', () => {
    const first = typed({ name: 'ACME' });
    const onTheWay = { ...first, draft: { ...first.draft, name: 'ACME 2', city: 'Köln' } };
    const done = followed(sent(onTheWay, first.draft), { ...saved, name: 'ACME' }, 2);
    expect(done.draft).toEqual({ name: 'ACME 2', city: 'Köln', phone: '1' });
    expect(done.clashes).toEqual([]);
    expect(isDirty(done)).toBe(true);
    expect(isDirty(opened(saved, 1))).toBe(false);
  });
});
