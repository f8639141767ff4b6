import * as secrets from '../../src/features/secrets/contract.ts';
import type { Person, TestHouse } from '../house.ts';
import type { Ids } from './asking.ts';
import type { World } from './worlds.ts';

/** Support is not cleared for the upper class: what is in it is hidden from them. */
export async function makeLadder(insider: Person): Promise<Ids> {
  const lower = ['director', 'head', 'sales_support', 'credit_controller'] as const;
  const classes = [
    { name: 'Internal', roles: [...lower], people: [], mark: false },
    { name: 'Strict', roles: ['director' as const, 'head' as const], people: [], mark: true },
  ];
  const saved = await insider.call(secrets.saveClasses, { version: 1, logsDays: 1095, classes });
  return { internal: saved.classes[0]!.id, strict: saved.classes[1]!.id };
}

/** Puts everything that was hidden into a class for which not everybody with the right to all accounts is cleared. */
export async function classAll(t: TestHouse, world: World, found: Ids): Promise<Ids> {
  const known = Object.values(world.ids);
  const tops = await t.inside(
    async (ctx) => (await ctx.client.query('select id from accounts where parent_id is null')).rows as { id: string }[],
  );
  const insider = t.same(world.people.insider);
  for (const { id } of tops.filter((one) => !known.includes(one.id)))
    await insider.call(secrets.setAccountClass, { id, class: world.ids.strict!, version: 0 });
  return found;
}
