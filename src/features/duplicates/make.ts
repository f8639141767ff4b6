import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { makeAccount } from '../accounts/make.ts';
import { publishFigures, refreshFigures } from '../accounts/public.ts';
import { flatSale, makeLedger } from '../ledger/make.ts';

/** Accounts and contacts with random rows in every table that hangs on them. */
export interface World {
  accounts: string[];
  contacts: string[];
  /** The same documents with other quantities: for an import of its own, which remembers what was there. */
  again: ReturnType<typeof flatSale>[];
}

/** Numbers that look random and are the same for the same seed. */
export function rng(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

let count = 0;

/** Random rows around three accounts and three contacts (or around the accounts given), of the user given. */
export async function around(
  ctx: Ctx,
  random: () => number,
  userId: string,
  given: readonly string[] | null = null,
): Promise<World> {
  const org = ctx.org.id;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const some = () => Math.floor(random() * 3);
  const mark = `${++count}`;
  const keys = [0, 1, 2].map((at) => `K${mark}-${at}`);
  const accounts = given ? [...given] : [];
  const again: World['again'] = [];
  if (!given) {
    for (const [at, key] of keys.entries()) {
      const taxId = random() < 0.6 ? `77${mark.padStart(4, '0')}1234` : undefined;
      const parentId = at > 0 && random() < 0.4 ? pick(accounts) : undefined;
      const wish = { name: `ООО "Firm ${mark}" ${at}`, externalId: key, source: 'ledger', ...(taxId ? { taxId } : {}) };
      accounts.push(await makeAccount(ctx, { ...wish, ...(parentId ? { parentId } : {}) }));
    }
    for (let child = 0; child < some(); child++) await makeAccount(ctx, { parentId: pick(accounts) });
  }
  const insert = async (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    await sql`insert into ${sql.table(table)} (${sql.join(['org_id', ...names].map((name) => sql.ref(name)))})
      values (${sql.join([org, ...names.map((name) => row[name])])}) on conflict do nothing`.execute(ctx.db);
  };
  const contacts = [0, 1, 2].map(() => newId());
  for (const [at, id] of contacts.entries()) {
    const emails = JSON.stringify([{ label: 'work', value: `p${at}-${mark}@firm.example`, preferred: true }]);
    await insert('contacts', {
      ...{ id, author_id: userId, name: `Pia ${mark} ${at}`, emails, created_at: ctx.now },
      ...{
        name_key: `pia ${mark} ${at}`,
        search_text: `pia ${mark} ${at} p${at}-${mark}@firm.example`,
        keys: [`mail:p${at}-${mark}@firm.example`],
      },
    });
    for (let n = 0; n <= some(); n++)
      await insert('contact_notes', {
        id: newId(),
        contact_id: id,
        author_id: userId,
        text: `n${n}`,
        changed_at: ctx.now,
      });
  }
  const request = newId();
  const substitution = newId();
  const other = (
    await sql<{
      id: string;
    }>`select user_id as id from memberships where org_id = ${org} and user_id <> ${userId} limit 1`.execute(ctx.db)
  ).rows[0]?.id;
  if (other)
    await insert('substitutions', {
      ...{ id: substitution, absent_id: userId, substitute_id: other, since: '2026-05-01', until: '2026-05-02' },
      ...{ all_accounts: false, state: 'ended', created_at: ctx.now },
    });
  for (const accountId of accounts) {
    const on = () => ({ id: newId(), account_id: accountId });
    for (let n = 0; n < some(); n++) {
      await insert('account_addresses', { ...on(), kind: 'delivery', name: `a${n}` });
      await insert('account_identifiers', { ...on(), kind: 'vat', value: `DE${pick(['1', '2', '3'])}00` });
      await insert('account_team', {
        ...on(),
        user_id: userId,
        duty: pick(['lead', 'rep']),
        since: '2020-01-01',
        until: pick([null, '2021-01-01']),
      });
      await insert('notes', {
        ...on(),
        body: '{}',
        text: `note ${n}`,
        readers: pick([null, `{${userId}}`]),
        created_at: ctx.now,
        changed_at: ctx.now,
      });
      await insert('files', {
        ...{ ...on(), name: 'f.txt', kind: 'text/plain', size: 1, created_at: ctx.now, changed_at: ctx.now },
        ...(random() < 0.5 ? { record_kind: 'contact', record_id: pick(contacts) } : {}),
      });
      await insert('tasks', {
        ...on(),
        kind: 'task',
        state: 'open',
        title: `t${n}`,
        giver_id: userId,
        owner_id: userId,
        created_at: ctx.now,
      });
      await insert('timeline_entries', { ...on(), at: ctx.now, kind: 'accounts.made' });
      await insert('dossier_changes', {
        ...on(),
        kind: 'other',
        happened_on: '2026-01-01',
        text: `c${n}`,
        source: 'own',
        added_at: ctx.now,
      });
      await insert('relationship_stages', { ...on(), stage: 'basic', evidence: '{}', set_at: ctx.now });
      await publishFigures(ctx, ['stage'], sql`(select ${accountId}::uuid as account_id, 'basic'::text as stage)`);
      await insert('contact_positions', {
        ...on(),
        contact_id: pick(contacts),
        title: pick(['Buyer', 'Boss']),
        is_main: random() < 0.3,
      });
      await insert('account_parents', { ...on(), parent_id: pick(accounts), since: ctx.now, origin: 'hand' });
    }
    if (random() < 0.4) await insert('account_exclusions', { account_id: accountId, reason: 'other', since: ctx.now });
    if (random() < 0.7)
      await insert('account_tiers', { ...on(), tier: 'key', since: ctx.now, origin: 'hand', reason_code: 'other' });
    await insert('account_tiers', {
      ...on(),
      tier: 'standard',
      since: ctx.now,
      until: ctx.now,
      origin: 'hand',
      reason_code: 'other',
    });
    for (const section of ['finances', 'needs', 'strategy'])
      if (random() < 0.5) {
        await insert('dossier_sections', {
          account_id: accountId,
          section,
          text: `${section} of ${accountId}`,
          source: 'own',
          known_as_of: '2026-01-01',
          saved_at: ctx.now,
          version: 2,
        });
        await insert('dossier_versions', {
          account_id: accountId,
          section,
          version: 1,
          text: 'old',
          facts: '{}',
          source: 'own',
          source_note: '',
          known_as_of: '2025-01-01',
          saved_at: ctx.now,
        });
      }
    for (const year of [2023, 2024])
      if (random() < 0.5)
        await insert('dossier_years', {
          account_id: accountId,
          year,
          currency: 'EUR',
          revenue: 5,
          source: 'own',
          known_as_of: '2026-01-01',
          saved_at: ctx.now,
        });
    if (other && random() < 0.6)
      await insert('substitution_accounts', { substitution_id: substitution, account_id: accountId });
    if (!given)
      await insert('approval_requests', {
        ...{
          ...on(),
          id: accountId === accounts[0] ? request : newId(),
          kind: 'segmentation.tier',
          title: 'Ask',
          requester_id: userId,
          state: 'refused',
        },
        ...{ procedure: '{}', step_since: ctx.now, filed_at: ctx.now, closed_at: ctx.now },
      });
    await fillMap(accountId);
    for (const [record_kind, field] of [
      ['account', 'below'],
      ['task', 'accountId'],
    ])
      await insert('list_views', {
        ...{
          id: newId(),
          owner_id: userId,
          record_kind,
          name: `v${mark}`,
          filter: JSON.stringify({ [field!]: accountId }),
        },
        ...{ sort: 'name', direction: 'asc', columns: [] },
      });
  }
  if (!given) {
    await insert('group_proposals', {
      id: newId(),
      account_id: accounts[0],
      with_id: accounts[1],
      evidence: '[]',
      strength: 0.5,
      proposed_at: ctx.now,
    });
    await insert('group_proposals', {
      id: newId(),
      account_id: accounts[0],
      with_id: accounts[2],
      evidence: '[]',
      strength: 0.5,
      proposed_at: ctx.now,
    });
    await insert('group_proposals', {
      id: newId(),
      account_id: accounts[1],
      with_id: accounts[2],
      evidence: '[]',
      strength: 0.5,
      proposed_at: ctx.now,
      moved: `{${accounts[1]}}`,
    });
    const lines = keys.flatMap((key, at) =>
      [0, 1].map((n) =>
        flatSale(`I${mark}-${at}-${n}`, key, pick(['2026-01-05', '2026-02-05']), pick(['P', 'Q']), '2'),
      ),
    );
    const payments = keys.map((key, at) => ({
      number: `P${mark}-${at}`,
      account_external_id: key,
      paid_on: '2026-03-01',
      currency: 'EUR',
      amount: '7',
    }));
    await makeLedger(ctx, { lines, payments: payments as never });
    again.push(...lines.map((line) => ({ ...line, quantity: '5' })));
  }
  await refreshFigures(ctx, null);
  return { accounts, contacts, again };

  async function fillMap(accountId: string): Promise<void> {
    const cards: string[] = [];
    for (const contactId of contacts)
      if (random() < 0.6) {
        const id = newId();
        await insert('relationship_people', { id, account_id: accountId, contact_id: contactId, added_at: ctx.now });
        cards.push(id);
      }
    const free = newId();
    await insert('relationship_people', {
      id: free,
      account_id: accountId,
      wanted: 'Head of logistics',
      added_at: ctx.now,
    });
    cards.push(free);
    for (const [at, id] of cards.entries()) {
      if (random() < 0.5) await insert('relationship_places', { account_id: accountId, person_id: id, x: at, y: 1 });
      if (random() < 0.5)
        await insert('relationship_ties', {
          person_id: id,
          user_id: userId,
          account_id: accountId,
          level: 'brief',
          wanted: 'inDepth',
        });
      if (at > 0 && random() < 0.7)
        await insert('relationship_lines', {
          id: newId(),
          account_id: accountId,
          kind: pick(['reports', 'influence']),
          from_id: id,
          to_id: cards[at - 1],
        });
    }
  }
}
