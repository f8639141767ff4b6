import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import type { AuditNote } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { handle } from '../../kernel/run.ts';
import { NotFound, Refusal, StaleVersion } from '../../pure/refusal.ts';
import { namesRecords } from '../audit/public.ts';
import { importedFields } from '../fields/public.ts';
import { guardsNotices } from '../notices/public.ts';
import * as contract from './contract.ts';
import { detect, openFiles, problemsOf, propose } from './detect.ts';
import { RUN_JOB } from './jobs.ts';
import { rejectsFile } from './rejects.ts';
import { estimateRows } from './rules-estimate.ts';
import { shapeOf } from './rules-mapping.ts';
import {
  deleteFile,
  deleteImport,
  insertFile,
  insertImport,
  loadImport,
  loadImports,
  rememberShape,
  type StoredImport,
  saveFile,
  saveImport,
} from './store.ts';
import { loadRejects } from './store-rejects.ts';
import { loadNames } from './store-undo.ts';
import { loadLater, undo } from './undo.ts';
import './store-texts.ts';

namesRecords(async (ctx, ids) => {
  const found = ctx.can('imports.run') ? await loadNames(ctx, ids) : [];
  return new Map(found.map(({ id, name }) => [id, { name, path: `/imports/${id}` }]));
});

guardsNotices(
  'imports',
  async (ctx, ids) => new Set(ctx.can('imports.run') ? (await loadNames(ctx, ids)).map(({ id }) => id) : []),
);

/** The largest file that may be uploaded. */
export const MAX_FILE_BYTES = 4 * 1024 ** 3;

/** An import that has not run yet, kept from others until the end; Refusal when it has. */
async function draft(ctx: Ctx, id: string): Promise<StoredImport> {
  const stored = await loadImport(ctx, id, true);
  if (stored.state !== 'draft' && stored.state !== 'failed' && stored.state !== 'cancelled') {
    throw new Refusal('imports.notDraft', 'This import runs or has run; begin another one.', { state: stored.state });
  }
  return stored;
}

/** A mapping as it is stored: `own` marks what a person set, which no proposal replaces. */
type Kept = StoredImport['mapping'][number] & { own?: true };

/**
 * Looks into the files anew and saves what was found and proposed: a file that joins can change what the others are (lines find their headers, codes their
 * meanings). Mappings that a person set stay for tables that are still there, but for those of the file `anew`.
 */
export async function detectAgain(
  ctx: Ctx,
  id: string,
  as: string | null,
  keep: boolean,
  anew?: string,
): Promise<StoredImport> {
  const stored = await loadImport(ctx, id);
  const found = await detect(ctx, stored, as);
  const renewed = new Set(found.files.get(anew ?? '')?.tables.map((table) => table.id));
  const kept = keep ? (stored.mapping as Kept[]).filter((own) => own.own && !renewed.has(own.table)) : [];
  const mapping = found.mapping.map((proposed) => kept.find((own) => own.table === proposed.table) ?? proposed);
  const tables = new Map([...found.files.values()].flatMap((file) => file.tables.map((table) => [table.id, table])));
  const own = await importedFields(ctx);
  const problems = mapping.flatMap((each) => problemsOf(each, tables.get(each.table)!, own));
  await saveImport(ctx, id, {
    state: 'draft',
    mapping: json(mapping),
    mapping_problems: json(problems),
    dry_run: null,
    failure: null,
  });
  for (const [fileId, { tables, problem }] of found.files) await saveFile(ctx, id, fileId, { tables, problem });
  return loadImport(ctx, id);
}

/** Stores the bytes of a file and adds it to an import. Its name is a label only: what it is, its bytes say. */
export async function addFile(ctx: Ctx, id: string, name: string, content: Readable): Promise<string> {
  const { sha256, size } = await ctx.files.save(content, MAX_FILE_BYTES);
  const label =
    name
      .split(/[\\/]/)
      .at(-1)!
      .replaceAll(/\p{Cc}/gu, '')
      .slice(0, 255) || 'file';
  return insertFile(ctx, id, { name: label, sha256, size });
}

/** Checks a mapping against the tables of an import and saves it, remembered for files of the same shape. */
export async function setMapping(
  ctx: Ctx,
  stored: StoredImport,
  mapping: StoredImport['mapping'],
  options: StoredImport['options'],
): Promise<void> {
  const open = await openFiles(ctx.files, stored.files);
  try {
    const problems = [];
    const fields = await importedFields(ctx);
    for (const { id, table } of open.tables) {
      const own = mapping.find((each) => each.table === id || each.table === table.file || each.table === table.name);
      if (!own) continue;
      const wrong = problemsOf(own, table, fields);
      problems.push(...wrong);
      if (wrong.length === 0) await rememberShape(ctx, shapeOf(table), own);
    }
    const kept = mapping.map((each): Kept => {
      const before = (stored.mapping as Kept[]).find((one) => one.table === each.table);
      return before === undefined || before.own || !isDeepStrictEqual(before, each) ? { ...each, own: true } : each;
    });
    await saveImport(ctx, stored.id, {
      mapping: json(kept),
      mapping_problems: json(problems),
      options: json(options),
      dry_run: null,
    });
  } finally {
    await open.close();
  }
}

/** Refuses to start an import that cannot come in as it is. */
function checkReady(stored: StoredImport): void {
  const { view } = stored;
  if (view.files.length === 0) throw new Refusal('imports.noFiles', 'Add a file first.');
  const broken = view.files.find((file) => file.problem);
  if (broken) throw new Refusal('imports.unreadable', broken.problem!.message, { file: broken.name });
  if (stored.mapping.every((mapping) => mapping.kind === null)) {
    const tables = view.files.flatMap((file) => file.tables);
    const why = tables.slice(0, 3).map((table) => ` ${table.name}: ${table.reasons[0] ?? 'left out'}.`);
    throw new Refusal(
      'imports.noKind',
      `Nothing in these files was recognised. Say what the tables are.${why.join('')}${tables.length > 3 ? ' ...' : ''}`,
    );
  }
  const [first] = view.mappingProblems;
  if (first) throw new Refusal('imports.mapping', `${first.table}: ${first.field}: ${first.expected}`, first);
}

/** How many rows an import has: as the dry run counted them, else about. */
function rowsAbout({ view, files, mapping }: StoredImport): number {
  if (view.dryRun) return view.dryRun.files.reduce((sum, file) => sum + file.rows, 0);
  const used = new Set(mapping.filter((each) => each.kind !== null).map((each) => each.table));
  return estimateRows(files.map((file) => ({ ...file, tables: file.tables.filter((table) => used.has(table.id)) })));
}

/** Marks an import (or its dry run) as about to run; Refusal when it cannot come in as it is. */
export async function enqueueState(ctx: Ctx, stored: StoredImport, dryRun: boolean): Promise<void> {
  checkReady(stored);
  await saveImport(ctx, stored.id, {
    state: dryRun ? 'checking' : 'queued',
    phase: 'waiting',
    rows_done: 0n,
    rows_total: BigInt(rowsAbout(stored)),
    heartbeat_at: ctx.now,
    started_at: null,
    cancel_asked_at: null,
    failure: null,
    ...(dryRun ? { dry_run: null } : { report: null }),
  });
}

/** Puts an import (or its dry run) into the queue. */
async function enqueueRun(ctx: Ctx, stored: StoredImport, dryRun: boolean): Promise<void> {
  await enqueueState(ctx, stored, dryRun);
  await ctx.enqueue(RUN_JOB, { importId: stored.id, dryRun }, { key: `${RUN_JOB}:${stored.id}` });
}

/** Says in the audit which import an act was done to. */
const note = (ctx: Ctx, id: string, change: Pick<AuditNote, 'before' | 'after'> = {}) =>
  ctx.note({ recordKind: 'import', recordId: id, ...change });

const view = async (ctx: Ctx, id: string) => (await loadImport(ctx, id)).view;

export const handlers = [
  handle(contract.listImports, (ctx, input) => loadImports(ctx, input.after ?? null, input.limit ?? 50)),

  handle(contract.createImport, async (ctx, input) => {
    const id = await insertImport(ctx, {
      name: input.name ?? `Import of ${ctx.today}`,
      source: input.source ?? 'ledger',
    });
    return view(ctx, id);
  }),

  handle(contract.getImport, (ctx, input) => view(ctx, input.id)),

  handle(contract.discardImport, async (ctx, input) => {
    const { name } = await draft(ctx, input.id);
    await deleteImport(ctx, input.id);
    note(ctx, input.id, { before: { name } });
    return {};
  }),

  handle(contract.addImportFile, async (ctx, input) => {
    await draft(ctx, input.id);
    note(ctx, input.id, { after: { file: input.name } });
    await addFile(ctx, input.id, input.name, input.file as Readable);
    return (await detectAgain(ctx, input.id, null, true)).view;
  }),

  handle(contract.removeImportFile, async (ctx, input) => {
    const { files } = await draft(ctx, input.id);
    note(ctx, input.id, { before: { file: files.find(({ id }) => id === input.fileId)?.name } });
    await deleteFile(ctx, input.id, input.fileId);
    return (await detectAgain(ctx, input.id, null, true)).view;
  }),

  handle(contract.redetectImportFile, async (ctx, input) => {
    const { files } = await draft(ctx, input.id);
    note(ctx, input.id, { after: { file: files.find(({ id }) => id === input.fileId)?.name } });
    await saveFile(ctx, input.id, input.fileId, { overrides: input.overrides });
    return (await detectAgain(ctx, input.id, null, true, input.fileId)).view;
  }),

  handle(contract.proposeImportMapping, async (ctx, { id, table, kind }) => {
    const found = await propose(ctx, await loadImport(ctx, id), { table, kind });
    if (found === null) throw new NotFound();
    const { fields, constants, options, confidence, reasons, warnings, unmapped } = found;
    return {
      mapping: { table, kind, fields, constants, options: { ...options } },
      confidence,
      reasons,
      warnings,
      unmapped,
    };
  }),

  handle(contract.saveImportMapping, async (ctx, input) => {
    const stored = await draft(ctx, input.id);
    if (stored.version !== input.version)
      throw new StaleVersion(stored.view, { ...stored.view, mapping: input.mapping });
    await setMapping(ctx, stored, input.mapping, input.options ?? stored.options);
    note(ctx, input.id);
    return view(ctx, input.id);
  }),

  handle(contract.checkImport, async (ctx, input) => {
    await enqueueRun(ctx, await draft(ctx, input.id), true);
    note(ctx, input.id);
    return view(ctx, input.id);
  }),

  handle(contract.runImport, async (ctx, input) => {
    await enqueueRun(ctx, await draft(ctx, input.id), false);
    note(ctx, input.id);
    return view(ctx, input.id);
  }),

  handle(contract.cancelImport, async (ctx, input) => {
    const stored = await loadImport(ctx, input.id, true);
    if (stored.state === 'queued')
      await saveImport(ctx, input.id, { state: 'cancelled', phase: null, cancel_asked_at: ctx.now });
    else if (stored.state === 'running' || stored.state === 'checking')
      await saveImport(ctx, input.id, { cancel_asked_at: ctx.now });
    else throw new Refusal('imports.notRunning', 'This import does not run.', { state: stored.state });
    note(ctx, input.id);
    return view(ctx, input.id);
  }),

  handle(contract.undoImport, async (ctx, input) => {
    await undo(ctx, input.id);
    return view(ctx, input.id);
  }),

  handle(contract.getUndo, async (ctx, input) => {
    await loadImport(ctx, input.id);
    return { later: await loadLater(ctx, input.id) };
  }),

  handle(contract.listRejects, async (ctx, input) => {
    await loadImport(ctx, input.id);
    const after = Number(input.after ?? 0);
    if (!Number.isSafeInteger(after)) throw new NotFound();
    return loadRejects(ctx, input.id, after, input.limit ?? 50);
  }),

  handle(contract.downloadRejects, async (ctx, input) => {
    note(ctx, input.id);
    return rejectsFile(ctx, await loadImport(ctx, input.id), input.table);
  }),
];
