import { addAddress, removeAddress } from '../../features/accounts/contract.ts';
import { addRecordFile } from '../../features/files/contract.ts';
import { makePdf } from '../../features/files/make.ts';
import { addNote, removeNote } from '../../features/notes/contract.ts';
import { bodyOf } from '../../features/notes/rules-body.ts';
import { createProject, getProject, moveProject, removeProject } from '../../features/projects/contract.ts';
import { actOnTask, createTask } from '../../features/tasks/contract.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { addDays } from '../../pure/period.ts';
import type { Act } from './acting.ts';
import { sampleProjects } from './projects.ts';

interface Known {
  act: Act;
  people: Map<string, Actor>;
  ids: Map<string, string>;
  today: string;
  currency: string;
}

/** What the staff undertakes with customers, and what somebody deleted by mistake. */
export async function undertake({ act, people, ids, today, currency }: Known): Promise<void> {
  const userOf = (key: string) => people.get(key)!.userId!;
  let isFirst = true;
  const plain = { currency, budgetPlanned: null, budgetUsed: null, daysPlanned: null, daysUsed: null };
  for (const { by, customer, input, resources, members, tasks, state, removed } of sampleProjects(today)) {
    const { id } = await act(by, createProject, {
      ...input,
      accountId: ids.get(customer)!,
      members: members.map(({ person, role }) => ({ userId: userOf(person), role })),
      ...(resources ? { resources: { ...plain, otherPlanned: '', otherUsed: '', ...resources } } : {}),
    });
    for (const { to, title, dueIn, done } of tasks) {
      const due = dueIn === undefined ? null : { on: addDays(today, dueIn), time: null, zone: null };
      const task = await act(by, createTask, { title, projectId: id, ownerId: userOf(to), due });
      if (done) await act(to, actOnTask, { id: task.id, act: 'done' });
    }
    if (isFirst) {
      const content = makePdf([
        ['Plan of the project', '', input.name, 'Who does what until when stands on the next page.'],
      ]);
      await act(by, addRecordFile, { recordKind: 'project', recordId: id, name: 'Plan.pdf' }, content);
      isFirst = false;
    }
    const { version } = await act(by, getProject, { id });
    if (state) await act(by, moveProject, { id, version, state: state.to, reason: state.reason ?? '' });
    if (removed) await act(by, removeProject, { id, version });
  }
  const at = { id: ids.get('901')! };
  const address = await act('j.rehlinger', addAddress, { ...at, kind: 'delivery', name: 'Ramp 4', city: 'Kassel' });
  await act('j.rehlinger', removeAddress, { ...at, addressId: address.id, version: 1 });
  const note = await act('j.rehlinger', addNote, { ...at, body: bodyOf('Meant for another customer.'), kept: null });
  await act('j.rehlinger', removeNote, { id: note.id, version: note.version });
}
