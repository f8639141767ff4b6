import { each, type Ids, NOTHING, type Question, recordsOf } from './asking.ts';

/** What an outsider asks of decisions, and of watching tasks. */
export function askingDecisions(ids: Ids): Record<string, Question[]> {
  const { of } = recordsOf(ids);
  const tasks = of('task', 'privateTask', 'doneTask', 'requestTask');
  return {
    watchTask: tasks,
    unwatchTask: tasks,
    listDecisions: [{}, { unread: true }, { limit: 1 }],
    publishDecision: [{ title: 'X', text: 'X', inForceFrom: '2026-01-01', userIds: [ids.member ?? NOTHING] }],
    readDecision: each(of('decision'), {}, { number: 1 }, { number: 2 }),
    listDecisionVersions: of('decision'),
    correctDecision: each(of('decision'), {
      ...{ number: 1, title: 'X', text: 'X', inForceFrom: '2026-01-01', correction: 'X' },
    }),
    listDecisionReaders: of('decision'),
    remindReaders: of('decision'),
  };
}
