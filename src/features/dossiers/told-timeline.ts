import type { Ctx } from '../../kernel/ctx.ts';
import { changesBetween } from '../../pure/changes.ts';
import { addEntry } from '../timeline/public.ts';
import type { Section } from './contract.ts';

type Row = Readonly<Record<string, unknown>>;

/** Tells the timeline that somebody wrote a section: where it is from, as of when, and how long it is. The texts stand in its versions, with the rights of the dossier; of a confidential one only those hear who are cleared for its class. */
export async function tellSection(
  ctx: Ctx,
  accountId: string,
  section: Section,
  before: Row,
  after: Row,
  readers: readonly string[] | null,
): Promise<void> {
  const changes = changesBetween(before, after, ['source', 'source_note', 'known_as_of', 'characters']);
  await addEntry(ctx, 'dossiers.changed', { accountId, params: { section, changes }, readers });
}
