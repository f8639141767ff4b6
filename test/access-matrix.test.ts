import { expect, test } from 'vitest';
import { accessMatrix } from '../src/app/access-matrix.ts';
import { handlers, operations } from '../src/app/features.ts';
import { rights } from '../src/app/roles.ts';
import { expectSnapshot } from './snapshot.ts';

test('who may do what is access-matrix.txt', () => expectSnapshot('access-matrix.txt', accessMatrix(operations)));

test('every operation has exactly one handler, and every handler a declared operation', () => {
  const handled = handlers.map((handler) => handler.operation.name).sort();
  expect(handled).toEqual(operations.map((operation) => operation.name).sort());
});

test('an operation of an organisation has a right; only the gate has none', () => {
  for (const handler of handlers) {
    const isRight = handler.operation.permission.includes('.');
    expect(isRight, handler.operation.name).toBe(handler.kind === 'tenant');
    if (isRight) expect(Object.keys(rights), handler.operation.name).toContain(handler.operation.permission);
  }
});

test('an administrator reads no account by that alone', () => {
  for (const verb of ['accounts.read', 'ledger.read', 'segmentation.read', 'segmentation.seeAll'] as const) {
    expect('admin' in rights[verb], verb).toBe(false);
  }
});
