import { reachesOne, seenBy, selfAndBelow } from '../../kernel/access.ts';
import { type Reason, whyClosed, whyOpen, whyRecord } from '../../kernel/access-why.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { newId } from '../../kernel/id.ts';
import { checkClass } from '../../kernel/kept.ts';
import { handle } from '../../kernel/run.ts';
import { holdsClasses } from '../../kernel/secrecy.ts';
import type { Shown } from '../../kernel/secret-logs.ts';
import { keepTakenOut } from '../../kernel/secret-logs.ts';
import { sheetAnswer } from '../../kernel/sheet-answer.ts';
import { loadStandIns } from '../../kernel/stand-ins.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Forbidden, Invalid, NotFound, Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible, hearsAccounts, keepsAccounts, loadAccountNames } from '../accounts/public.ts';
import { memberNames } from '../people/public.ts';
import * as contract from './contract.ts';
import './store-moving.ts';
import './store-texts.ts';
import { checkClasses } from './rules.ts';
import {
  type ExportRow,
  hasClassBelowTop,
  isTop,
  type LogFilter,
  loadAccountClass,
  loadClasses,
  loadExports,
  loadMember,
  loadReadings,
  type ReadingRow,
  saveAccountClass,
  saveClassesRow,
} from './store.ts';

keepsAccounts('account_secrets');
holdsClasses({ table: 'account_secrets', column: 'class' });
hearsAccounts(async (ctx, event) => {
  if (event === 'moved' && ctx.org.classes.length > 0 && (await hasClassBelowTop(ctx)))
    throw new Refusal('secrets.notTop', NOT_TOP);
});

const NOT_TOP = 'A class stands on the account at the top of a structure, and holds for all below it.';
/** Rows that an export reads at a time. */
const BATCH = 500;

async function namer(ctx: Ctx, ids: readonly (string | null)[]) {
  const names = await memberNames(
    ctx,
    ids.filter((id) => id !== null),
  );
  return (id: string) => ({ id, name: names.get(id) ?? null });
}

async function classesNow(ctx: Ctx): Promise<contract.Classes> {
  return {
    ...(await loadClasses(ctx)),
    can: { manage: ctx.can('secrets.manage'), seeLogs: ctx.can('secrets.seeLogs') },
  };
}

async function classOf(ctx: Ctx, accountId: string): Promise<OutputOf<typeof contract.getAccountClass>> {
  const row = await loadAccountClass(ctx, accountId);
  const found = ctx.org.classes.find(({ id }) => id === row?.class);
  const person = await namer(ctx, [row?.set_by ?? null, ...(row?.readers ?? [])]);
  return {
    class: row ? { id: row.class, name: found?.name ?? row.class, mark: found?.mark ?? true } : null,
    readers: (row?.readers ?? []).map(person),
    setBy: row?.set_by ? person(row.set_by) : null,
    setAt: row ? row.set_at.toISOString() : null,
    version: row?.version ?? 0,
    can: {
      classify:
        ctx.org.classes.length > 0 &&
        (await isTop(ctx, accountId)) &&
        (await reachesOne(ctx, 'secrets.classify', accountId)),
    },
  };
}

/** As whom a question is answered: as oneself; as a colleague for those above them and for leaders. */
async function asWhom(ctx: Ctx, userId: string | undefined): Promise<Ctx> {
  if (userId === undefined || userId === ctx.actor.userId) return ctx;
  const member = await loadMember(ctx, userId, selfAndBelow(ctx));
  if (!ctx.can('secrets.seeLogs') && !member?.reports)
    throw new Forbidden('Only superiors and leaders ask what a colleague sees.');
  if (!member) throw new NotFound();
  return seenBy(ctx, { userId, roles: member.roles, standsIn: (await loadStandIns(ctx)).get(userId) ?? [] });
}

async function said(ctx: Ctx, reasons: readonly Reason[]) {
  const people = reasons.flatMap((one) => (one.kind === 'superior' ? one.of : one.kind === 'standIn' ? one.for : []));
  const person = await namer(ctx, people);
  const accountIds = reasons.flatMap((one) => ('accountId' in one ? one.accountId : []));
  const seen = await loadAccountNames(ctx, accountIds, 'accounts.read');
  return reasons.map((one) => ({
    kind: one.kind,
    roles: 'roles' in one ? one.roles : [],
    class:
      'class' in one && one.class !== null
        ? (ctx.org.classes.find(({ id }) => id === one.class)?.name ?? one.class)
        : null,
    duty: 'duty' in one ? one.duty : null,
    since: 'since' in one ? one.since : null,
    until: 'until' in one ? one.until : null,
    // The seat may be on an account above that the one who asks does not see.
    account: 'accountId' in one && seen.has(one.accountId) ? { id: one.accountId, name: one.accountName } : null,
    person: one.kind === 'superior' ? person(one.of) : one.kind === 'standIn' ? person(one.for) : null,
  }));
}

function checkDays(filter: LogFilter): void {
  for (const field of ['from', 'to'] as const)
    if (filter[field] !== undefined && !isBusinessDay(filter[field]))
      throw new Invalid([{ field, expected: 'a date that exists, YYYY-MM-DD', found: filter[field] }]);
}

async function readings(ctx: Ctx, rows: readonly ReadingRow[]) {
  const person = await namer(
    ctx,
    rows.flatMap((row) => [row.user_id, row.on_behalf_of]),
  );
  return rows.map((row) => ({
    id: row.id,
    person: person(row.user_id),
    onBehalfOf: row.on_behalf_of === null ? null : person(row.on_behalf_of),
    account: { id: row.account_id, name: row.account_name },
    record: {
      kind: row.record_kind as Shown['kind'] | 'account',
      id: row.record_kind === 'account' || row.record_kind === 'dossier' ? null : row.record_id,
    },
    class:
      (
        ctx.org.classes.find(({ id }) => row.readers?.includes(id)) ??
        ctx.org.classes.find(({ id }) => id === row.class)
      )?.name ?? null,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    times: row.times,
  }));
}

async function exports(ctx: Ctx, rows: readonly ExportRow[]) {
  const person = await namer(
    ctx,
    rows.flatMap((row) => [row.user_id, row.on_behalf_of]),
  );
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    person: row.user_id === null ? null : person(row.user_id),
    onBehalfOf: row.on_behalf_of === null ? null : person(row.on_behalf_of),
    operation: row.operation,
    name: row.name,
    filter: row.filter,
    account: row.account_id === null ? null : { id: row.account_id, name: row.account_name! },
    lines: row.lines === null ? null : Number(row.lines),
    bytes: Number(row.bytes),
    isWhole: row.is_whole,
  }));
}

const READINGS = ['first read', 'last read', 'times', 'person', 'on behalf of', 'account', 'record', 'class'];
const EXPORTS = ['time', 'person', 'on behalf of', 'what', 'file', 'account', 'lines', 'bytes', 'whole', 'filter'];

async function* logRows(ctx: Ctx, log: 'readings' | 'exports', filter: LogFilter) {
  for (let before: string | null = null; ; ) {
    const rows: { id: string }[] =
      log === 'readings'
        ? await loadReadings(ctx, filter, before, BATCH)
        : await loadExports(ctx, filter, before, BATCH);
    if (log === 'readings')
      yield (await readings(ctx, rows as ReadingRow[])).map((one) => [
        ...[one.firstAt, one.lastAt, one.times, one.person.name, one.onBehalfOf?.name ?? null],
        ...[one.account.name, one.record.kind, one.class],
      ]);
    else
      yield (await exports(ctx, rows as ExportRow[])).map((one) => [
        ...[one.at, one.person?.name ?? 'system', one.onBehalfOf?.name ?? null, one.operation, one.name],
        ...[one.account?.name ?? null, one.lines, one.bytes, one.isWhole ? 'yes' : 'no', JSON.stringify(one.filter)],
      ]);
    if (rows.length < BATCH) return;
    before = rows.at(-1)!.id;
  }
}

export const handlers = [
  handle(contract.getClasses, (ctx) => classesNow(ctx)),

  handle(contract.saveClasses, async (ctx, input) => {
    const problems = checkClasses(input.classes, new Set(ctx.org.classes.map(({ id }) => id)));
    if (problems.length > 0) throw new Invalid(problems);
    const classes = input.classes.map((one) => ({ ...one, id: one.id ?? newId(ctx.now.getTime()) }));
    await saveClassesRow(ctx, input.version, { classes, logsDays: input.logsDays });
    await ctx.announce({ kind: 'identity' });
    return classesNow(ctx);
  }),

  handle(contract.getAccountClass, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'accounts.read');
    return classOf(ctx, input.id);
  }),

  handle(contract.notePrint, async (ctx, { id, part }) => {
    const { name } = await checkAccountVisible(ctx, id, 'accounts.read');
    ctx.note({ recordKind: 'account', recordId: id, accountId: id, after: { part } });
    await keepTakenOut(ctx, contract.notePrint.name, { accountId: id, name, lines: 1, filter: { id, part } });
    return { done: true as const };
  }),

  handle(contract.setAccountClass, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'secrets.classify');
    if (!(await isTop(ctx, input.id))) throw new Refusal('secrets.notTop', NOT_TOP);
    checkClass(ctx, input.class);
    const readers = input.class === null ? [] : (input.readers ?? []);
    const known = await memberNames(ctx, readers);
    const unknown = readers.find((id) => !known.has(id));
    if (unknown !== undefined)
      throw new Invalid([{ field: 'readers', expected: 'colleagues of this organisation', found: unknown }]);
    await saveAccountClass(ctx, input.id, { class: input.class, readers, version: input.version });
    if (!(await reachesOne(ctx, 'accounts.read', input.id)))
      throw new Refusal(
        'secrets.losesSight',
        'You would not see this account any more: name yourself, or ask somebody who is cleared.',
      );
    return classOf(ctx, input.id);
  }),

  handle(contract.explainAccess, async (ctx, input) => {
    const verb = contract.PARTS[input.part ?? 'account'];
    await checkAccountVisible(ctx, input.id, 'accounts.read');
    const as = await asWhom(ctx, input.userId);
    const reasons = await whyOpen(as, verb, input.id);
    const person = await namer(ctx, [as.actor.userId]);
    return {
      person: person(as.actor.userId!),
      reasons: await said(ctx, reasons),
      closed: await whyClosed(as, verb, input.id),
      can: { askOthers: ctx.can('secrets.seeLogs') },
    };
  }),

  handle(contract.explainRecord, async (ctx, input) => {
    const as = await asWhom(ctx, input.userId);
    const { ways, own, closed } = await whyRecord(ctx, as, input.kind, input.id);
    const person = await namer(ctx, [as.actor.userId]);
    const nameOf = (classId: string) => ctx.org.classes.find(({ id }) => id === classId)?.name ?? null;
    return {
      person: person(as.actor.userId!),
      reasons: await said(ctx, ways),
      own: own.map((one) => ({ kind: one.kind, class: one.kind === 'clearedFor' ? nameOf(one.class) : null })),
      closed,
      can: { askOthers: ctx.can('secrets.seeLogs') },
    };
  }),

  handle(contract.listReadings, async (ctx, input) => {
    const { after, limit = 50, ...filter } = input;
    checkDays(filter);
    const cursor = fromCursor(after, ['id']);
    const found = pageOf(await loadReadings(ctx, filter, cursor && String(cursor[0]), limit + 1), limit, (row) => [
      row.id,
    ]);
    return { rows: await readings(ctx, found.rows), next: found.next };
  }),

  handle(contract.listExports, async (ctx, input) => {
    const { after, limit = 50, ...filter } = input;
    checkDays(filter);
    const cursor = fromCursor(after, ['id']);
    const found = pageOf(await loadExports(ctx, filter, cursor && String(cursor[0]), limit + 1), limit, (row) => [
      row.id,
    ]);
    return { rows: await exports(ctx, found.rows), next: found.next };
  }),

  handle(contract.exportLogs, async (ctx, input) => {
    const { log, ...filter } = input;
    checkDays(filter);
    ctx.note({ recordKind: 'export', recordId: null, after: { log, ...filter } });
    const [headers, sheet] = log === 'readings' ? [READINGS, 'Readings'] : [EXPORTS, 'Exports'];
    const name = `${log}-${ctx.org.slug}-${ctx.today}`;
    return sheetAnswer(ctx, { name, format: 'csv', headers, batches: logRows(ctx, log, filter), sheet });
  }),
] as const;
