import { each, type Ids, NOTHING, type Question, recordsOf } from './asking.ts';

/** What an outsider asks of the room of secrets: classes, explanations, logs. */
export function askingSecrets(ids: Ids): Record<string, Question[]> {
  const { of, hidden, both } = recordsOf(ids);
  const records = (kind: string, ...names: string[]) => each(of(...names), { kind }, { kind, userId: ids.insider });
  return {
    getClasses: [{}],
    saveClasses: [{ version: 99, logsDays: 100, classes: [] }],
    getAccountClass: both,
    setAccountClass: each(hidden, { class: null, version: 1 }, { class: ids.strict!, version: 0, readers: [NOTHING] }),
    notePrint: each(hidden, { part: 'overview' }),
    explainAccess: each(both, {}, { part: 'documents' }, { userId: ids.insider }, { userId: ids.member ?? NOTHING }),
    explainRecord: [
      ...records('note', 'note', 'keptNote'),
      ...records('file', 'file', 'keptFile', 'noteFile', 'taskFile'),
      ...records('contact', 'contact', 'looseContact'),
      ...records('task', 'task', 'privateTask'),
      ...records('project', 'project'),
      ...records('document', 'document'),
    ],
    listReadings: [{}, { limit: 1 }, { accountId: ids.alone ?? NOTHING }],
    listExports: [{}, { limit: 1 }, { accountId: ids.alone ?? NOTHING }],
    exportLogs: [{ log: 'readings' }, { log: 'exports' }],
  };
}
