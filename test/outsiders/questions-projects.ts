import { each, type Ids, type Input, NOTHING, type Question, recordsOf } from './asking.ts';

/** What an outsider asks of projects and of the trash. */
export function askingProjects(ids: Ids): Record<string, Question[]> {
  const { of, hidden, both } = recordsOf(ids);
  const projects = of('project', 'goneProject');
  const accounts: Input[] = both.map(({ id }) => ({ accountId: id }));
  const filters: Input[] = [
    {},
    ...each(accounts, {}, { group: true }),
    { closed: true },
    { memberId: ids.insider ?? NOTHING },
    { flag: 'late' },
    { flag: 'atRisk' },
    { q: 'secret' },
  ];
  const trash = of('goneAddress', 'goneNoteRow', 'goneFileRow', 'goneTaskRow', 'goneProjectRow');
  return {
    listProjects: [...filters, { limit: 1 }, { sort: 'name', direction: 'desc', limit: 1 }],
    exportProjects: [...filters, { format: 'xlsx' }],
    getProject: projects,
    listProjectPeople: both,
    createProject: [
      ...hidden.map(({ id }) => ({ accountId: id, name: 'X' })),
      { accountId: ids.mine, name: 'X', members: [{ userId: ids.member ?? NOTHING, role: '' }] },
      { accountId: ids.mine, name: 'X', contacts: [{ contactId: ids.contact ?? NOTHING, role: '' }] },
    ],
    saveProject: each(projects, { version: 1, name: 'X' }, { version: 9, name: 'X' }),
    moveProject: each(projects, { version: 1, state: 'done' }),
    tickMilestone: each(projects, { milestoneId: 'a', doneOn: null }),
    removeProject: each(projects, { version: 1 }, { version: 9 }),
    listTrash: [
      {},
      { limit: 1 },
      { by: ids.insider ?? NOTHING },
      { q: 'secret' },
      { days: 1 },
      ...['address', 'note', 'file', 'task', 'project'].map((kind) => ({ kind: [kind] })),
      ...accounts,
    ],
    restoreFromTrash: trash,
    purgeFromTrash: trash,
    setTrashDays: [{ keepDays: 30, version: 9 }],
  };
}
