import { searchEverything } from '../src/features/search/contract.ts';
import { asker } from './asking.ts';
import { makeBigLedger } from './big-ledger.ts';
import { median, millis, percentile, timed, type Wanted } from './measure.ts';
import { openPlace, type Place } from './place.ts';

/** What is asked, by the kind of question. */
const QUESTIONS: Record<string, readonly string[]> = {
  'a name': ['castanet 77', 'feinkost bötticher', 'globex fairweather', 'Gostinets', 'löffel 4711'],
  'a person': ['Ivanov', 'Щербаков', 'shcherbakov yuri', 'Renée Dubois', 'müller anna'],
  'a word that is common': ['cold', 'price', 'globex', 'gmbh', 'e'],
  'words of a text': ['cold chain', '"late delivery" 4711', 'forklift pallets', 'invoice wrong ramp'],
  'a number': ['C135000', 'DE000035000', 'R5000', 'R99', '+7 495 123 00 42', 'mail4242@example.com'],
  fields: ['manager:me cold', 'country:de castanet', 'type:task due:overdue', 'account:castanet pallets'],
  'nearly right': ['holzapfle', 'Ivanof Yuriy', 'botichter', 'schcerbakow'],
  nothing: ['zzzyx qqx', 'bdfyjd gtnh ytn', '9999999999999'],
};

/** Search over a million entries, as two readers ask it: all kinds at once, as the palette does. */
export async function measureSearch({ full, note, add }: Wanted): Promise<void> {
  const size = full
    ? { lines: 4_000_000, accounts: 100_000, contacts: 500_000, texts: 300_000 }
    : { lines: 200_000, accounts: 20_000, contacts: 50_000, texts: 30_000 };
  const place = await openPlace();
  try {
    const ledger = await makeBigLedger(place, 'found', size, note);
    await makeKnowledge(place, ledger.org.id, ledger.head, size);
    note(`${size.contacts} contacts, ${size.texts} notes, ${size.texts} tasks`);
    for (const role of ['head', 'kam'] as const) {
      const ask = asker(place, ledger, role);
      for (const [kind, questions] of Object.entries(QUESTIONS)) {
        const all: number[] = [];
        const worst = { q: '', ms: 0 };
        for (const q of questions) {
          const taken: number[] = [];
          await ask(searchEverything, { q });
          for (let turn = 0; turn < 12; turn++) taken.push(await timed(() => ask(searchEverything, { q })));
          const slow = percentile(taken, 0.95);
          if (slow > worst.ms) Object.assign(worst, { q, ms: slow });
          all.push(...taken);
        }
        const p95 = percentile(all, 0.95);
        add({
          item: '5',
          name: `search for ${kind}, ${role}, p95 (worst: ${worst.q} ${millis(worst.ms)})`,
          value: millis(p95),
          floor: '',
          ratio: median(all),
          target: 'p95 < 100 ms; the ratio is p50 in ms',
          holds: p95 < 100,
        });
      }
    }
  } finally {
    await place.close();
  }
}

/** People, notes and tasks on the accounts of a ledger, straight into the tables: the same for the same size, but for ids. */
async function makeKnowledge(
  { owner }: Place,
  orgId: string,
  author: string,
  size: { contacts: number; texts: number },
): Promise<void> {
  await owner.query(
    'create temp table numbered as select id, row_number() over (order by external_id)::int as n from accounts where org_id = $1',
    [orgId],
  );
  await owner.query('create index on numbered (n)');
  await owner.query('analyze numbered');
  const accounts = '(select count(*) from numbered)::int';
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
       from folk f join numbered a on a.n = 1 + (f.n::bigint * 7919) % ${accounts}`,
    [orgId],
  );
  const words = `(array['cold', 'price', 'pallets', 'invoice', 'ramp', 'forklift', 'delivery', 'late', 'contract', 'скидка', 'поставка', 'Regal', 'qualité', 'chain', 'wrong'])`;
  const text = `(select string_agg(${words}[1 + ((t.n * 31 + w * w * 17 + w * (t.n % 13)) % 15)] || case when w % 5 = 0 then ' ' || substr(md5((t.n * w)::text), 1, 5) else '' end, ' ') from generate_series(1, 40) w) || ' ' || t.n`;
  await owner.query(
    `insert into notes (org_id, id, account_id, author_id, body, text, readers, created_at, changed_at)
     select $1, new_id(), a.id, $2, '{}', ${text}, case when t.n % 20 = 0 then array[$2::uuid] end, now(), now()
       from generate_series(1, ${size.texts}) t (n) join numbered a on a.n = 1 + (t.n::bigint * 104729) % ${accounts}`,
    [orgId, author],
  );
  await owner.query(
    `insert into tasks (org_id, id, kind, state, title, text, account_id, is_private, giver_id, owner_id, due_on, due_at, created_at)
     select $1, new_id(), 'task', 'open', 'Check ' || ${words}[1 + t.n % 15] || ' ' || ${words}[1 + t.n % 11] || ' ' || t.n, '', a.id, t.n % 30 = 0, $2, $2,
            current_date + t.n % 400 - 5, current_date + t.n % 400 - 5, now()
       from generate_series(1, ${size.texts}) t (n) join numbered a on a.n = 1 + (t.n::bigint * 15485863) % ${accounts}`,
    [orgId, author],
  );
  await owner.query('drop table numbered, folk');
  await owner.query('vacuum analyze');
}
