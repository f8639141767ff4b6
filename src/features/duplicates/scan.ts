import type { Ctx } from '../../kernel/ctx.ts';
import { KINDS, type Kind } from './contract.ts';
import { meetingKeys } from './keys.ts';
import { LEAST, likeness } from './rules.ts';
import {
  changedRecords,
  forgetGone,
  loadCompared,
  meeting,
  type NewPair,
  saveKeys,
  savePairs,
  waitForScan,
} from './store-scan.ts';

const BATCH = 2000;

/** Compares the records of one batch that changed since they were compared. True when there may be more. */
export async function scan(ctx: Ctx): Promise<boolean> {
  await waitForScan(ctx);
  for (const kind of KINDS) {
    const ids = await changedRecords(ctx, kind, BATCH);
    if (ids.length > 0) {
      await compare(ctx, kind, ids);
      return true;
    }
    await forgetGone(ctx, kind);
  }
  await ctx.announce({ kind: 'duplicates', verb: 'duplicates.scan' });
  return false;
}

async function compare(ctx: Ctx, kind: Kind, ids: readonly string[]): Promise<void> {
  const own = await loadCompared(ctx, kind, ids);
  await saveKeys(ctx, kind, new Map([...own].map(([id, compared]) => [id, meetingKeys(compared)])));
  const met = await meeting(ctx, ids);
  const others = await loadCompared(ctx, kind, [...new Set(met.map(([, other]) => other))]);
  const pairs = new Map<string, NewPair>();
  for (const [one, other] of met) {
    const [mine, theirs] = [own.get(one), others.get(other)];
    if (!mine || !theirs) continue;
    const found = likeness(kind, mine, theirs);
    if (found.score >= LEAST) pairs.set([one, other].sort().join(), { one, other, ...found });
  }
  await savePairs(ctx, kind, ids, [...pairs.values()]);
}
