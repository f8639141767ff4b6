import { operations } from '../../src/app/features.ts';
import type { Operation } from '../../src/pure/operation.ts';
import { type Ids, NOTHING, type Question } from '../outsiders/asking.ts';
import { answerText } from '../outsiders/comparing.ts';
import { questions } from '../outsiders/questions.ts';
import type { Built } from './build.ts';
import type { Organisation } from './organisation.ts';

/** What the questions call the records that they ask for, and of which of the plan each may be. */
const ACCOUNTS = ['hidden', 'alone', 'secretGroup', 'group', 'mine', 'shop', 'theirmine', 'covered', 'beyond'];
const RECORDS: Record<string, string[]> = {
  note: ['note', 'keptNote', 'goneNote', 'goneNoteRow'],
  file: ['file', 'keptFile', 'noteFile', 'goneFile', 'goneFileRow', 'projectFile', 'taskFile', 'privateTaskFile'],
  task: ['task', 'privateTask', 'doneTask', 'requestTask', 'goneTaskRow'],
  contact: ['contact', 'looseContact', 'bert', 'mover'],
  card: ['card', 'otherCard'],
  project: ['project', 'goneProject', 'goneProjectRow'],
  request: ['request', 'ownRequest', 'doneRequest'],
  cover: ['cover', 'hiddenCover'],
  seat: ['teamMember'],
  position: ['position'],
  address: ['address', 'goneAddress'],
  identifier: ['identifier'],
  change: ['change'],
};

/** The ids by which questions ask, each for one of the plan by the draw: hidden ones and others. By their names in the plan, the same for both installations. */
function slots(full: Built, org: Organisation, round: number): Record<string, string> {
  const chosen: Record<string, string> = { insider: 'chief', member: `person ${(org.reader + 1) % org.people.length}` };
  const some = (prefix: string) => Object.keys(full.ids).filter((name) => name.startsWith(`${prefix} `));
  const choose = (names: string[], from: string[]) => {
    for (const [at, name] of names.entries())
      if (from.length > 0) chosen[name] = from[(org.draw + at + round * names.length) % from.length]!;
  };
  choose(ACCOUNTS, some('account'));
  for (const [prefix, names] of Object.entries(RECORDS)) choose(names, some(prefix));
  choose(['contactNote'], some('note of'));
  return chosen;
}

/** So many questions of one operation are put in one round. */
const MOST_READ = 6;
const MOST_WRITTEN = 2;
const isRead = (operation: Operation) => operation.method === 'GET';
/** Left out: what never ends, what ends the session, and what gives an administrator's colleagues other rights than the oracle knows. */
const LEFT_OUT = [
  ...['listenToNotices', 'signOut', 'switchOrganisation', 'changePassword', 'revokeOtherSessions'],
  ...['saveMember', 'endMembership', 'resumeMembership', 'erasePerson'],
];
/**
 * Left out for leaders, whom the specification tells more of what is confidential: that its author wrote it, not where or what (the whole audit), and who keeps a personal note on somebody, without a word
 * of it (the complete export of personal data).
 */
const TOLD_LEADERS = ['listAudit', 'listAuditWords', 'exportAudit', 'exportPersonalData'];

export interface Asked {
  /** What is put, said with the names of the plan. */
  question: string;
  answer(): Promise<string>;
}

/** What an id is called in the plan: in an installation, or in another one from which it is asked for. */
export function namesIn(built: Built, full: Built): (id: string) => string {
  const names = new Map(
    [...Object.entries(full.ids), ...Object.entries(built.ids)].map(([name, id]) => [id, `<${name}>`]),
  );
  return (id) => names.get(id) ?? '<id>';
}

/** The questions of one round to one installation: first those that read, then those that would change something. */
export function asked(built: Built, full: Built, org: Organisation, round: number, isLeader: boolean): Asked[] {
  const nameOf = namesIn(built, full);
  const chosen = slots(full, org, round);
  // What only the full installation has is asked for by the id that it has there.
  const idOf = (name: string) => built.ids[name] ?? full.ids[name] ?? NOTHING;
  const ids: Ids = Object.fromEntries(Object.entries(chosen).map(([slot, name]) => [slot, idOf(name)]));
  const reader = built.people[org.reader]!;
  const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation as never]));
  const found: (Asked & { reads: boolean })[] = [];
  for (const [name, inputs] of Object.entries(questions(ids))) {
    if (LEFT_OUT.includes(name) || (isLeader && TOLD_LEADERS.includes(name))) continue;
    const operation = byName.get(name)!;
    const most = isRead(operation) ? MOST_READ : MOST_WRITTEN;
    for (const [index, question] of inputs.entries()) {
      if (inputs.length > most && (index * 7919 + org.draw + round * 31) % inputs.length >= most) continue;
      const { $headers: headers, $bytes: payload, ...input } = question as Question;
      // Numbers of accounts that were made by the questions of an earlier round are drawn by chance.
      if (round > 0 && question.sort === 'externalId') continue;
      found.push({
        question: `${name} ${index} round ${round}`,
        reads: isRead(operation),
        async answer() {
          const answer = await reader.ask(operation as never, input, { headers, payload }).catch((cause: Error) => {
            throw new Error(`${name} ${JSON.stringify(question)}`, { cause });
          });
          if (answer.status >= 500) throw new Error(`${name} ${JSON.stringify(question)}: ${answer.text}`);
          return answerText(name, question, answer, nameOf);
        },
      });
    }
  }
  return [...found.filter(({ reads }) => reads), ...found.filter(({ reads }) => !reads)];
}
