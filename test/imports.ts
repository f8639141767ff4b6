import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as contract from '../src/features/imports/contract.ts';
import { type RunEnd, runOne } from '../src/features/imports/run.ts';
import { verifyLedger } from '../src/features/ledger/public.ts';
import type { Organisation } from '../src/kernel/ctx.ts';
import type { OutputOf } from '../src/pure/operation.ts';
import type { Person, TestHouse } from './house.ts';
import { JOURNALED_AND_ROLLED } from './ledger-tables.ts';

export type ImportView = OutputOf<typeof contract.getImport>;

/** A file as it is uploaded: a path, or a name with its text or bytes. */
export type Upload = string | { name: string; content: string | Buffer };

export interface Bringing {
  org?: Organisation;
  source?: string;
  dryRun?: boolean;
  options?: ImportView['options'];
  /** Changes the proposed mapping before the run. */
  map?(view: ImportView): ImportView['mapping'];
}

/** Begins an import over HTTP and uploads its files; gives what was detected. */
export async function prepare(who: Person, files: readonly Upload[], how: Bringing = {}): Promise<ImportView> {
  let view = await who.call(contract.createImport, { name: nameOf(files[0]!), source: how.source });
  for (const file of files) {
    const payload = typeof file === 'string' ? readFileSync(file) : Buffer.from(file.content);
    const answer = await who.ask(contract.addImportFile, { id: view.id, name: nameOf(file) }, { payload });
    if (answer.status !== 200) throw new Error(`${nameOf(file)}: ${answer.status} ${answer.text}`);
    view = answer.body;
  }
  if (how.map || how.options) {
    const mapping = how.map ? how.map(view) : view.mapping;
    view = await who.call(contract.saveImportMapping, {
      id: view.id,
      mapping,
      options: how.options,
      version: view.version,
    });
  }
  return view;
}

const nameOf = (file: Upload) => (typeof file === 'string' ? basename(file) : file.name);

/** Queues an import (or its dry run) over HTTP and does the worker's part. */
export async function carryOut(
  t: TestHouse,
  who: Person,
  id: string,
  how: Bringing = {},
): Promise<{ end: RunEnd; view: ImportView }> {
  await who.call(how.dryRun ? contract.checkImport : contract.runImport, { id });
  const end = await runOne(t.house, how.org ?? t.org, id, { dryRun: how.dryRun === true });
  return { end, view: await who.call(contract.getImport, { id }) };
}

/** Upload, queue and run. */
export async function bring(t: TestHouse, who: Person, files: readonly Upload[], how: Bringing = {}) {
  const { id } = await prepare(who, files, how);
  return carryOut(t, who, id, how);
}

/** The report of a run that came through; fails with its reason otherwise. */
export function reportOf({ end }: { end: RunEnd }): NonNullable<ImportView['report']> {
  if (end.state !== 'done' && end.state !== 'checked') throw new Error(JSON.stringify(end));
  return end.report;
}

/** What every table that an import may touch holds, as one hash each. Counters that move with every run are left out unless asked for. */
export async function tables(t: TestHouse, org = t.org, everything = false): Promise<Record<string, string>> {
  return t.inside(async ({ client }) => {
    const found: Record<string, string> = {};
    for (const table of JOURNALED_AND_ROLLED) {
      const row = everything ? 'to_jsonb(x)' : `to_jsonb(x) - array['revision', 'changed_at']`;
      const { rows } = await client.query<{ text: string }>(
        `select (${row})::text as text from ${table} x where x.org_id = current_org() order by 1`,
      );
      const hash = createHash('sha256');
      for (const { text } of rows) hash.update(`${text}\n`);
      found[table] = `${rows.length} ${hash.digest('hex').slice(0, 16)}`;
    }
    return found;
  }, org);
}

/** Rows of a query inside an organisation. */
export function ask<T = Record<string, unknown>>(t: TestHouse, sqlText: string, org = t.org): Promise<T[]> {
  return t.inside(async ({ client }) => (await client.query(sqlText)).rows as T[], org);
}

/** What `ledger verify` finds wrong: nothing, or the test says what. */
export async function disagreements(t: TestHouse, org = t.org) {
  return (await t.inside(verifyLedger, org)).disagreements;
}
