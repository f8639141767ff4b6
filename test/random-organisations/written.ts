import { addFile, removeFile } from '../../src/features/files/contract.ts';
import * as notes from '../../src/features/notes/contract.ts';
import { createTask } from '../../src/features/tasks/contract.ts';
import { accountOf, author, CLASS, isDone, type Site } from './build.ts';
import type { KeptPlan, RecordPlan } from './organisation.ts';

type WrittenPlan = Extract<RecordPlan, { is: 'note' | 'file' | 'task' }>;

/** What people write and bring: notes, files, tasks, by whoever does it. False where somebody was refused it. */
export async function putWritten(site: Site, plan: WrittenPlan, name: string, withSecret: boolean): Promise<boolean> {
  const { people, ids } = site;
  const idOf = (person: number) => people[person]!.id;
  const keptOf = (kept: KeptPlan) => ({
    ...{ readers: kept.readers.map(idOf), team: kept.team },
    ...(kept.cleared && { class: CLASS }),
  });
  if (plan.is === 'task') {
    const made = await author(site, plan.giver).ask(createTask, {
      ...{ title: `Secret ${name}`, kind: plan.kind, isPrivate: plan.isPrivate, watcherIds: plan.watchers.map(idOf) },
      ...(plan.account !== null && { accountId: accountOf(site, plan.account) }),
      ...(plan.owner !== null && { ownerId: idOf(plan.owner) }),
      ...(plan.kind === 'request' && plan.department && { department: plan.department }),
      due: { on: '2026-01-09', time: null, zone: null },
      ...(plan.secretValue && withSecret && { fields: { secret: { value: `Secret value ${name}` } } }),
    });
    ids[name] = made.body.id;
    return isDone(made);
  }
  const writer = author(site, plan.author);
  const id = accountOf(site, plan.account);
  if (plan.is === 'file') {
    const kept = plan.kept && { confidential: true, ...keptOf(plan.kept) };
    const made = await writer.ask(addFile, { id, name: `secret ${name}.txt`, ...kept }, { payload: `whisper ${name}` });
    ids[name] = made.body.id;
    if (plan.removed && isDone(made)) await writer.call(removeFile, { id: made.body.id, version: 1 });
    return isDone(made);
  }
  const content: object[] = [{ type: 'text', text: `Secret whisper ${name}` }];
  if (plan.mention !== null) content.push({ type: 'mention', attrs: { id: idOf(plan.mention) } });
  const body = { type: 'doc', content: [{ type: 'paragraph', content }] };
  const kept = plan.kept && keptOf(plan.kept);
  const made = await writer.ask(notes.addNote, { id, body, pinned: plan.pinned, kept });
  ids[name] = made.body.id;
  if (plan.removed && isDone(made)) await writer.call(notes.removeNote, { id: made.body.id, version: 1 });
  return isDone(made);
}
