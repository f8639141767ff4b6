import type { TObject, TSchema } from 'typebox';
import type { Operation } from '../pure/operation.ts';
import { reachesOne } from './access.ts';
import type { Actor, Ctx, Organisation } from './ctx.ts';
import type { House } from './run.ts';
import { rightsIn } from './secrecy.ts';
import { coversReach, handedTo, scopeOfActor } from './stand-ins.ts';

/** What an actor may do, how far. The system may do everything. */
export function powersOf(
  house: Pick<House, 'scopeOf' | 'handover' | 'hangsOnAccounts'>,
  org: Organisation,
  actor: Actor,
) {
  const rights = rightsIn(house, org);
  const isSystem = actor.userId === null;
  return {
    scopeOf: rights.scopeOf,
    scope: (verb: string) => (isSystem ? 'all' : scopeOfActor(rights, actor, verb)),
    ownScope: (verb: string) => (isSystem ? 'all' : rights.scopeOf(actor.roles, verb)),
    handed: (verb: string) => handedTo(rights, actor, verb),
  };
}

/**
 * Which verbs open confidential fields of an answer. Somebody who stands in for a colleague may hold one on accounts of their own only: then it opens the fields of an
 * answer about one account where it reaches that, and no other.
 */
export async function openFields(ctx: Ctx, operation: Operation<TObject, TSchema>, input: Record<string, unknown>) {
  const open = new Map<string, boolean>();
  if (ctx.actor.standsIn.length === 0) return ctx.can;
  for (const verb of Object.keys(operation.confidential)) {
    const isOfOne = operation.path.startsWith('/accounts/{id}');
    const covers = coversReach(ctx, verb, operation.permission);
    open.set(verb, covers || (isOfOne && (await reachesOne(ctx, verb, String(input.id)))));
  }
  return (verb: string) => open.get(verb) ?? ctx.can(verb);
}
