import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccountView, addAddress, addIdentifier } from '../../features/accounts/contract.ts';
import { setExclusion } from '../../features/accounts/contract-structure.ts';
import { makeTeamMember } from '../../features/accounts/make.ts';
import { accountIdsByKey } from '../../features/accounts/public.ts';
import {
  addContactNote,
  addContactView,
  addPosition,
  createContact,
  getContact,
} from '../../features/contacts/contract.ts';
import {
  addChange,
  decideChange,
  getDossier,
  listChanges,
  saveSection,
  saveYear,
} from '../../features/dossiers/contract.ts';
import { addFile, addFileVersion, addRecordFile, uploadLogo } from '../../features/files/contract.ts';
import { importFiles } from '../../features/imports/public.ts';
import { addNote } from '../../features/notes/contract.ts';
import { setTier } from '../../features/segmentation/contract.ts';
import { publishReview } from '../../features/segmentation/public.ts';
import {
  actOnTask,
  addTaskView,
  correctDecision,
  createTask,
  publishDecision,
  readDecision,
  watchTask,
} from '../../features/tasks/contract.ts';
import { dayIn } from '../../kernel/business-day.ts';
import type { Actor, Organisation } from '../../kernel/ctx.ts';
import { ensureMember, ensureUser, setSuperior } from '../../kernel/installation.ts';
import type { Log } from '../../kernel/log.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { addDays } from '../../pure/period.ts';
import { type Act, actingAs } from './acting.ts';
import { businessChanges } from './business-changes.ts';
import { sampleSeed } from './company.ts';
import { personalNotes, sampleContacts } from './contacts.ts';
import { businessYears, sections } from './dossiers.ts';
import { sampleFiles, sampleLogos } from './files.ts';
import { addresses, identifiers } from './identifiers.ts';
import { askAround, handOver, standIn } from './load-colleagues.ts';
import { findTwice } from './load-duplicates.ts';
import { defineFields, fillFields } from './load-fields.ts';
import { undertake } from './load-projects.ts';
import { drawMaps } from './load-relationships.ts';
import { keepSecret } from './load-secrets.ts';
import { sampleNotes } from './notes.ts';
import { exclusions, staff, teamAssignments } from './people.ts';
import type { Sample } from './sample.ts';
import { makeSample } from './sample.ts';
import { tiersByHand } from './stories.ts';
import { sampleDecisions, sampleTasks } from './tasks.ts';
import { sharedContactViews, sharedTaskViews, sharedViews } from './views.ts';
import { writeSample } from './write.ts';

/** Fills the sample company as its people would have: ledger through the importer, the rest through the operations, with audit. */
export async function loadSample(house: House, org: Organisation, log: Log): Promise<void> {
  const began = Date.now();
  const today = dayIn(org.timezone, house.now());
  const sample = makeSample({ seed: sampleSeed, today });
  const people = await hire(house, org);
  await importLedger(house, org, today);
  const ids = await asSystem(house, org, accountIdsByKey);
  await assignTeams(house, org, sample, people, ids);
  const act = actingAs(house, org, people);
  for (const { customer, reason, note } of exclusions)
    await act('e.vaubert', setExclusion, { id: ids.get(customer)!, reason, note });
  await writeNotes(act, people, ids);
  await keepFiles(act, people, ids);
  await addPeople(act, sample, { today, people, ids });
  await drawMaps(
    act,
    (customer) => ids.get(customer)!,
    (key) => people.get(key)!.userId!,
    today,
  );
  for (const wish of tiersByHand) {
    await act(wish.by, setTier, {
      id: ids.get(wish.customer)!,
      tier: wish.tier,
      reasonCode: wish.reason,
      reason: wish.note,
      reviewOn: addDays(today, wish.reviewInDays),
      current: null,
    });
  }
  for (const view of sharedViews) await act('e.vaubert', addAccountView, { ...view, isShared: true });
  for (const view of sharedTaskViews) await act('e.vaubert', addTaskView, { ...view, isShared: true });
  for (const view of sharedContactViews) await act('e.vaubert', addContactView, { ...view, isShared: true });
  await writeDossiers(act, (customer) => ids.get(customer)!, today);
  for (const one of sampleTasks(today)) {
    const { by, to, watchers = [], customer, dueIn, time = null, zone = null, input, steps = [] } = one;
    const { id } = await act(by, createTask, {
      ...input,
      ...(to === undefined ? {} : { ownerId: people.get(to)!.userId! }),
      ...(customer === undefined ? {} : { accountId: ids.get(customer)! }),
      ...(dueIn === undefined ? {} : { due: { on: addDays(today, dueIn), time, zone } }),
      watcherIds: watchers.map((key) => people.get(key)!.userId!),
    });
    const fileIds: string[] = [];
    for (const { by: from, name, content } of one.files ?? [])
      fileIds.push((await act(from, addRecordFile, { recordKind: 'task', recordId: id, name }, content)).id);
    for (const watcher of one.watchedBy ?? []) await act(watcher, watchTask, { id });
    for (const { by: from, act: step, words = '', files } of steps)
      await act(from, actOnTask, { id, act: step, words, ...(files ? { fileIds } : {}) });
  }
  await defineFields(act, 'h.aumann');
  await fillFields(
    act,
    (customer) => ids.get(customer)!,
    (key) => people.get(key)?.userId ?? undefined,
    today,
  );
  for (const { by, input, readBy, correction } of sampleDecisions(today)) {
    const { id } = await act(by, publishDecision, input);
    for (const reader of readBy) await act(reader, readDecision, { id });
    if (correction === undefined) continue;
    const { title, inForceFrom } = input;
    const { text, words } = correction;
    await act(correction.by, correctDecision, { id, number: 1, title, inForceFrom, text, correction: words });
    for (const reader of correction.readBy) await act(reader, readDecision, { id });
  }
  await undertake({ act, people, ids, today, currency: org.baseCurrency });
  await standIn(house, org, { act, people, ids, today });
  await handOver(act, { people, ids, today });
  await askAround(act, (customer) => ids.get(customer)!, org.baseCurrency);
  await findTwice(house, org, act, (customer) => ids.get(customer)!);
  await keepSecret(house, org, { people, ids });
  await asSystem(house, org, (ctx) => publishReview(ctx, { isForced: true }));
  log.info({ slug: org.slug, ms: Date.now() - began }, 'the sample company is there');
}

/** Dossiers as their authors wrote them: sections with their versions, figures by year, changes and what they mean for the plan, identifiers, addresses. */
async function writeDossiers(act: Act, idOf: (customer: string) => string, today: string): Promise<void> {
  for (const { customer, by, daysAgo, section, ...written } of sections) {
    const id = idOf(customer);
    const { sections: before } = await act(by, getDossier, { id });
    const version = before.find((one) => one.section === section)?.version ?? 0;
    await act(by, saveSection, { id, section, version, ...written, knownAsOf: addDays(today, -daysAgo) });
  }
  for (const { customer, by, yearsAgo, ...figures } of businessYears) {
    const year = Number(today.slice(0, 4)) - yearsAgo;
    await act(by, saveYear, {
      id: idOf(customer),
      year,
      version: 0,
      ...figures,
      knownAsOf: addDays(today, -120 * yearsAgo),
    });
  }
  for (const { customer, by, daysAgo, plan, ...change } of businessChanges) {
    const id = idOf(customer);
    const made = await act(by, addChange, { id, ...change, happenedOn: addDays(today, -daysAgo) });
    if (!plan) continue;
    const { rows } = await act('e.vaubert', listChanges, { id });
    const { version } = rows.find((row) => row.id === made.id)!;
    await act('e.vaubert', decideChange, { id, changeId: made.id, version, plan: plan.answer, note: plan.note });
  }
  for (const { customer, ...identifier } of identifiers)
    await act('e.vaubert', addIdentifier, { id: idOf(customer), ...identifier });
  for (const { customer, hours, ...address } of addresses)
    await act('e.vaubert', addAddress, { id: idOf(customer), ...address, hours: [...hours] });
}

/** The staff as members, by their short names. */
async function hire(house: House, org: Organisation): Promise<Map<string, Actor>> {
  const people = new Map<string, Actor>();
  for (const { key, name, email, role, language } of staff) {
    const user = await ensureUser(house.identity, { email, name, language, isOperator: false }, house.now());
    await ensureMember(house.identity, org.id, user.id, [role], house.now());
    people.set(key, { userId: user.id, standsIn: [], roles: [role], language, isOperator: false });
  }
  for (const { key, reportsTo } of staff) {
    if (reportsTo) await setSuperior(house.identity, org.id, people.get(key)!.userId!, people.get(reportsTo)!.userId!);
  }
  return people;
}

async function importLedger(house: House, org: Organisation, today: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'vitalfew-sample-'));
  try {
    const files = await writeSample(directory, { seed: sampleSeed, today });
    const answer = await importFiles(house, org, {
      files: files.map(({ name, path }) => ({ name, open: () => createReadStream(path) })),
      as: 'auto',
      mapping: null,
      set: {},
      dryRun: false,
      rejects: null,
    });
    if (answer.exitCode !== 0)
      throw new Error(`the sample company's files did not come in whole:\n${answer.lines.join('\n')}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function assignTeams(
  house: House,
  org: Organisation,
  sample: Sample,
  people: Map<string, Actor>,
  ids: Map<string, string>,
): Promise<void> {
  await asSystem(house, org, async (ctx) => {
    for (const { customer, person, ...seat } of teamAssignments(sample.customers)) {
      await makeTeamMember(ctx, {
        accountId: ids.get(customer)!,
        userId: people.get(person)!.userId!,
        ...seat,
        since: addDays(ctx.today, -730),
      });
    }
  });
}

/** Moves of so many days are news. */
const NEWS_DAYS = 60;

/** The people on the customers' side: with positions, moves and personal notes, as the staff would have written them. */
async function addPeople(
  act: Act,
  sample: Sample,
  known: { today: string; people: Map<string, Actor>; ids: Map<string, string> },
): Promise<void> {
  const firstAt = new Map<string, string>();
  for (const { customer, person, position, years, moved } of sampleContacts(sample.customers)) {
    const since = addDays(known.today, -365 * years - 700);
    const accountId = known.ids.get(customer)!;
    const left = moved && addDays(known.today, -moved.daysAgo);
    // Nobody is told today of what happened long ago.
    const isNews = moved !== null && moved.daysAgo < NEWS_DAYS;
    const until = left === null || isNews ? null : addDays(left, -1);
    const first = { accountId, ...position, isMain: position.isMain && until === null, since, until };
    const { id } = await act('e.vaubert', createContact, { ...person, position: first });
    if (!firstAt.has(customer)) firstAt.set(customer, id);
    if (moved === null || left === null) continue;
    const { title, role } = position;
    const now = { accountId: known.ids.get(moved.to)!, title, role, since: left };
    const { positions } = await act('e.vaubert', getContact, { id });
    const ends = isNews ? positions.map(({ id, version }) => ({ id, version })) : [];
    await act('e.vaubert', addPosition, { id, ...now, ends });
  }
  for (const { customer, by, text, readers } of personalNotes) {
    const named = readers.map((key) => known.people.get(key)!.userId!);
    await act(by, addContactNote, { id: firstAt.get(customer)!, text, readers: named });
  }
}

/** Notes as their authors would have written them, oldest first. */
async function writeNotes(act: Act, people: Map<string, Actor>, ids: Map<string, string>): Promise<void> {
  const idOf = (key: string) => people.get(key)!.userId!;
  for (const { customer, by, body, pinned, kept } of sampleNotes(idOf)) {
    await act(by, addNote, { id: ids.get(customer)!, body, pinned: pinned ?? false, kept: kept ?? null });
  }
}

/** Files with their versions, as the staff uploaded them. */
async function keepFiles(act: Act, people: Map<string, Actor>, ids: Map<string, string>): Promise<void> {
  for (const { customer, by, name, content, readers, later = [] } of await sampleFiles()) {
    const kept = readers && { confidential: true, readers: readers.map((key) => people.get(key)!.userId!) };
    let file = await act(by, addFile, { id: ids.get(customer)!, name, ...kept }, content);
    for (const next of later) {
      const { id, version } = file;
      file = await act(next.by, addFileVersion, { id, name, version }, next.content);
    }
  }
  for (const { customer, by, name, content } of sampleLogos())
    await act(by, uploadLogo, { id: ids.get(customer)!, name }, content);
}
