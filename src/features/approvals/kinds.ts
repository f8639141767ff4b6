import type { Ctx } from '../../kernel/ctx.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { Measure, State } from './contract-words.ts';

/** A request that has ended, as its kind hears of it. */
export interface Ended {
  id: string;
  state: Exclude<State, 'open'>;
  accountId: string | null;
  requesterId: string;
  /** What the room gave with it. */
  payload: Record<string, unknown>;
}

/** A kind of request. Its name stands in the words of its room as `approval.<word>`. */
export interface Kind {
  /** Room and word: `segmentation.tier`. */
  key: string;
  measure: Measure;
  /** Off until the organisation switches it on. */
  isOptional: boolean;
  /** Called in the transaction of the decision; a Refusal that it throws takes the decision back and is shown to who decides. */
  ended(ctx: Ctx, request: Ended): Promise<void>;
}

const kinds = new Map<string, Kind>();

/** A later room says here what it asks approval for. Call it once, when the module loads. */
export function namesApproval(kind: Kind): void {
  kinds.set(kind.key, kind);
}

/** The kinds there are, in the order of their names. */
export const allKinds = (): Kind[] => [...kinds.values()].sort((a, b) => (a.key < b.key ? -1 : 1));

/** One kind. Throws NotFound. */
export function kindOf(key: string): Kind {
  const kind = kinds.get(key);
  if (!kind) throw new NotFound();
  return kind;
}

/** Who stands in today for whom, by the id of whoever is away. */
type StandIns = (ctx: Ctx) => Promise<ReadonlyMap<string, readonly string[]>>;
let asked: StandIns = async () => new Map();

/** The room that knows who is away says here who stands in for whom today. Call it once, when the module loads. */
export function knowsStandIns(standIns: StandIns): void {
  asked = standIns;
}

/** Who stands in today for whom. */
export const standInsOf: StandIns = (ctx) => asked(ctx);
