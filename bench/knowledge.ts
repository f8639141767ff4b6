import { sql } from 'kysely';
import { organisationBySlug } from '../src/kernel/organisations.ts';
import { asSystem } from '../src/kernel/run.ts';
import { type BigLedger, makeBigLedger } from './big-ledger.ts';
import type { Place } from './place.ts';

/** How much is known in a company that is searched. */
export interface KnowledgeSize {
  lines: number;
  accounts: number;
  people: number;
  contacts: number;
  texts: number;
  entries: number;
}

export const sizeOf = (full: boolean): KnowledgeSize =>
  full
    ? { lines: 400_000, accounts: 100_000, people: 498, contacts: 500_000, texts: 300_000, entries: 2_000_000 }
    : { lines: 200_000, accounts: 20_000, people: 98, contacts: 50_000, texts: 30_000, entries: 300_000 };

const SLUG = 'found';

/** A company with its ledger, people, notes, tasks, files and timeline; the one that stands there where the place was filled before. */
export async function openKnowledge(
  place: Place,
  size: KnowledgeSize,
  note: (text: string) => void,
): Promise<BigLedger> {
  const org = await organisationBySlug(place.open.house.identity, SLUG);
  if (org !== null) {
    const { rows } = await asSystem(place.open.house, org, (ctx) =>
      sql<{ user_id: string; name: string }>`
        select m.user_id, c.name from memberships m join colleagues c on c.org_id = m.org_id and c.id = m.user_id
         where m.org_id = ${org.id} and c.name in ('head', 'kam')`.execute(ctx.db),
    );
    const of = (name: string) => rows.find((row) => row.name === name)!.user_id;
    await place.owner.query("select set_config('vitalfew.org', $1, false)", [org.id]);
    return { org, head: of('head'), kam: of('kam') };
  }
  const ledger = await makeBigLedger(place, SLUG, size, note);
  await makeKnowledge(place, ledger, size);
  note(`${size.contacts} contacts, ${size.texts} notes, tasks and files, ${size.entries} entries`);
  return ledger;
}

/** Indexes of trigrams are made once everything stands: to keep them row by row costs many times that. */
async function withoutKeys({ owner }: Place, tables: readonly string[], fill: () => Promise<void>): Promise<void> {
  const { rows } = await owner.query<{ name: string; made: string }>(
    "select indexname as name, indexdef as made from pg_indexes where schemaname = 'public' and tablename = any ($1) and indexdef like '%USING gin%'",
    [tables],
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  await fill();
  for (const { made } of rows) await owner.query(made);
}

const WORDS = `(array['cold', 'price', 'pallets', 'invoice', 'ramp', 'forklift', 'delivery', 'late', 'contract', 'скидка', 'поставка', 'Regal', 'qualité', 'chain', 'wrong'])`;

/** What is known of the accounts of a ledger, straight into the tables: the same for the same size, but for ids. */
async function makeKnowledge(place: Place, { org, head }: BigLedger, size: KnowledgeSize): Promise<void> {
  const { owner } = place;
  await owner.query(
    'create temp table numbered as select id, row_number() over (order by external_id)::int as n from accounts where org_id = $1',
    [org.id],
  );
  await owner.query('create index on numbered (n)');
  await owner.query('analyze numbered');
  const tables = ['contacts', 'contact_positions', 'notes', 'tasks', 'files', 'timeline_entries'];
  await withoutKeys(place, tables, async () => {
    await makeContacts(place, org.id, head, size);
    await makeTexts(place, org.id, head, size);
    await makeEntries(place, org.id, head, size);
  });
  await owner.query('drop table numbered');
  await owner.query('vacuum analyze');
}

async function makeContacts({ owner }: Place, orgId: string, author: string, size: KnowledgeSize): Promise<void> {
  await owner.query(
    `create temp table folk as
     select n, new_id() as id,
            (array['Иван', 'Юрий', 'Anna', 'Renée', 'Łukasz', 'Ольга', 'Peter', 'Dmitri', 'Zoë', 'Наталья', 'Carlos', 'Jürgen'])[1 + n % 12] || ' ' ||
            (array['Иванов', 'Щербаков', 'Müller', 'Dubois', 'Kowalski', 'Жукова', 'Smith', 'García', 'Öztürk', 'Bakker', 'Хрущёв', 'Novák', 'Rossi', 'Schmidt', 'Lefèvre', 'Петров', 'Nagy'])[1 + n % 17]
              || case when n % 3 > 0 then '-' || (array['Adler', 'Берг', 'Castel', 'Дубов', 'Engel', 'Faure', 'Гранин'])[1 + n % 7] || substr(md5(n::text), 1, 3) else '' end as name
       from generate_series(1, $1::int) n`,
    [size.contacts],
  );
  await owner.query(
    `insert into contacts (org_id, id, author_id, name, emails, phones, search_text, name_key, created_at)
     select $1, id, $2, name, jsonb_build_array(jsonb_build_object('label', 'work', 'value', 'mail' || n || '@example.com', 'preferred', true)), '[]',
            lower(name) || ' mail' || n || '@example.com 7495' || lpad(n::text, 7, '0'), lower(name), now() from folk`,
    [orgId, author],
  );
  await owner.query(
    `insert into contact_positions (org_id, id, contact_id, account_id, title, is_main)
     select $1, new_id(), f.id, a.id, (array['Head of logistics', 'Закупщик', 'Geschäftsführer', 'Category buyer', 'Warehouse'])[1 + f.n % 5], true
       from folk f join numbered a on a.n = 1 + (f.n::bigint * 7919) % ${size.accounts}`,
    [orgId],
  );
  await owner.query('drop table folk');
}

async function makeTexts({ owner }: Place, orgId: string, author: string, size: KnowledgeSize): Promise<void> {
  const text = `(select string_agg(${WORDS}[1 + ((t.n * 31 + w * w * 17 + w * (t.n % 13)) % 15)] || case when w % 5 = 0 then ' ' || substr(md5((t.n * w)::text), 1, 5) else '' end, ' ') from generate_series(1, 40) w) || ' ' || t.n`;
  await owner.query(
    `insert into notes (org_id, id, account_id, author_id, body, text, readers, created_at, changed_at)
     select $1, new_id(), a.id, $2, '{}', ${text}, case when t.n % 20 = 0 then array[$2::uuid] end, now(), now()
       from generate_series(1, ${size.texts}) t (n) join numbered a on a.n = 1 + (t.n::bigint * 104729) % ${size.accounts}`,
    [orgId, author],
  );
  await owner.query(
    `insert into files (org_id, id, account_id, name, kind, size, author_id, created_at, changed_at, readers, text_state, text)
     select $1, new_id(), a.id, ${WORDS}[1 + t.n % 15] || ' ' || t.n || '.pdf', 'pdf', 1000, $2, now(), now(), case when t.n % 20 = 0 then array[$2::uuid] end, 'read', ${text}
       from generate_series(1, ${Math.floor(size.texts / 3)}) t (n) join numbered a on a.n = 1 + (t.n::bigint * 1299709) % ${size.accounts}`,
    [orgId, author],
  );
  await owner.query(
    `insert into tasks (org_id, id, kind, state, title, text, account_id, is_private, giver_id, owner_id, due_on, due_at, created_at)
     select $1, new_id(), 'task', 'open', 'Check ' || ${WORDS}[1 + t.n % 15] || ' ' || ${WORDS}[1 + t.n % 11] || ' ' || t.n, '', a.id, t.n % 30 = 0, $2, $2,
            current_date + t.n % 400 - 5, current_date + t.n % 400 - 5, now()
       from generate_series(1, ${size.texts}) t (n) join numbered a on a.n = 1 + (t.n::bigint * 15485863) % ${size.accounts}`,
    [orgId, author],
  );
}

/** Six of ten entries have a text; every twentieth is of one group (the twentieth account and the outlets below it). */
async function makeEntries({ owner }: Place, orgId: string, author: string, size: KnowledgeSize): Promise<void> {
  await owner.query(
    `insert into timeline_entries (org_id, id, account_id, at, kind, user_id, params, text, readers)
     select $1, new_id(), a.id, now() - (t.n % 1000000) * interval '90 seconds',
            (array['notes.written', 'notes.written', 'notes.written', 'files.added', 'ledger.imported', 'segmentation.tierSet', 'accounts.moved', 'accounts.leadChanged', 'files.versionAdded', 'relationships.stageSet'])[1 + t.k % 10],
            $2, '{}',
            case when t.k % 10 < 6 then ${WORDS}[1 + t.n % 15] || ' ' || ${WORDS}[1 + (t.n / 15) % 15] || ' ' || ${WORDS}[1 + (t.n / 225) % 15] || ' ' || substr(md5(t.n::text), 1, 6) || ' ' || t.n end,
            case when t.n % 20 = 1 then array[$2::uuid] end
       from (select n, case when n % 20 = 7 then n / 20 else n end as k from generate_series(1, ${size.entries}) n) t
       join numbered a on a.n = case when t.n % 20 = 7 then (array[20, 21, 25, 29, 33, 37])[1 + (t.n / 20) % 6] else 1 + (t.n::bigint * 32452843) % ${size.accounts} end`,
    [orgId, author],
  );
}
