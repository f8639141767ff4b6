import { type Ids, NOTHING, type Question, recordsOf } from './asking.ts';

/** What an outsider asks of the lists of contacts and tasks: their views, and changes of many at once. */
export function askingLists(ids: Ids): Record<string, Question[]> {
  const { of } = recordsOf(ids);
  const people = of('contact', 'looseContact', 'bert', 'mover');
  const tasks = of('task', 'privateTask', 'doneTask', 'requestTask');
  const contactView = { filter: { role: ['champion'] }, sort: 'name', direction: 'asc', columns: [] };
  const taskView = { filter: { box: 'mine', q: 'secret' }, sort: 'due', direction: 'asc', columns: [] };
  return {
    listContactViews: [{}],
    addContactView: [
      { name: 'Hidden people', isShared: false, ...contactView },
      { name: 'Hidden people', isShared: true, ...contactView, filter: { account: ids.alone } },
    ],
    saveContactView: [{ id: ids.contactView ?? NOTHING, version: 1, name: 'X', isShared: true, ...contactView }],
    removeContactView: [{ id: ids.contactView ?? NOTHING, version: 1 }],
    previewBulkContacts: [
      { newChannel: 'email' },
      { addLanguage: 'fr', whose: 'team' },
      { newChannel: 'none', ids: people.map(({ id }) => id) },
      { newChannel: 'phone', account: ids.alone },
      { newChannel: 'phone', account: ids.mine },
    ],
    bulkContacts: [
      { newChannel: 'email', ids: people.map(({ id }) => id) },
      { addLanguage: 'fr', filter: { q: 'hidden' } },
      { addLanguage: 'fr', filter: { account: ids.alone } },
    ],
    undoBulkContacts: [{ before: [{ channel: null, contacts: people.map(({ id }) => ({ id, version: 1 })) }] }],
    listTasks: [
      ...['mine', 'given', 'watching', 'team', 'ours', 'inbox'].flatMap((box) => [
        { box },
        { box, closed: true, sort: 'closed' },
      ]),
      ...['hidden', 'alone', 'mine', 'group'].map((name) => ({ box: 'account', accountId: ids[name] ?? NOTHING })),
      { accountId: ids.alone },
      { box: 'project', projectId: ids.project ?? NOTHING },
      { box: 'team', ownerId: ids.insider },
      { q: 'secret', limit: 1 },
      { where: ['secret:set:yes'] },
      { fields: ['open'], where: ['open:set:no'] },
      { sort: 'priority', direction: 'desc', limit: 1 },
      { box: 'ours', sort: 'title', limit: 1 },
      { box: 'ours', sort: 'changed' },
      { box: 'team', sort: 'field:secret' },
      { box: 'team', sort: 'field:open' },
      { box: 'ours', unchangedDays: 1, olderDays: 1 },
    ],
    exportTasks: [{ box: 'team' }, { box: 'inbox', format: 'xlsx' }, { box: 'account', accountId: ids.alone }],
    listTaskViews: [{}],
    addTaskView: [{ name: 'Secret tasks', isShared: false, ...taskView }],
    saveTaskView: [{ id: ids.taskView ?? NOTHING, version: 1, name: 'X', isShared: true, ...taskView }],
    removeTaskView: [{ id: ids.taskView ?? NOTHING, version: 1 }],
    previewBulkTasks: [
      { ids: tasks.map(({ id }) => id), done: true },
      { ids: [NOTHING], newPriority: 'low' },
      ...['mine', 'given', 'team', 'ours', 'inbox'].map((box) => ({ box, newPriority: 'low' })),
      { box: 'team', newOwnerId: ids.member ?? NOTHING },
      { box: 'account', accountId: ids.alone, done: true },
      { box: 'account', accountId: ids.mine, newDueOn: '2026-12-01' },
    ],
    bulkTasks: [
      { ids: tasks.map(({ id }) => id), newPriority: 'low' },
      { filter: { box: 'account', accountId: ids.alone }, newPriority: 'low' },
      { filter: { box: 'team', q: 'secret' }, newPriority: 'low' },
    ],
    undoBulkTasks: [{ before: [{ done: true, tasks: tasks.map(({ id }) => ({ id, version: 1 })) }] }],
  };
}
