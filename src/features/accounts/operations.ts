import { actsAs, isWide } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { noteOpened } from '../../kernel/opened.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import { sheetAnswer } from '../../kernel/sheet-answer.ts';
import { formatMinor, parseAmount, toMinor } from '../../pure/money.ts';
import type { InputOf } from '../../pure/operation.ts';
import { Forbidden } from '../../pure/refusal.ts';
import { namesRecords } from '../audit/public.ts';
import { fieldsOf, keepsFields, shownFields, withFields, writeFields } from '../fields/public.ts';
import { guardsNotices } from '../notices/public.ts';
import { activeDays } from './active-base.ts';
import { accountFields, exportedCells, exportedHeads, listedAnswer } from './answers.ts';
import * as contract from './contract.ts';
import { FIGURES_OF_DOSSIER, FIGURES_OF_LEDGER, FIGURES_OF_REVIEW } from './contract-figures.ts';
import { COLUMNS, type Column } from './contract-shapes.ts';
import { acceptTaxId } from './identifiers.ts';
import { handlers as bulkHandlers } from './operations-bulk.ts';
import { handlers as detailHandlers } from './operations-details.ts';
import { handlers as peopleHandlers } from './operations-people.ts';
import { handlers as structureHandlers } from './operations-structure.ts';
import { handlers as viewHandlers } from './operations-views.ts';
import { checkKinds } from './rules.ts';
import {
  addAccount,
  countBelow,
  loadAccount,
  loadChoices,
  loadKind,
  loadName,
  loadNames,
  saveColumns,
} from './store.ts';
import { loadExclusionOf } from './store-exclusions.ts';
import { foundAccounts, foundByFields } from './store-found.ts';
import { loadTaxId } from './store-identifiers.ts';
import { checkFieldsUsed, checkMayUse, countStages, loadPage, type Order, streamRows } from './store-list.ts';
import { whereNow } from './store-merging.ts';
import { recordsNamed } from './store-named.ts';
import { addMember, loadTeam } from './store-people.ts';
import { findAccounts } from './store-search.ts';
import { loadAncestors } from './store-structure.ts';
import { loadTerms } from './store-terms.ts';
import { structureChanged } from './structure-changed.ts';
import './store-moving.ts';
import './store-texts.ts';

keepsFields({ kind: 'account' });
finds(withFields(foundAccounts, foundByFields));

namesRecords(recordsNamed);
guardsNotices('accounts', recordsNamed);

const orderOf = (input: { sort?: Order['sort']; direction?: Order['direction'] }): Order => ({
  sort: input.sort ?? 'name',
  direction: input.direction ?? 'asc',
});

/** The columns that were asked for (all, when none were) without those that the reader may not read. */
function readable(ctx: Ctx, columns: readonly Column[] | undefined): Column[] {
  const hidden = new Set<string>([
    ...(ctx.can('ledger.read') ? [] : FIGURES_OF_LEDGER),
    ...(ctx.can('segmentation.read') ? [] : FIGURES_OF_REVIEW),
    ...(ctx.can('dossiers.read') ? [] : FIGURES_OF_DOSSIER),
  ]);
  return (columns ?? COLUMNS).filter((column) => !hidden.has(column));
}

type Editable = Partial<InputOf<typeof contract.createAccount>>;
const COLUMN_OF: Partial<Record<keyof Editable, string>> = {
  name: 'name',
  legalName: 'legal_name',
  kind: 'kind',
  channel: 'channel',
  taxId: 'tax_id',
  category: 'category',
  country: 'country',
  region: 'region',
  city: 'city',
  postalCode: 'postal_code',
  address: 'address',
  phone: 'phone',
  email: 'email',
  web: 'web',
  languages: 'languages',
  currency: 'currency',
  paymentDays: 'payment_days',
};

/** The columns of the table accounts that an input sets. The credit limit is told in the currency of the account; where that changes alone, the limit stays as many units. */
function columnsOf(
  ctx: Ctx,
  input: Editable,
  terms: { currency: string | null; credit_limit: bigint | null } | null = null,
): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(COLUMN_OF)) {
    const value = input[field as keyof Editable];
    if (value !== undefined) columns[column] = typeof value === 'string' ? value.trim() : value;
  }
  const limit = input.creditLimit;
  const before = terms?.currency ?? ctx.org.baseCurrency;
  const currency = input.currency === undefined ? before : (input.currency ?? ctx.org.baseCurrency);
  if (limit !== undefined) columns.credit_limit = limit === null ? null : parseAmount(limit, currency);
  else if (terms !== null && terms.credit_limit !== null && currency !== before)
    columns.credit_limit = toMinor(formatMinor(terms.credit_limit, before), currency);
  return columns;
}

export const handlers = [
  handle(contract.listAccounts, async (ctx, input) => {
    const order = orderOf(input);
    checkMayUse(ctx, input, order);
    const columns = readable(ctx, input.columns);
    const slice = { after: input.after ?? null, limit: input.limit ?? 50, columns };
    const shown = await shownFields(ctx, 'account', input.fields);
    const { rows, next } = await loadPage(ctx, input, order, slice);
    const own = await shown.of(rows.map((row) => row.account_id));
    const asOf = input.active === undefined ? undefined : (await activeDays(ctx)).to;
    const answers = rows.map((row) => ({
      ...listedAnswer(ctx, row, columns),
      ...(input.fields ? { fields: own.get(row.account_id) ?? [] } : {}),
    }));
    return { rows: answers, next, asOf };
  }),

  handle(contract.exportAccounts, async (ctx, input) => {
    const order = orderOf(input);
    checkMayUse(ctx, input, order);
    await checkFieldsUsed(ctx, input, order);
    const columns = readable(ctx, input.columns);
    const shown = await shownFields(ctx, 'account', input.fields);
    // Conditions on fields may say what only some may read: the audit tells that there were any.
    const { format = 'csv', columns: _columns, fields: _fields, where, ...what } = input;
    ctx.note({
      recordKind: 'accounts',
      recordId: null,
      after: { ...what, format, columns, ...(where ? { conditions: where.length } : {}) },
    });
    async function* batches() {
      for await (const rows of streamRows(ctx, 'accounts.export', input, order, columns)) {
        const own = await shown.of(rows.map((row) => row.account_id));
        yield rows.map((row) => [...exportedCells(ctx, row, columns), ...shown.cells(own.get(row.account_id))]);
      }
    }
    const headers = [...exportedHeads(columns), ...shown.heads];
    return sheetAnswer(ctx, {
      name: `accounts-${ctx.today}`,
      format,
      headers: headers,
      batches: batches(),
      sheet: 'Accounts',
    });
  }),

  handle(contract.listAccountChoices, async (ctx) => ({
    ...(await loadChoices(ctx)),
    classes: ctx.org.classes.map(({ id, name }) => ({ id, name })),
    currency: ctx.org.baseCurrency,
  })),

  handle(contract.countAccountStages, async (ctx, input) => {
    checkMayUse(ctx, input);
    if (!ctx.can('accounts.read')) throw new Forbidden('You may not read the list of accounts.');
    return { rows: await countStages(ctx, input) };
  }),

  handle(contract.searchAccounts, async (ctx, input) => {
    const { rows, more } = await findAccounts(ctx, input.q, input.limit ?? 20);
    return {
      more,
      rows: rows.map((found) => ({
        kind: 'account' as const,
        id: found.id,
        title: found.name,
        detail: [found.external_id, found.city, found.country, found.group_name].filter(Boolean).join(' · '),
        accountKind: found.kind,
        path: `/accounts/${found.id}`,
      })),
    };
  }),

  handle(contract.getAccount, async (ctx, input) => {
    const id = await whereNow(ctx, input.id);
    const row = await loadAccount(ctx, id);
    noteOpened(ctx, 'account', id);
    const ancestors = await loadAncestors(ctx, id);
    const names = (verb: string) => loadNames(ctx, [id], verb).then((found) => found.length > 0);
    return {
      ...accountFields(ctx, row),
      parent: ancestors.find((account) => account.id === row.parent_id) ?? null,
      root: row.root_id === row.id ? null : (ancestors.find((account) => account.id === row.root_id) ?? null),
      ancestors,
      below: await countBelow(ctx, id),
      team: await loadTeam(ctx, id),
      exclusion: await loadExclusionOf(ctx, id, ancestors),
      fields: await fieldsOf(ctx, 'account', id),
      can: {
        edit: ctx.can('accounts.edit') && (await names('accounts.edit')),
        assign: ctx.can('accounts.assign') && (await names('accounts.assign')),
        structure: ctx.can('accounts.structure') && (await names('accounts.structure')),
      },
    };
  }),

  handle(contract.createAccount, async (ctx, input) => {
    const kind = input.kind ?? 'entity';
    if (input.parentId) checkKinds(kind, (await loadName(ctx, input.parentId, 'accounts.edit')).kind);
    const columns: Record<string, unknown> & { name: string; kind: string } = {
      ...columnsOf(ctx, input),
      name: input.name.trim(),
      kind,
    };
    if (input.taxId) columns.tax_id = acceptTaxId(input.country ?? null, input.taxId);
    const id = await addAccount(ctx, columns, { parentId: input.parentId ?? null, reason: null });
    const lead = isWide(ctx.scope('accounts.edit')) ? null : actsAs(ctx, 'accounts.edit');
    if (lead !== null) {
      await addMember(ctx, { accountId: id, userId: lead, duty: 'lead', since: ctx.today, until: null });
    }
    await writeFields(ctx, { kind: 'account', recordId: id, accountId: id, isNew: true }, input.fields);
    return { id };
  }),

  handle(contract.saveAccount, async (ctx, input) => {
    const before = await loadName(ctx, input.id, 'accounts.edit');
    if (input.kind !== undefined && input.kind !== before.kind) {
      if (before.parent_id !== null) checkKinds(input.kind, await loadKind(ctx, before.parent_id));
      const below = await countBelow(ctx, input.id);
      if (below.groups > 0) checkKinds('group', input.kind);
      if (below.entities > 0) checkKinds('entity', input.kind);
    }
    await writeFields(ctx, { kind: 'account', recordId: input.id, accountId: input.id }, input.fields);
    const changes = columnsOf(ctx, input, await loadTerms(ctx, input.id));
    if (Object.keys(changes).length === 0) return { version: before.version };
    if (input.taxId) {
      const { tax_id, country } = await loadTaxId(ctx, input.id);
      // What an import brought in stays until somebody writes another.
      if (input.taxId.trim() !== tax_id) {
        changes.tax_id = acceptTaxId(input.country === undefined ? country : input.country, input.taxId);
      }
    }
    const version = await saveColumns(ctx, input.id, input.version, changes);
    if (input.kind !== undefined && input.kind !== before.kind) await structureChanged(ctx);
    return { version };
  }),

  ...bulkHandlers,
  ...detailHandlers,
  ...peopleHandlers,
  ...structureHandlers,
  ...viewHandlers,
] as const;
