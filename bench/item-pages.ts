import * as accounts from '../src/features/accounts/contract.ts';
import { listAccounts, searchAccounts } from '../src/features/accounts/contract.ts';
import * as people from '../src/features/accounts/contract-people.ts';
import { SORTS } from '../src/features/accounts/contract-shapes.ts';
import { listAccountContacts } from '../src/features/contacts/contract.ts';
import * as ledgerRoom from '../src/features/ledger/contract.ts';
import { getKeyAccounts, getStanding, listTierHistory } from '../src/features/segmentation/contract.ts';
import { type Ask, asker } from './asking.ts';
import { type BigLedger, makeBigLedger } from './big-ledger.ts';
import { median, millis, percentile, timed, type Wanted } from './measure.ts';
import { openPlace, type Place } from './place.ts';

const ACCOUNTS = 100_000;
const WORDS = [
  'globex',
  'g',
  'de000',
  'DE000035000',
  'feink',
  'castanet 77',
  'c1000',
  'löffel',
  'продукты',
  'holzapfle',
  'zzz',
  'e',
];

/** What one kind of page takes, for one reader. */
interface Times {
  p95: number;
  p50: number;
  /** The slowest call of the page or the slowest question, with its own p95. */
  worst: string;
}

interface Taken {
  keyAccounts: number;
  rawKeyAccounts: number;
  floor: number;
  pages: Map<string, Times>;
}

/** 7: pages over a big ledger that SQL made. The short run has a million lines; the full run ten million, and a million to compare with. */
export async function measurePages({ full, note, add }: Wanted): Promise<void> {
  const accountCount = Number(process.env.VITALFEW_BENCH_ACCOUNTS ?? ACCOUNTS);
  const small = await taken({ lines: 1_000_000, accounts: accountCount }, note);
  const big = full ? await taken({ lines: 10_000_000, accounts: accountCount }, note) : small;
  const words = full ? '10 million lines' : '1 million lines';
  const faster = big.rawKeyAccounts / big.keyAccounts;
  add({
    item: '7',
    name: `key accounts of ${words}: raw lines by SQL / the page's data`,
    value: millis(big.keyAccounts),
    floor: millis(big.rawKeyAccounts),
    ratio: faster,
    target: '>= 50 times',
    holds: faster >= 50,
  });
  for (const [name, times] of big.pages) {
    add({
      item: '7',
      name: `${name}, p95 (worst: ${times.worst})`,
      value: millis(times.p95),
      floor: millis(big.floor),
      ratio: times.p95 / big.floor,
      target: 'p95 < 100 ms',
      holds: times.p95 < 100,
    });
    const before = small.pages.get(name)!;
    if (!full) continue;
    add({
      item: '7',
      name: `${name}, p50 at 10 million against 1 million lines`,
      value: millis(times.p50),
      floor: millis(before.p50),
      ratio: times.p50 / before.p50,
      target: '<= 1.5 times',
      holds: times.p50 / before.p50 <= 1.5,
    });
  }
}

async function taken(size: { lines: number; accounts: number }, note: (text: string) => void): Promise<Taken> {
  const place = await openPlace();
  try {
    const ledger = await makeBigLedger(place, `lines${size.lines}`, size, note);
    const head = asker(place, ledger, 'head');
    const raw: number[] = [];
    for (let turn = 0; turn < 3; turn++) raw.push(await timed(() => rawKeyAccounts(place, ledger)));
    await head(getKeyAccounts, {});
    const page: number[] = [];
    for (let turn = 0; turn < 20; turn++) page.push(await timed(() => head(getKeyAccounts, {})));
    const pages = new Map<string, Times>();
    for (const role of ['head', 'kam'] as const) {
      const ask = asker(place, ledger, role);
      const ids = await chosenAccounts(place, ledger, role);
      const { page: first, tabs } = await accountPages(ask, ids);
      pages.set(`account page, ${role}`, first);
      pages.set(`a call of its other tabs, ${role}`, tabs);
      pages.set(`accounts list, ${role}`, await lists(ask));
      pages.set(`search, ${role}`, await searches(ask));
      note(`pages of a ${role}`);
    }
    const floor: number[] = [];
    for (let turn = 0; turn < 200; turn++) floor.push(await timed(() => bareTransaction(place)));
    return { keyAccounts: median(page), rawKeyAccounts: median(raw), floor: percentile(floor, 0.95), pages };
  } finally {
    await place.close();
  }
}

/** The floor of a page: one transaction of a client that reads a row. */
async function bareTransaction({ owner }: Place): Promise<void> {
  await owner.query('begin read only');
  await owner.query('select 1 from organisations limit 1');
  await owner.query('commit');
}

/** What the key accounts page says, from the lines: twelve months and the twelve before by group, share, cumulative share, class, 24 months. */
async function rawKeyAccounts({ owner }: Place, { org }: BigLedger): Promise<void> {
  await owner.query(
    `with bounds as (
       select max(doc_date) as newest, date_trunc('month', max(doc_date) + 1)::date as until from ledger_lines where org_id = $1),
     sums as (
       select a.root_id, date_trunc('month', l.doc_date) as month, sum(l.base_net) as amount, sum(l.base_net - l.base_cost) as margin
         from ledger_lines l join ledger_documents d on d.org_id = l.org_id and d.id = l.document_id and d.kind <> 'order'
         join accounts a on a.org_id = l.org_id and a.id = l.account_id cross join bounds b
        where l.org_id = $1 and l.doc_date < b.until and l.doc_date >= b.until - interval '24 months'
        group by 1, 2),
     whole as (
       select root_id, coalesce(sum(amount) filter (where month >= b.until - interval '12 months'), 0) as amount,
              coalesce(sum(amount) filter (where month < b.until - interval '12 months'), 0) as prior, sum(margin) as margin,
              array_agg(amount order by month) as months
         from sums cross join bounds b group by 1),
     ranked as (
       select *, rank() over (order by amount desc) as rank, amount / sum(amount) over () as share,
              sum(amount) over (order by amount desc, root_id) / sum(amount) over () as cumulative, power(amount / sum(amount) over (), 2) as square
         from whole)
     select r.*, a.name, (select sum(square) from ranked) as hhi from ranked r join accounts a on a.org_id = $1 and a.id = r.root_id order by rank limit 50`,
    [org.id],
  );
}

async function chosenAccounts({ owner }: Place, { org, kam }: BigLedger, role: 'head' | 'kam'): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    role === 'head'
      ? `(select account_id as id from account_figures where org_id = $1 order by revenue desc limit 20)
         union (select account_id from account_figures where org_id = $1 and account_id > $2::uuid limit 5)
         union (select account_id from account_figures where org_id = $1 order by external_id desc limit 15)`
      : 'select account_id as id from account_team where org_id = $1 and user_id = $2 order by id limit 40',
    [org.id, kam],
  );
  return rows.map((row) => row.id);
}

class Stopwatch {
  readonly all: number[] = [];
  private readonly named = new Map<string, number[]>();

  async take(name: string, work: () => Promise<unknown>): Promise<void> {
    const ms = await timed(work);
    this.named.set(name, [...(this.named.get(name) ?? []), ms]);
  }

  note(name: string, ms: number): void {
    this.all.push(ms);
    if (name !== '') this.named.set(name, [...(this.named.get(name) ?? []), ms]);
  }

  times(): Times {
    const slowest = [...this.named]
      .map(([name, ms]) => ({ name, ms: percentile(ms, 0.95) }))
      .sort((a, b) => b.ms - a.ms)[0]!;
    return { p95: percentile(this.all, 0.95), p50: median(this.all), worst: `${slowest.name} ${millis(slowest.ms)}` };
  }
}

/**
 * `page`: what a reader waits for, as the browser asks for it: the account and its standing at once, then at once what the first tab shows (with everything below a group).
 * `tabs`: what the other tabs ask, each call by itself.
 */
async function accountPages(ask: Ask, ids: readonly string[]): Promise<{ page: Times; tabs: Times }> {
  const page = new Stopwatch();
  const tabs = new Stopwatch();
  for (let turn = 0; turn < 3; turn++) {
    for (const id of ids) {
      const began = performance.now();
      const [account, standing] = await Promise.all([ask(accounts.getAccount, { id }), ask(getStanding, { id })]);
      const group = account.below.groups + account.below.entities + account.below.outlets > 0;
      const part = { id, group, ...standing.period };
      const first: Record<string, () => Promise<unknown>> = {
        sales: () => ask(ledgerRoom.getAccountSales, part),
        products: () => ask(ledgerRoom.getAccountProducts, { ...part, limit: 6 }),
        stopped: () => ask(ledgerRoom.getAccountProducts, { id, group, show: 'stopped', limit: 6 }),
        balance: () => ask(ledgerRoom.getAccountBalance, { id, group }),
        team: () => ask(people.listTeam, { id }),
        contacts: () => ask(listAccountContacts, { id, main: true }),
      };
      // The first round reads what nobody has read since the start.
      await Promise.all(Object.entries(first).map(([name, call]) => (turn > 0 ? page.take(name, call) : call())));
      if (turn > 0) page.note('', performance.now() - began);
      const others: Record<string, () => Promise<unknown>> = {
        'all products': () => ask(ledgerRoom.getAccountProducts, { id, group }),
        open: () => ask(ledgerRoom.listOpenDocuments, { id, group }),
        documents: () => ask(ledgerRoom.listDocuments, { id, group }),
        payments: () => ask(ledgerRoom.listPayments, { id, group }),
        imports: () => ask(ledgerRoom.listAccountImports, { id, group }),
        tiers: () => ask(listTierHistory, { id }),
      };
      for (const [name, call] of Object.entries(others)) {
        const ms = await timed(call);
        if (turn > 0) tabs.note(name, ms);
      }
    }
  }
  return { page: page.times(), tabs: tabs.times() };
}

async function lists(ask: Ask): Promise<Times> {
  const filters = [
    {},
    { country: ['DE'] },
    { tier: ['key' as const], category: ['Retail'] },
    { q: 'globex' },
    { q: 'castanet', country: ['FR'], class: ['A' as const] },
    { active: true, kind: ['outlet' as const] },
    { lead: 'none', excluded: false },
  ];
  const watch = new Stopwatch();
  for (let turn = 0; turn < 3; turn++) {
    for (const sort of SORTS) {
      for (const direction of ['asc', 'desc'] as const) {
        for (const filter of filters) {
          const input = { ...filter, sort, direction, limit: 50 };
          const ms = await timed(() => ask(listAccounts, input));
          if (turn > 0) watch.note(`${sort} ${direction} ${JSON.stringify(filter)}`, ms);
        }
      }
    }
  }
  return watch.times();
}

async function searches(ask: Ask): Promise<Times> {
  const watch = new Stopwatch();
  for (let turn = 0; turn < 12; turn++) {
    for (const q of WORDS) {
      const ms = await timed(() => ask(searchAccounts, { q }));
      if (turn > 0) watch.note(q, ms);
    }
  }
  return watch.times();
}
