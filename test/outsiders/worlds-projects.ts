import * as accounts from '../../src/features/accounts/contract.ts';
import { addRecordFile } from '../../src/features/files/contract.ts';
import * as notes from '../../src/features/notes/contract.ts';
import { bodyOf } from '../../src/features/notes/rules-body.ts';
import * as projects from '../../src/features/projects/contract.ts';
import * as tasks from '../../src/features/tasks/contract.ts';
import { listTrash } from '../../src/features/trash/contract.ts';
import type { Person } from '../house.ts';
import type { Ids } from './asking.ts';

/** Projects on hidden accounts, one of them deleted; and what the insider deleted there, and in confidence on an account that others see. */
export async function hideProjects(insider: Person, ids: Ids): Promise<Ids> {
  const [hidden, alone] = [ids.hidden!, ids.alone!];
  const begin = async (accountId: string, name: string) =>
    (
      await insider.call(projects.createProject, {
        ...{ accountId, name, state: 'running', dueOn: '2026-01-05', goal: 'Secret goal' },
        milestones: [{ id: 'a', name: 'Secret milestone', dueOn: '2026-01-04', doneOn: null }],
        members: [{ userId: ids.insider!, role: 'Secret role' }],
      })
    ).id;
  const found: Ids = { project: await begin(alone, 'Secret project'), goneProject: await begin(hidden, 'Secret past') };
  await insider.call(tasks.createTask, { title: 'Secret task of a project', projectId: found.project! });
  for (const [name, recordId] of [
    ['projectFile', found.project!],
    ['goneProjectFile', found.goneProject!],
  ] as const) {
    const input = { recordKind: 'project', recordId, name: `secret of ${name}.txt` };
    found[name] = (await insider.ask(addRecordFile, input, { payload: 'Secret plan' })).body.id;
  }
  await insider.call(projects.removeProject, { id: found.goneProject!, version: 1 });
  await insider.file(projects.exportProjects, { accountId: alone });
  const address = await insider.call(accounts.addAddress, { id: alone, kind: 'delivery', city: 'Secret ramp' });
  await insider.call(accounts.removeAddress, { id: alone, addressId: address.id, version: 1 });
  const kept = { readers: [], team: false };
  const note = await insider.call(notes.addNote, { id: ids.mine!, body: bodyOf('A secret regret'), kept });
  await insider.call(notes.removeNote, { id: note.id, version: note.version });
  const task = await insider.call(tasks.createTask, { title: 'Secret slip' });
  await insider.call(tasks.removeTask, { id: task.id, version: 1 });
  const rowOf = async (kind: 'address' | 'note' | 'file' | 'task' | 'project') =>
    (await insider.call(listTrash, { kind: [kind] })).rows[0]!.id;
  found.goneAddress = await rowOf('address');
  found.goneNoteRow = await rowOf('note');
  found.goneFileRow = await rowOf('file');
  found.goneTaskRow = await rowOf('task');
  found.goneProjectRow = await rowOf('project');
  return found;
}
