import * as accounts from '../../src/features/accounts/contract.ts';
import * as approvals from '../../src/features/approvals/contract.ts';
import * as contacts from '../../src/features/contacts/contract.ts';
import * as dossiers from '../../src/features/dossiers/contract.ts';
import * as fields from '../../src/features/fields/contract.ts';
import * as files from '../../src/features/files/contract.ts';
import { makePng } from '../../src/features/files/make.ts';
import * as notes from '../../src/features/notes/contract.ts';
import { bodyOf } from '../../src/features/notes/rules-body.ts';
import * as relationships from '../../src/features/relationships/contract.ts';
import * as tasks from '../../src/features/tasks/contract.ts';
import type { Person } from '../house.ts';
import { type Ids, KEY } from './asking.ts';
import { HIDDEN_TEXT } from './questions-files.ts';

/** What the insider writes about hidden accounts, and in confidence about one that others see: people, notes, dossiers, tasks. Gives the ids. */
export async function hideKnowledge(insider: Person, ids: Ids): Promise<Ids> {
  const { alone, hidden } = ids as { alone: string; hidden: string };
  const found: Ids = {};
  const person = {
    ...{ name: 'Hidden Contact', languages: ['fr'], consentBasis: 'contract' },
    emails: [{ label: 'work', value: 'hidden.contact@globex.example', preferred: true }],
    phones: [{ label: 'work', value: '+49 30 555 1234', preferred: true }],
    position: { accountId: hidden, role: 'decisionMaker', isMain: true },
  };
  const key = { headers: { 'idempotency-key': `${KEY}-contact` } };
  found.contact = (await insider.ask(contacts.createContact, person, key)).body.id;
  found.looseContact = (await insider.call(contacts.createContact, { name: 'Hidden Loose' })).id;
  const note = { id: ids.bert!, text: 'A secret note', readers: [] };
  found.contactNote = (await insider.call(contacts.addContactNote, note)).id;
  // Somebody whom the outsiders know takes a further position that they may not see.
  const further = { id: ids.mover!, accountId: alone, since: '2025-12-01', isMain: true, role: 'champion' } as const;
  found.position = (await insider.call(contacts.addPosition, further)).id;
  await insider.file(contacts.exportContacts, { q: 'Hidden' });
  const open = await insider.call(notes.addNote, { id: alone, body: bodyOf('A secret note'), pinned: true });
  // On an account that outsiders see, and confidential: pinned, changed, mentioning them, and another one that was removed.
  const mention = { type: 'mention', attrs: { id: ids.manager } };
  const body = { type: 'doc' as const, content: [{ type: 'paragraph', content: [mention] }] };
  const forOneself = { readers: [], team: false };
  const whispered = await insider.call(notes.addNote, { id: ids.mine!, body, pinned: true, kept: forOneself });
  await insider.call(notes.saveNote, {
    id: whispered.id,
    version: 1,
    body: bodyOf('A secret whisper about Max Mover'),
  });
  const gone = await insider.call(notes.addNote, { id: ids.mine!, body: bodyOf('Gone'), kept: forOneself });
  await insider.call(notes.removeNote, { id: gone.id, version: 1 });
  Object.assign(found, { note: open.id, keptNote: whispered.id, goneNote: gone.id });
  Object.assign(found, await hideFiles(insider, ids, whispered.id));
  // A map of a hidden account, with somebody whom the outsiders know on another one.
  const put = async (input: object) =>
    (await insider.call(relationships.addMapPerson, { id: alone, ...input } as never)).id;
  found.card = await put({ contactId: ids.mover, support: 'opponent', coverage: 'inDepth' });
  found.otherCard = await put({ wanted: 'Secret function', reportsTo: found.card });
  const conflict = { id: alone, kind: 'conflict', from: found.card, to: found.otherCard } as const;
  found.mapLine = (await insider.call(relationships.addMapLine, conflict)).id;
  const tie = {
    id: alone,
    personId: found.card,
    userId: insider.id,
    version: 0,
    level: 'brief',
    wanted: 'brief',
  } as const;
  await insider.call(relationships.saveTie, { ...tie, lastMet: '2026-01-02' });
  const stage = { id: alone, stage: 'integrated', reason: 'Secret stage', current: null } as const;
  await insider.call(relationships.setRelationshipStage, stage);
  await insider.call(accounts.addIdentifier, { id: alone, kind: 'iban', value: 'DE89370400440532013000' });
  found.identifier = (await insider.call(accounts.listIdentifiers, { id: alone })).rows.at(-1)!.id!;
  found.address = (await insider.call(accounts.addAddress, { id: alone, kind: 'delivery', city: 'Secret town' })).id;
  const section = {
    section: 'needs',
    version: 0,
    text: 'Secret needs',
    source: 'customer',
    knownAsOf: '2025-01-01',
  } as const;
  await insider.call(dossiers.saveSection, { id: alone, ...section });
  await insider.call(dossiers.saveSection, { id: hidden, ...section });
  await insider.call(dossiers.saveYear, {
    ...{
      id: alone,
      year: 2024,
      version: 0,
      currency: 'EUR',
      revenue: '1000',
      source: 'report',
      knownAsOf: '2025-01-01',
    },
  } as const);
  const change = { kind: 'merger', happenedOn: '2025-01-01', text: 'Secret merger', source: 'press' } as const;
  found.change = (await insider.call(dossiers.addChange, { id: alone, ...change, tellTeam: true })).id;
  const due = { on: '2026-01-09', time: null, zone: null };
  const make = async (input: Omit<Parameters<typeof insider.ask>[1], never>) =>
    (await insider.call(tasks.createTask, { title: 'Secret task', ...input } as never)).id;
  found.task = await make({ accountId: alone, due, checklist: [{ id: 'a', text: 'Secret line', done: false }] });
  found.privateTask = await make({ accountId: ids.mine, isPrivate: true, due });
  found.doneTask = await make({ accountId: hidden });
  found.requestTask = await make({ kind: 'request', department: 'credit_controller', due });
  await make({ kind: 'proposal' });
  await insider.call(tasks.actOnTask, { id: found.doneTask, act: 'done' });
  const bring = async (recordKind: 'task' | 'project', recordId: string, name: string) =>
    (await insider.ask(files.addRecordFile, { recordKind, recordId, name }, { payload: HIDDEN_TEXT })).body.id;
  found.taskFile = await bring('task', found.task, 'secret of a task.txt');
  found.privateTaskFile = await bring('task', found.privateTask, 'secret of a private task.txt');
  const closed = { text: 'Secret', inForceFrom: '2026-01-01', roles: ['credit_controller' as const] };
  found.decision = (await insider.call(tasks.publishDecision, { title: 'Secret decision', ...closed })).id;
  const corrected = { id: found.decision, number: 1, correction: 'A secret slip', text: 'More secret' };
  const stated = { title: 'Secret decision', inForceFrom: '2026-01-01' };
  await insider.call(tasks.correctDecision, { ...corrected, ...stated });
  await insider.call(tasks.watchTask, { id: found.task });
  await insider.call(tasks.remindReaders, { id: found.decision });
  await insider.file(tasks.exportTasks, { box: 'account', accountId: alone });
  const look = { filter: { q: 'secret' }, sort: 'due', direction: 'asc', columns: [] } as const;
  const view = await insider.call(tasks.addTaskView, { name: 'Secret view', isShared: false, ...look, columns: [] });
  found.taskView = view.id;
  const people = {
    name: 'Secret people',
    isShared: false,
    filter: { account: alone },
    direction: 'asc',
    columns: [],
  } as const;
  found.contactView = (await insider.call(contacts.addContactView, { ...people, sort: 'name', columns: [] })).id;
  await hideValues(insider, ids);
  const wish = { title: 'Secret exception', reason: 'Secret' };
  const ask = async (more: object) => (await insider.call(approvals.askForException, { ...wish, ...more })).id;
  found.request = await ask({ accountId: alone, amount: { amount: '100', currency: 'EUR' } });
  found.ownRequest = await ask({ accountId: ids.mine });
  found.doneRequest = await ask({});
  await insider.call(approvals.commentApproval, { id: found.request, text: 'A secret comment' });
  await insider.call(approvals.withdrawApproval, { id: found.doneRequest });
  return found;
}

/** Fields that some may not read: on an account, a contact and a task that outsiders see; and an open field on a hidden account. */
async function hideValues(insider: Person, ids: Ids): Promise<void> {
  const secret = { fields: { secret: { value: 'Secret value' } } };
  const { version } = await insider.call(accounts.getAccount, { id: ids.mine! });
  await insider.call(accounts.saveAccount, { id: ids.mine!, version, ...secret });
  const person = await insider.call(contacts.getContact, { id: ids.bert! });
  await insider.call(contacts.saveContact, { id: ids.bert!, version: person.version, ...secret });
  const alone = await insider.call(accounts.getAccount, { id: ids.alone! });
  const open = { fields: { open: { value: 'Secret open' } } };
  await insider.call(accounts.saveAccount, { id: ids.alone!, version: alone.version, ...open });
  await insider.call(tasks.createTask, { title: 'Secret task with a value', accountId: ids.alone!, ...secret });
  const where = ['secret:has:secret'];
  await insider.file(accounts.exportAccounts, { where, fields: ['secret'] });
  await insider.file(contacts.exportContacts, { where, fields: ['secret'] });
}

/** Fields of the organisation's own that everybody knows, and some that only the insider may read. */
export async function defineFields(insider: Person): Promise<void> {
  for (const recordKind of fields.RECORD_KINDS) {
    const define = (key: string, readers: ['head'] | null) =>
      insider.call(fields.addDefinition, { recordKind, key, type: 'text', labels: { en: key }, readers });
    await define('open', null);
    await define('secret', ['head']);
  }
}

/** Files: on a hidden account, in confidence on one that others see, of a confidential note, and one that was removed. */
async function hideFiles(insider: Person, ids: Ids, noteId: string): Promise<Ids> {
  const put = async (id: string, name: string, more: Record<string, unknown> = {}) =>
    (await insider.ask(files.addFile, { id, name, ...more }, { payload: HIDDEN_TEXT })).body.id;
  const found: Ids = {
    file: await put(ids.alone!, 'secret plan.txt'),
    keptFile: await put(ids.mine!, 'secret whisper.txt', { confidential: true }),
    noteFile: await put(ids.mine!, 'secret of a note.txt', { recordKind: 'note', recordId: noteId }),
    goneFile: await put(ids.mine!, 'secret and gone.txt', { confidential: true }),
  };
  await insider.ask(
    files.uploadLogo,
    { id: ids.alone, name: 'secret.png' },
    { payload: makePng(8, 8, () => [9, 9, 9]) },
  );
  await insider.ask(files.addFileVersion, { id: found.keptFile, name: 'secret.txt', version: 1 }, { payload: 'Anew' });
  await insider.file(files.downloadFile, { id: found.keptFile! });
  await insider.call(files.removeFile, { id: found.goneFile!, version: 1 });
  return found;
}

/** A map that everybody knows, with one card: who works on it shows nothing of what is hidden. */
export async function drawKnownMap(insider: Person, ids: Ids): Promise<void> {
  // Everybody knows of a map, on which one of the people was met by a note that only its author reads.
  const card = { id: ids.mine!, contactId: ids.mover!, coverage: 'brief' } as const;
  ids.ownCard = (await insider.call(relationships.addMapPerson, card)).id;
  // All tiers ask alike: coverage must not differ by what the review publishes.
  const { rules: found, version } = await insider.call(relationships.getRelationshipRules, {});
  const classes = { key: 'A', emerging: 'A', standard: 'A', prospect: 'A', dormant: 'A' } as const;
  const rules = { ...found, classes, tiers: ['key', 'emerging', 'standard', 'prospect', 'dormant'] };
  await insider.call(relationships.saveRelationshipRules, { version, rules } as never);
}
