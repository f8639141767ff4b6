import pg from 'pg';
import * as accounts from '../../src/features/accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../../src/features/accounts/make.ts';
import * as approvals from '../../src/features/approvals/contract.ts';
import * as contacts from '../../src/features/contacts/contract.ts';
import * as dossiers from '../../src/features/dossiers/contract.ts';
import { flatSale, makeLedger } from '../../src/features/ledger/make.ts';
import { publishBalances } from '../../src/features/ledger/public.ts';
import * as projects from '../../src/features/projects/contract.ts';
import * as relationships from '../../src/features/relationships/contract.ts';
import * as segmentation from '../../src/features/segmentation/contract.ts';
import { makeSubstitution } from '../../src/features/substitutions/make.ts';
import { type Person, type TestHouse, testHouse } from '../house.ts';
import type { Ids } from '../outsiders/asking.ts';
import { defineFields } from '../outsiders/worlds-know.ts';
import { listen, type OpenStream, openStream } from '../stream.ts';
import type { Oracle } from './oracle.ts';
import type { Organisation, RecordPlan, Time } from './organisation.ts';
import { putWritten } from './written.ts';

/** An installation in which an organisation was brought about: wholly, or only what somebody may know of it. */
export interface Built {
  t: TestHouse;
  people: Person[];
  /** By what they are called in the plan: `account 3`, `note 5`. */
  ids: Ids;
  /** What was refused: by anybody, for any reason. It is left out of the other installation too. */
  refused: Set<string>;
  stream: OpenStream;
  listening: Awaited<ReturnType<typeof listen>>;
}

/** What a step may use. */
export interface Site {
  t: TestHouse;
  chief: Person;
  people: Person[];
  ids: Ids;
  /** Whether something is there for whom this installation is made: everything is in the full one. */
  isThere(knows: boolean): boolean;
}

export const author = (site: Site, person: number | null): Person =>
  person === null ? site.chief : site.people[person]!;
export const accountOf = (site: Site, at: number): string => site.ids[`account ${at}`]!;

const SEAT_DAYS: Record<Time, { since: string; until?: string }> = {
  past: { since: '2024-01-01', until: '2026-01-09' },
  now: { since: '2025-06-01' },
  future: { since: '2026-01-11' },
};
const COVER_DAYS: Record<Time, { since: string; until: string }> = {
  past: { since: '2025-12-01', until: '2026-01-09' },
  now: { since: '2026-01-10', until: '2026-01-20' },
  future: { since: '2026-01-11', until: '2026-01-31' },
};
const MONTHS = [1, 4, 7, 10];
const sales = (customer: string, quantity: number) =>
  [2024, 2025].flatMap((year) =>
    MONTHS.map((month) => {
      const day = `${year}-${String(month).padStart(2, '0')}-15`;
      return flatSale(`${customer}-${day}`, customer, day, 'P1', String(quantity));
    }),
  );

/** Names under which questions look for what is hidden. */
const NAMES = ['Globex Hidden', 'Hidden alone', 'Globex', 'Shop', 'Hidden group'];

/** Ids that the database makes in one statement stand in no order else: lists that end by the id would differ by chance. */
const IDS_IN_ORDER = `
  create sequence ids_in_order;
  create or replace function new_id() returns uuid language sql volatile security definer as $$
    select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '70008'
      || lpad(to_hex(nextval('ids_in_order')), 15, '0'))::uuid $$`;

async function makeIdsInOrder(t: TestHouse): Promise<void> {
  const owner = new pg.Client(t.ownerUrl);
  await owner.connect();
  await owner.query(IDS_IN_ORDER);
  await owner.end();
}

/** The people of an organisation, whom everybody knows, and what both installations begin with: a copy of it. */
export async function found(org: Organisation) {
  const t = await testHouse({ now: new Date('2026-01-10T09:00:00Z') });
  await makeIdsInOrder(t);
  const superior = await t.person(['director'], { name: 'Superior' });
  const chief = await t.person(['director', 'admin', 'head'], { name: 'Insider', reportsTo: superior.id });
  const people: Person[] = [];
  for (const [at, { roles, superior: above }] of org.people.entries()) {
    const reportsTo = above === null ? undefined : people[above]!.id;
    people.push(await t.person(roles, { name: `Person ${at}`, ...(reportsTo && { reportsTo }) }));
  }
  await defineFields(chief);
  return { ...(await t.freeze()), chief, people };
}

type Base = Awaited<ReturnType<typeof found>>;

const CATEGORIES = ['Secret', 'Retail', 'Retail'];

/** Brings an organisation about. With an oracle: only what its reader may know of. */
export async function build(
  base: Base,
  org: Organisation,
  only: Oracle | null,
  without: ReadonlySet<string>,
): Promise<Built> {
  const t = await base.copy();
  const chief = t.same(base.chief);
  const people = base.people.map((person) => t.same(person));
  const stream = await openStream(t);
  const listening = await listen(stream.address, people[org.reader]!);
  const ids: Ids = { chief: chief.id };
  for (const [at, person] of people.entries()) ids[`person ${at}`] = person.id;
  const site: Site = { t, chief, people, ids, isThere: (knows) => only === null || knows };
  await putStructure(site, org, only);
  await putCovers(site, org, only);
  if (!org.isReviewed) await chief.call(segmentation.runReview, {});
  const refused = new Set<string>();
  for (const [at, record] of org.records.entries()) {
    const name = `${record.is} ${at}`;
    if ((only !== null && !only.reads(record)) || without.has(name)) continue;
    if (!(await put(site, record, name, only))) refused.add(name);
  }
  await t.inside(publishBalances);
  if (org.isReviewed) await chief.call(segmentation.runReview, {});
  return { t, people, ids, refused, stream, listening };
}

/** The one class of confidentiality. */
export const CLASS = '0190c000-0000-7000-8000-00000000c1a5';

/** Accounts, their figures to begin with, and who is on their teams. Of what the reader knows without seeing it everything is another. */
async function putStructure(site: Site, org: Organisation, only: Oracle | null): Promise<void> {
  const { t, ids, people } = site;
  const isVeiled = (account: number) => only?.veiled.has(account) ?? false;
  const isKnown = (account: number) =>
    only === null || only.readable.has(account) || only.ofTeam.has(account) || isVeiled(account);
  await t.inside(async (ctx) => {
    // What the whole company knows: the newest document of all, which the published period of a review is reckoned from.
    ids.anchor = await makeAccount(ctx, { name: 'Anchor', externalId: 'ANCHOR', source: 'ledger' });
    for (const [at, { kind, parent }] of org.accounts.entries()) {
      if (!isKnown(at)) continue;
      const parentId = parent === null || !isKnown(parent) ? {} : { parentId: ids[`account ${parent}`]! };
      const name = `${NAMES[at % NAMES.length]} ${at}`;
      const seen = { name, externalId: `A${at}`, country: at % 2 === 0 ? 'FR' : 'DE', category: CATEGORIES[at % 3]! };
      const veiled = { name: `Veiled ${at}`, externalId: `V${at}`, country: 'US', category: 'Veiled' };
      const facts = isVeiled(at) ? veiled : seen;
      ids[`account ${at}`] = await makeAccount(ctx, { kind, source: 'ledger', ...facts, ...parentId });
    }
    if (org.cleared !== null) {
      const ladder = [{ id: CLASS, name: 'Strict', roles: ['director', ...org.cleared], people: [], mark: false }];
      await ctx.client.query('update organisation_settings set classes = $1', [JSON.stringify(ladder)]);
      for (const [at, { secret }] of org.accounts.entries())
        if (secret !== null && isKnown(at))
          await ctx.client.query(
            'insert into account_secrets (org_id, account_id, class, readers, set_at) values ($1, $2, $3, $4, $5)',
            [ctx.org.id, ids[`account ${at}`], CLASS, secret.map((person) => people[person]!.id), ctx.now],
          );
    }
    for (const [at, { person, account, duty, time }] of org.seats.entries()) {
      if (!isKnown(account)) continue;
      const seat = { accountId: ids[`account ${account}`]!, userId: people[person]!.id, ...SEAT_DAYS[time] };
      // One lead at a time is what the rooms rely on.
      const isSecond = org.seats.slice(0, at).some((other) => other.account === account && other.duty === 'lead');
      ids[`seat ${at}`] = await makeTeamMember(ctx, { ...seat, duty: duty === 'lead' && isSecond ? 'deputy' : duty });
    }
    await makeLedger(ctx, { lines: sales('ANCHOR', 5), payments: [payment('ANCHOR', '2025-12-30')] });
    await publishBalances(ctx);
  });
  t.house.identity.forget();
}

const payment = (customer: string, paid_on: string) => ({
  ...{ number: `Z-${customer}`, account_external_id: customer, paid_on, currency: 'EUR', amount: '35' },
});

async function putCovers(site: Site, org: Organisation, only: Oracle | null): Promise<void> {
  for (const [at, cover] of org.covers.entries()) {
    if (only !== null && !only.knowsCover(cover)) continue;
    const named = cover.accounts?.filter((account) => site.ids[`account ${account}`] !== undefined);
    const accountIds = named?.map((account) => accountOf(site, account));
    site.ids[`cover ${at}`] = await site.t.inside((ctx) =>
      makeSubstitution(ctx, {
        ...{ absentId: site.people[cover.absent]!.id, substituteId: site.people[cover.substitute]!.id, isTold: true },
        ...COVER_DAYS[cover.time],
        // Chosen ones, of which the reader knows none, are chosen ones still.
        ...(accountIds && { accountIds: accountIds.length > 0 ? accountIds : [site.ids.anchor!] }),
        ...(cover.rights && { rights: cover.rights }),
      }),
    );
  }
  site.t.house.identity.forget();
}

/** Puts a record in place, as far as the reader knows of it; false where somebody was refused it. */
async function put(site: Site, record: RecordPlan, name: string, only: Oracle | null): Promise<boolean> {
  const { chief, ids } = site;
  switch (record.is) {
    case 'note':
    case 'file':
    case 'task':
      return putWritten(site, record, name, only?.readsValue('secret') ?? true);
    case 'contact':
      return putContact(site, record, name, only);
    case 'section': {
      const input = { section: record.section, source: 'customer', knownAsOf: '2025-01-01' } as const;
      const id = accountOf(site, record.account);
      return isDone(await chief.ask(dossiers.saveSection, { id, version: 0, text: `Secret needs ${name}`, ...input }));
    }
    case 'change': {
      const input = { kind: 'merger', happenedOn: '2025-01-01', text: `Secret ${name}`, source: 'press' } as const;
      const id = accountOf(site, record.account);
      const made = await chief.ask(dossiers.addChange, { id, ...input, tellTeam: record.tellTeam });
      ids[name] = made.body.id;
      return isDone(made);
    }
    case 'value': {
      const id = accountOf(site, record.account);
      const { version } = await chief.call(accounts.getAccount, { id });
      const fields = { [record.field]: { value: `Secret value ${name}` } };
      return isDone(await chief.ask(accounts.saveAccount, { id, version, fields }));
    }
    case 'project': {
      const members = record.members.map((person) => ({ userId: site.people[person]!.id, role: 'Role' }));
      const made = await chief.ask(projects.createProject, {
        ...{ accountId: accountOf(site, record.account), name: `Secret ${name}`, state: 'running', members },
        ...{ dueOn: '2026-01-05', goal: 'Secret goal' },
      });
      ids[name] = made.body.id;
      if (record.removed && isDone(made)) await chief.call(projects.removeProject, { id: made.body.id, version: 1 });
      return isDone(made);
    }
    case 'identifier': {
      const id = accountOf(site, record.account);
      const made = await chief.ask(accounts.addIdentifier, { id, kind: 'other', value: `SECRET ${name}` });
      if (isDone(made)) ids[name] = made.body.id as string;
      return isDone(made);
    }
    case 'address': {
      const id = accountOf(site, record.account);
      const made = await chief.ask(accounts.addAddress, { id, kind: 'delivery', city: `Secret ${name}` });
      ids[name] = made.body.id;
      if (record.removed) await chief.call(accounts.removeAddress, { id, addressId: made.body.id, version: 1 });
      return isDone(made);
    }
    case 'sales':
      await site.t.inside((ctx) => makeLedger(ctx, { lines: sales(`A${record.account}`, record.quantity) }));
      return true;
    case 'request': {
      const input = { title: `Secret ${name}`, reason: 'Secret', accountId: accountOf(site, record.account) };
      const made = await chief.ask(approvals.askForException, input);
      ids[name] = made.body.id;
      return isDone(made);
    }
  }
}

export const isDone = (answer: { status: number }): boolean => answer.status === 200;

type ContactPlan = Extract<RecordPlan, { is: 'contact' }>;

/** A person, the positions of which the reader knows, a note in confidence, a card on a map. */
async function putContact(site: Site, plan: ContactPlan, name: string, only: Oracle | null): Promise<boolean> {
  const { chief, ids } = site;
  const email = [{ label: 'work', value: `${name.replace(' ', '.')}@globex.example`, preferred: true }] as const;
  const input = { name: `Hidden Contact ${name}`, emails: email, languages: ['fr'], consentBasis: 'contract' };
  const made = await author(site, plan.author).ask(contacts.createContact, input);
  if (!isDone(made)) return false;
  const { id } = made.body;
  ids[name] = id;
  for (const { account, isPast } of plan.positions) {
    if (!site.isThere(only?.readable.has(account) ?? true)) continue;
    const position = { accountId: accountOf(site, account), role: 'champion', since: '2020-01-01' } as const;
    const put = await chief.call(contacts.addPosition, { id, ...position, ...(isPast && { until: '2025-06-01' }) });
    ids[`position of ${name} at ${account}`] = put.id;
    if (plan.onMap) {
      const card = { id: accountOf(site, account), contactId: id, support: 'opponent', coverage: 'brief' } as const;
      ids[`card of ${name} at ${account}`] = (await chief.call(relationships.addMapPerson, card)).id;
    }
  }
  if (plan.secretValue && site.isThere(only?.readsValue('secret') ?? true)) {
    const { version } = await chief.call(contacts.getContact, { id });
    await chief.call(contacts.saveContact, { id, version, fields: { secret: { value: `Secret value ${name}` } } });
  }
  if (plan.note && site.isThere(only?.readsContactNote(plan.note) ?? true)) {
    const readers = plan.note.readers.map((person) => site.people[person]!.id);
    const writer = author(site, plan.note.author);
    const note = await writer.ask(contacts.addContactNote, { id, text: `A secret note of ${name}`, readers });
    if (isDone(note)) ids[`note of ${name}`] = note.body.id;
  }
  return true;
}
