import type { Ctx } from '../../kernel/ctx.ts';
import { addEntry, keepEntriesOf } from '../timeline/public.ts';
import type { FileRow } from './store.ts';

type Event = 'files.added' | 'files.versionAdded' | 'files.removed' | 'files.restored';

/** Tells the timeline what became of a file; only its readers hear of a confidential one. Of the file of a task the task tells. */
export async function tellFile(ctx: Ctx, event: Event, file: FileRow): Promise<void> {
  if (file.record_kind === 'task' || file.account_id === null) return;
  await addEntry(ctx, event, {
    accountId: file.account_id,
    recordId: file.id,
    contactId: file.record_kind === 'contact' ? file.record_id : null,
    text: file.name,
    readers: file.readers,
    teamReads: file.team_reads,
    params: { kind: file.kind, number: file.number },
  });
}

/** Brings the entries of a file to who may read it now. */
export const keepEntries = (
  ctx: Ctx,
  fileId: string,
  kept: { accountId: string; readers: readonly string[] | null; teamReads: boolean },
) => keepEntriesOf(ctx, 'files.added', fileId, kept);

/** The same for a file whose readers were changed. */
export const tellReaders = async (ctx: Ctx, file: FileRow): Promise<void> =>
  file.account_id === null
    ? undefined
    : keepEntries(ctx, file.id, { accountId: file.account_id, readers: file.readers, teamReads: file.team_reads });
