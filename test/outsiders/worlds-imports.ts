import * as imports from '../../src/features/imports/contract.ts';
import type { TestHouse } from '../house.ts';
import { carryOut, prepare } from '../imports.ts';
import type { Ids } from './asking.ts';
import type { World } from './worlds.ts';

export const salesFile = (name: string, rows: number) => ({
  name,
  content: `Invoice;Date;Customer no;Net\n${Array.from({ length: rows }, (_, at) => `R${at};2025-01-05;M;${at}.00`).join('\n')}\nX;bad;M;1\n`,
});

/** Imports that the outsiders may not know of: a draft that was tried, and one that was given up. */
export async function hideImports(t: TestHouse, { people }: World, size: number): Promise<Ids> {
  const insider = t.same(people.insider);
  const draft = await prepare(insider, [salesFile('secret.csv', size)]);
  await carryOut(t, insider, draft.id, { dryRun: true });
  const gone = await prepare(insider, [salesFile('gone.csv', 2)]);
  await insider.call(imports.discardImport, { id: gone.id });
  const view = await insider.call(imports.getImport, { id: draft.id });
  const mapping = view.mapping.map((each) => ({ ...each, constants: { currency: 'EUR' } }));
  await insider.call(imports.saveImportMapping, { id: draft.id, mapping, version: view.version });
  await carryOut(t, insider, draft.id, { dryRun: true });
  return { import: draft.id, importFile: view.files[0]!.id, goneImport: gone.id };
}
