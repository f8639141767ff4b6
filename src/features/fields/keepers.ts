import type { RawBuilder } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { RecordKind } from './contract.ts';

/** What a room says of records that have fields of the organisation's own. */
export interface Keeper {
  kind: RecordKind;
  /** SQL over an id: the actor may see the record. Only where the account of an entry in the audit does not say so. */
  guards?(ctx: Ctx, id: RawBuilder<unknown>): RawBuilder<boolean>;
}

const all: Keeper[] = [];

/** A room names a kind of its records that has fields. Call it once, when the module loads. */
export function keepsFields(keeper: Keeper): void {
  all.push(keeper);
}

export const keepers = (): readonly Keeper[] => all;
