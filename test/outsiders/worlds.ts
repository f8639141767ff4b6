import * as accounts from '../../src/features/accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../../src/features/accounts/make.ts';
import * as audit from '../../src/features/audit/contract.ts';
import * as contacts from '../../src/features/contacts/contract.ts';
import * as ledger from '../../src/features/ledger/contract.ts';
import { flatSale, makeLedger } from '../../src/features/ledger/make.ts';
import { publishBalances } from '../../src/features/ledger/public.ts';
import { addNote } from '../../src/features/notes/contract.ts';
import { bodyOf } from '../../src/features/notes/rules-body.ts';
import { listNotices } from '../../src/features/notices/contract.ts';
import { notify } from '../../src/features/notices/public.ts';
import * as directory from '../../src/features/people/contract.ts';
import { moveAccounts } from '../../src/features/portfolios/contract.ts';
import * as segmentation from '../../src/features/segmentation/contract.ts';
import * as settings from '../../src/features/settings/contract.ts';
import { defaultRules, withRule } from '../../src/features/settings/rules.ts';
import { createSubstitution } from '../../src/features/substitutions/contract.ts';
import { makeSubstitution } from '../../src/features/substitutions/make.ts';
import type { Organisation } from '../../src/kernel/ctx.ts';
import { type Person, type TestHouse, testHouse } from '../house.ts';
import { prepare } from '../imports.ts';
import { type Ids, KEY, SECRET_EMAIL } from './asking.ts';
import { hideImports, salesFile } from './worlds-imports.ts';
import { defineFields, drawKnownMap, hideKnowledge } from './worlds-know.ts';
import { hideProjects } from './worlds-projects.ts';
import { classAll, makeLadder } from './worlds-secrets.ts';

/** The people who look from outside. */
export type Outsider = 'manager' | 'contributor' | 'admin' | 'support' | 'stranger' | 'nobody';

/** What may be hidden, one on top of the other. */
export type Layer = 'accounts' | 'classed' | 'imports' | 'absences' | 'organisation';

/** What of the organisation `test` each of them may know nothing of. What is missing here they may see by right. */
export const HIDDEN_FROM: Record<Outsider, readonly Layer[]> = {
  manager: ['accounts', 'imports', 'absences'],
  contributor: ['accounts', 'imports', 'absences'],
  admin: ['accounts'],
  support: ['classed', 'imports', 'absences'],
  stranger: ['accounts', 'imports', 'absences', 'organisation'],
  nobody: ['accounts', 'imports', 'absences', 'organisation'],
};

export interface World {
  people: Record<Outsider | 'insider' | 'colleague' | 'absentee', Person>;
  /** The second organisation. */
  elsewhere: Organisation;
  ids: Ids;
}

const YEAR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const monthly = (customer: string, product: string, quantity: string) =>
  [2024, 2025].flatMap((year) =>
    YEAR.map((month) => {
      const day = `${year}-${String(month).padStart(2, '0')}-15`;
      return flatSale(`${customer}-${product}-${day}`, customer, day, product, quantity);
    }),
  );

/** What everybody has of their own: so that no answer is empty for want of data. */
export async function makeWorld(): Promise<{ t: TestHouse; world: World }> {
  const t = await testHouse({ now: new Date('2026-01-10T09:00:00Z') });
  const elsewhere = await t.anotherOrganisation('elsewhere');
  // Somebody decides what the insider asks for: otherwise administrators hear, as they should, that nobody can.
  const superior = await t.person(['director'], { name: 'Superior' });
  const reportsTo = superior.id;
  const insider = await t.person(['director', 'admin', 'head'], { name: 'Insider', reportsTo });
  const people = {
    insider,
    manager: await t.person(['kam'], { name: 'Manager' }),
    contributor: await t.person(['contributor'], { name: 'Contributor' }),
    admin: await t.person(['admin'], { name: 'Admin' }),
    absentee: await t.person(['kam'], { name: 'Absentee' }),
    support: await t.person(['sales_support'], { name: 'Support' }),
    stranger: await t.person(['director', 'admin', 'head', 'kam'], { org: elsewhere, name: 'Stranger' }),
    colleague: await t.person(['kam'], { org: elsewhere, name: 'Colleague' }),
    nobody: t.nobody,
  };
  const ids: Ids = {};
  await insider.call(settings.saveRate, { currency: 'CHF', validFrom: '2020-01-01', rate: '0.9' });
  for (const org of [t.org, elsewhere]) {
    await t.inside(async (ctx) => {
      const prefix = org === t.org ? '' : 'their';
      const source = 'ledger';
      const group = await makeAccount(ctx, { name: 'Globex', kind: 'group', externalId: 'G', source });
      const mine = await makeAccount(ctx, {
        ...{ name: 'Globex Berlin', externalId: 'M', source, parentId: group, country: 'DE', category: 'Retail' },
        ...{ taxId: 'DE136695976', email: 'info@globex.example', address: 'Hauptstr. 1', city: 'Berlin' },
      });
      const shop = await makeAccount(ctx, { name: 'Shop 7', kind: 'outlet', externalId: 'S', source, parentId: mine });
      if (org === t.org) {
        for (const person of [people.manager, people.contributor])
          await makeTeamMember(ctx, { accountId: mine, userId: person.id, duty: 'deputy' });
      }
      await makeLedger(ctx, {
        lines: [...monthly('M', 'P1', '10'), ...monthly('S', 'P2', '3')],
        payments: [{ number: 'Z1', account_external_id: 'M', paid_on: '2025-12-30', currency: 'EUR', amount: '350' }],
      });
      await publishBalances(ctx);
      Object.assign(ids, { [`${prefix}group`]: group, [`${prefix}mine`]: mine, [`${prefix}shop`]: shop });
    }, org);
  }
  Object.assign(ids, await makeLadder(insider));
  t.house.identity.forget();
  const reach = (value: string) => [{ label: 'work' as const, value, preferred: true }];
  const at = { accountId: ids.mine!, role: 'decisionMaker' as const };
  for (const [key, name] of [
    ['bert', 'Bert Buyer'],
    ['mover', 'Max Mover'],
  ] as const) {
    const person = {
      name,
      emails: reach(`${key}@globex.example`),
      languages: ['fr'],
      consentBasis: 'contract' as const,
    };
    ids[key] = (await insider.call(contacts.createContact, { ...person, position: at })).id;
  }
  await defineFields(insider);
  const open = { fields: { open: { value: 'Open value' } } };
  const { version } = await insider.call(accounts.getAccount, { id: ids.mine! });
  await insider.call(accounts.saveAccount, { id: ids.mine!, version, ...open });
  await drawKnownMap(insider, ids);
  await coverAbsentee(t, people, ids);
  await insider.call(segmentation.runReview, {});
  await people.stranger.call(segmentation.runReview, {});
  const theirs = await prepare(people.stranger, [salesFile('theirs.csv', 3)]);
  ids.theirImport = theirs.id;
  return { t, world: { people, elsewhere, ids } };
}

/** The manager stands in for somebody: on one of two accounts, to write notes, and has done so. */
async function coverAbsentee(t: TestHouse, people: World['people'], ids: Ids): Promise<void> {
  await t.inside(async (ctx) => {
    ids.covered = await makeAccount(ctx, { name: 'Initech covered', externalId: 'C', source: 'ledger' });
    ids.beyond = await makeAccount(ctx, { name: 'Initech beyond' });
    for (const accountId of [ids.covered, ids.beyond])
      await makeTeamMember(ctx, { accountId, userId: people.absentee.id, duty: 'lead' });
    ids.cover = await makeSubstitution(ctx, {
      ...{ absentId: people.absentee.id, substituteId: people.manager.id, since: '2026-01-05', until: '2026-01-20' },
      ...{ accountIds: [ids.covered], rights: ['notes'], isTold: true },
    });
    await makeLedger(ctx, { lines: monthly('C', 'P1', '2') });
    await publishBalances(ctx);
  });
  t.house.identity.forget();
  await people.manager.call(addNote, { id: ids.covered!, body: bodyOf('In the place of the absentee') });
}

/** How a layer is put in place, by people of the organisation and through its operations wherever there is one. */
export const LAYERS: Record<Layer, (t: TestHouse, world: World, size: number) => Promise<Ids>> = {
  accounts: hideAccounts,
  classed: async (t, world, size) => classAll(t, world, await hideAccounts(t, world, size, false)),
  imports: hideImports,
  absences: hideAbsences,
  organisation: hideOrganisation,
};

async function hideAccounts(t: TestHouse, { people, ids }: World, size: number, isPlaced = true): Promise<Ids> {
  const insider = t.same(people.insider);
  const found: Ids = {};
  const secret = { taxId: 'DE136695976', city: 'Berlin', email: 'info@globex.example', address: 'Hauptstr. 1' };
  for (let at = 0; at < size; at++) {
    const parentId = isPlaced && at % 2 === 0 ? ids.group! : null;
    const input = { name: `Globex Hidden ${at}`, country: 'FR', category: 'Secret', ...secret, parentId };
    const made = await insider.ask(accounts.createAccount, input, { headers: { 'idempotency-key': `${KEY}-${at}` } });
    found[`hidden${at}`] = made.body.id;
  }
  found.hidden = found.hidden0!;
  found.alone = await t.inside(async (ctx) => {
    const alone = await makeAccount(ctx, {
      name: 'Hidden alone',
      externalId: 'H',
      source: 'ledger',
      taxId: 'DE136695976',
    });
    await makeAccount(ctx, { name: 'Hidden outlet', externalId: 'HO', source: 'ledger', parentId: alone });
    await makeLedger(ctx, {
      lines: [
        ...monthly('H', 'P1', String(700 * size)),
        ...monthly('HO', 'P2', '5'),
        flatSale('H-OLD', 'H', '2019-05-05', 'P1', '9'),
        // Not after the newest visible document: the period of the review is published, and with it what falls into it.
        flatSale('H-NEW', 'H', '2025-12-14', 'P1', '9'),
      ],
      documents: [
        {
          series: 'order',
          number: 'H-ORDER',
          account_external_id: 'H',
          doc_date: '2025-12-13',
          currency: 'CHF',
          net: '5',
        },
        {
          ...{ series: 'sale', number: 'H-DUE', account_external_id: 'HO', doc_date: '2025-11-01', currency: 'EUR' },
          ...{ due_date: '2025-12-01', net: '50' },
        },
      ],
      payments: [
        {
          ...{ number: 'HZ', account_external_id: 'H', paid_on: '2026-01-09', currency: 'CHF', amount: '77' },
          document_number: 'H-NEW',
        },
      ],
    });
    await publishBalances(ctx);
    await notify(ctx, people.insider.id, { kind: 'imports.done', params: { name: 'secret' } });
    return alone;
  });
  const { alone, hidden } = found as { alone: string; hidden: string };
  // Somebody for whom the manager stands in, on another account.
  await insider.call(accounts.assignTeam, { id: alone, userId: people.absentee.id, duty: 'deputy' });
  const team = await insider.call(accounts.assignTeam, { id: hidden, userId: people.insider.id, duty: 'lead' });
  found.teamMember = team.rows[0]!.id;
  await insider.call(accounts.assignLead, { ids: [alone], userId: people.insider.id });
  const led = await insider.call(accounts.assignLead, { filter: { q: 'hidden' }, userId: null });
  await insider.call(accounts.restoreLead, { assigned: null, before: led.before });
  await insider.call(accounts.saveAccount, { id: alone, version: 1, legalName: 'Secret Ltd' });
  await insider.call(accounts.proposeGroups, {});
  const proposals = await insider.call(accounts.listProposals, {});
  found.proposal = proposals.rows[0]!.id;
  await insider.call(accounts.decideProposals, { ids: [found.proposal], decision: 'decline' });
  found.secretGroup = (
    await insider.call(accounts.makeGroup, { name: 'Hidden group', accountIds: [alone], reason: 'Secret reason' })
  ).id;
  found.move = (
    await insider.call(moveAccounts, {
      accounts: [{ id: found.secretGroup, leadId: null }],
      toId: people.insider.id,
      reason: 'Secret move',
    })
  ).id;
  const excluded = await insider.call(accounts.createAccount, { name: 'Hidden excluded' });
  await insider.call(accounts.setExclusion, { id: excluded.id, reason: 'other', note: 'secret' });
  Object.assign(found, await hideKnowledge(insider, { ...ids, ...found, manager: people.manager.id }));
  Object.assign(found, await hideProjects(insider, { ...ids, ...found, insider: people.insider.id }));
  found.review = (await insider.call(segmentation.runReview, {})).id;
  const tier = { tier: 'key', reasonCode: 'growth', reviewOn: null, current: null } as const;
  await insider.call(segmentation.setTier, { id: found.secretGroup, ...tier });
  const view = { filter: { q: 'Globex Hidden' }, sort: 'name', direction: 'asc', columns: [] } as const;
  const kept = await insider.call(accounts.addAccountView, {
    name: 'Secret view',
    isShared: false,
    ...view,
    columns: [],
  });
  found.view = kept.id;
  await insider.file(accounts.exportAccounts, { q: 'Globex Hidden' });
  await insider.file(segmentation.exportKeyAccounts, {});
  const documents = await insider.call(ledger.listDocuments, { id: alone });
  found.document = documents.rows[0]!.id;
  found.notice = (await insider.call(listNotices, {})).rows[0]!.id;
  const entries = await insider.call(audit.listAudit, { accountId: alone });
  found.auditEntry = entries.rows[0]!.id;
  return found;
}

/** Colleagues whom the outsiders know will be away, in a while. */
async function hideAbsences(t: TestHouse, { people, ids }: World, size: number): Promise<Ids> {
  const insider = t.same(people.insider);
  const days = { since: '2026-06-01', until: `2026-06-1${size}` };
  const made = await insider.call(createSubstitution, {
    ...{ absentId: people.absentee.id, substituteId: people.insider.id, ...days, accountIds: [ids.beyond!] },
    ...{ orderNumber: 'SECRET-ORDER', rights: [] },
  });
  return { hiddenCover: made.id };
}

async function hideOrganisation(t: TestHouse, { people }: World, size: number): Promise<Ids> {
  const insider = t.same(people.insider);
  const invited = await insider.call(directory.inviteMember, { email: SECRET_EMAIL, name: 'Hidden', roles: ['kam'] });
  for (let day = 1; day <= size; day++) {
    await insider.call(settings.saveRate, { currency: 'USD', validFrom: `2024-01-0${day}`, rate: `0.9${day}` });
  }
  const { version } = await insider.call(settings.getRules, {});
  await insider.call(settings.saveRules, { rules: withRule(defaultRules, 'tenPercent', 0.07), version });
  const {
    can: _can,
    baseCurrencyHeld: _held,
    slug: _slug,
    isSample: _sample,
    ...state
  } = await insider.call(settings.getSettings, {});
  await insider.call(settings.saveSettings, { ...state, name: 'Renamed in secret', fiscalYearStart: 4 });
  const product = await t.inside(async (ctx) => {
    await makeLedger(ctx, { lines: [flatSale('SP', 'H', '2025-02-02', 'SECRET-PRODUCT', '1')] });
    const { rows } = await ctx.client.query(`select id from products where external_id = 'SECRET-PRODUCT'`);
    return rows[0].id as string;
  });
  return { member: invited.member.id, product };
}
