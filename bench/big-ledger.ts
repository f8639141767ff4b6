import { sql } from 'kysely';
import { rebuildStructure, refreshFigures } from '../src/features/accounts/public.ts';
import { publishBalances } from '../src/features/ledger/public.ts';
import {
  ACCOUNT_COLUMNS,
  accountMonthsSql,
  PRODUCT_COLUMNS,
  productMonthsSql,
} from '../src/features/ledger/store-rollups.ts';
import { publishReview } from '../src/features/segmentation/public.ts';
import type { Organisation } from '../src/kernel/ctx.ts';
import { ensureMember, ensureUser } from '../src/kernel/installation.ts';
import { asSystem } from '../src/kernel/run.ts';
import type { Place } from './place.ts';

/** How big a ledger made by SQL is: documents have four lines each, a quarter of the accounts stands below a group. */
export interface BigLedger {
  org: Organisation;
  /** The user ids of a head of sales (all accounts) and of a manager of 200 accounts. */
  head: string;
  kam: string;
}

const PRODUCTS = 3000;
/** Days of sales up to yesterday: three years. */
const DAYS = 1095;

/**
 * A ledger of `lines` lines and `accounts` accounts, straight into the tables, by the owner; roll-ups by their own definition, then what an import computes
 * after it: balances, and the review. Sizes of customers fall off steeply (u^3). The same for the same size, but for ids.
 */
export async function makeBigLedger(
  place: Place,
  slug: string,
  size: { lines: number; accounts: number; people?: number },
  note: (text: string) => void,
): Promise<BigLedger> {
  const org = await place.organisation(slug);
  const { owner, open } = place;
  const documents = Math.floor(size.lines / 4);
  await owner.query("select set_config('vitalfew.org', $1, false)", [org.id]);
  await owner.query("set maintenance_work_mem = '256MB'");
  await owner.query("set work_mem = '256MB'");
  await owner.query('select setseed(0.42)');
  await makeMasters(place, org.id, size.accounts);
  note(`${slug}: ${size.accounts} accounts`);
  await asSystem(open.house, org, async (ctx) => {
    await rebuildStructure(ctx, null);
    await refreshFigures(ctx, null);
  });
  await owner.query('alter table ledger_lines drop constraint ledger_lines_pkey');
  await owner.query('drop index lines_of_account');
  await owner.query(
    `create temp table made as
     select n, new_id() as id, (floor(random() ^ 3 * $1) + 1)::int as account, current_date - 1 - (floor((1 - n::float8 / $2) * ${DAYS}))::int as day
       from generate_series(1, $2::int) n`,
    [size.accounts, documents],
  );
  await owner.query(
    `insert into ledger_lines (org_id, document_id, line_key, account_id, product_id, doc_date, quantity, unit_price, discount, net, tax, cost, base_net, base_cost, import_id)
     select $1, m.id, p.external_id || '#' || l.n, a.id, p.id, m.day, q.quantity, p.price, 0, q.net, q.net * 7 / 100, q.net * 6 / 10, q.net, q.net * 6 / 10, $1
       from made m
       join bench_accounts a on a.n = m.account
       cross join generate_series(1, 4) l (n)
       join bench_products p on p.n = 1 + (m.n::bigint * 7919 + l.n * 104729 + m.account) % ${PRODUCTS}
       cross join lateral (select 1 + (m.n * 31 + l.n) % 60 as quantity, (1 + (m.n * 31 + l.n) % 60) * (p.price * 100)::bigint as net) q`,
    [org.id],
  );
  note(`${slug}: ${size.lines} lines`);
  await owner.query(
    'alter table ledger_lines add constraint ledger_lines_pkey primary key (org_id, document_id, line_key)',
  );
  await owner.query('create index lines_of_account on ledger_lines (org_id, account_id, product_id, doc_date)');
  await owner.query(
    `insert into ledger_documents (org_id, id, source, series, number, kind, has_header, account_id, doc_date, due_date, currency, rate, line_count,
            net, tax, base_net, base_tax, base_cost, base_costed_net, costed_lines, settled_on, import_id)
     select $1, m.id, 'ledger', 'sale', 'R' || m.n, 'invoice', true, a.id, m.day, m.day + 30, 'EUR', 1, s.lines, s.net, s.tax, s.net, s.tax, s.cost, s.net, s.lines,
            case when m.n % 50 > 0 and m.day < current_date - 20 then m.day + 20 end, $1
       from made m join bench_accounts a on a.n = m.account
       join (select document_id, count(*)::int as lines, sum(net)::bigint as net, sum(tax)::bigint as tax, sum(cost)::bigint as cost
               from ledger_lines where org_id = $1 group by document_id) s on s.document_id = m.id
      order by m.n`,
    [org.id],
  );
  note(`${slug}: ${documents} documents`);
  await rollUp(place, org.id);
  await owner.query('drop table made, bench_accounts, bench_products');
  await owner.query('vacuum analyze');
  note(`${slug}: roll-ups`);
  const people = await makePeople(place, org, size.people ?? 0);
  await asSystem(open.house, org, async (ctx) => {
    await publishBalances(ctx);
    await refreshFigures(ctx, null);
    await publishReview(ctx, { isForced: true });
  });
  await owner.query('vacuum analyze');
  note(`${slug}: balances and review`);
  return { org, ...people };
}

async function makeMasters({ owner }: Place, orgId: string, accounts: number): Promise<void> {
  await owner.query(
    `create temp table bench_accounts as
     select n, new_id() as id, case when n % 20 = 0 then 'group' when n % 4 = 1 then 'outlet' else 'entity' end as kind,
            (array['Globex', 'Feinkost', 'Markt', 'Épicerie', 'Продукты', 'Delikatesy', 'Hostelería', 'Getränke'])[1 + n % 8] || ' ' ||
            (array['Ahlers', 'Bötticher', 'Castanet', 'Dąbek', 'Escoffre', 'Fairweather', 'Гостинец', 'Holzapfel', 'Íscar', 'Löffel', 'Murcia'])[1 + n % 11] || ' ' || n || ' ' ||
            (array['GmbH', 'KG', 'SARL', 'Ltd', 'ООО', 'S.L.', 'Sp. z o.o.'])[1 + n % 7] as name
       from generate_series(1, $1::int) n`,
    [accounts],
  );
  await owner.query('create index on bench_accounts (n)');
  await owner.query(
    `insert into accounts (org_id, id, source, external_id, name, kind, parent_id, root_id, entity_id, tax_id, category, country, city, created_at)
     select $1, a.id, 'ledger', 'C' || (100000 + a.n), a.name, a.kind, g.id, a.id, a.id, 'DE' || lpad((a.n * 7)::text, 9, '0'),
            (array['Retail', 'Wholesale', 'Horeca', 'Online'])[1 + a.n % 4], (array['DE', 'FR', 'ES', 'PL', 'RU', 'GB'])[1 + a.n % 6], 'Town ' || a.n % 500, now()
       from bench_accounts a left join bench_accounts g on g.n = (a.n / 20) * 20 and a.kind = 'outlet' and g.n > 0`,
    [orgId],
  );
  await owner.query(
    `create temp table bench_products as
     select n, new_id() as id, lpad(n::text, 6, '0') as external_id, (150 + n * 37 % 8850) / 100.0 as price from generate_series(1, ${PRODUCTS}) n`,
  );
  await owner.query(
    `insert into products (org_id, id, source, external_id, name, created_at)
     select $1, id, 'ledger', external_id, 'Product ' || external_id, now() from bench_products`,
    [orgId],
  );
  await owner.query('analyze bench_accounts, bench_products, accounts, products');
}

async function rollUp({ owner }: Place, orgId: string): Promise<void> {
  await owner.query('analyze ledger_documents, ledger_lines');
  await owner.query(
    `insert into ledger_account_months (org_id, ${ACCOUNT_COLUMNS}) select $1, ${ACCOUNT_COLUMNS} from (${accountMonthsSql('true', 'true')}) f`,
    [orgId],
  );
  await owner.query(
    `insert into ledger_product_months (org_id, ${PRODUCT_COLUMNS}) select $1, ${PRODUCT_COLUMNS} from (${productMonthsSql('true')}) f order by 2, 3, 4`,
    [orgId],
  );
  await owner.query(
    `insert into ledger_state (org_id, revision, newest_invoice, invoices, lines, changed_at)
     select $1, 1, (select max(doc_date) from ledger_documents where org_id = $1), sum(invoices), sum(lines), now() from ledger_account_months where org_id = $1`,
    [orgId],
  );
}

/** A head and a manager; with `others` as many more managers, who share the rest of the accounts. */
async function makePeople({ open }: Place, org: Organisation, others: number): Promise<{ head: string; kam: string }> {
  const { identity } = open.house;
  const now = new Date();
  const ids: string[] = [];
  const roles = ['head', 'kam', ...Array.from({ length: others }, (_one, n) => `kam${n + 1}`)];
  for (const name of roles) {
    const person = { email: `${name}@${org.slug}.example.com`, name, language: 'en' };
    const user = await ensureUser(identity, person, now);
    await ensureMember(identity, org.id, user.id, [name === 'head' ? 'head' : 'kam'], now);
    ids.push(user.id);
  }
  await asSystem(open.house, org, (ctx) =>
    sql`insert into account_team (org_id, id, account_id, user_id, duty, since)
        select a.org_id, new_id(), a.id, ${ids[1]}::uuid, 'lead', '2000-01-01' from accounts a
         where a.org_id = ${org.id} and right(a.external_id, 3) in ('020', '403')`.execute(ctx.db),
  );
  if (others > 0)
    await asSystem(open.house, org, (ctx) =>
      sql`insert into account_team (org_id, id, account_id, user_id, duty, since)
          select a.org_id, new_id(), a.id, (${ids.slice(2)}::uuid[])[1 + substr(a.external_id, 2)::int % ${others}], 'lead', '2000-01-01' from accounts a
           where a.org_id = ${org.id} and right(a.external_id, 3) not in ('020', '403')`.execute(ctx.db),
    );
  return { head: ids[0]!, kam: ids[1]! };
}
