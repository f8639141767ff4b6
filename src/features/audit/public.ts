import type { Ctx } from '../../kernel/ctx.ts';
import { memberNames } from '../people/public.ts';

/** What a record is called, and the page that shows it (null: there is none for this reader). */
export interface NamedRecord {
  name: string;
  path: string | null;
}

/** Names those of the records that are the room's own and that the reader may see; leaves all others out. */
type Namer = (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, NamedRecord>>;
const namers: Namer[] = [membersNamed];

/** A later room says here how its records are called in the audit. Call it once, when the module loads. */
export function namesRecords(namer: Namer): void {
  namers.push(namer);
}

/** The records among the ids that some room names for this reader. */
export async function recordNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, NamedRecord>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, NamedRecord>();
  if (wanted.length === 0) return found;
  for (const namer of namers) for (const [id, named] of await namer(ctx, wanted)) found.set(id, named);
  return found;
}

async function membersNamed(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, NamedRecord>> {
  const names = await memberNames(ctx, ids);
  const path = (name: string) => `/settings?tab=people&ended=true&member=${encodeURIComponent(name)}`;
  return new Map([...names].map(([id, name]) => [id, { name, path: path(name) }]));
}
