import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getAccount, listAccounts } from '../src/features/accounts/contract.ts';
import { getContact } from '../src/features/contacts/contract.ts';
import { scan } from '../src/features/duplicates/scan.ts';
import { getFile } from '../src/features/files/contract.ts';
import { getNote } from '../src/features/notes/contract.ts';
import { getProject } from '../src/features/projects/contract.ts';
import { getTask } from '../src/features/tasks/contract.ts';
import { comparable } from './outsiders/comparing.ts';
import { asked, namesIn } from './random-organisations/asking.ts';
import { type Built, build, found } from './random-organisations/build.ts';
import { type Oracle, oracleFor, possible } from './random-organisations/oracle.ts';
import { type Organisation, organisation } from './random-organisations/organisation.ts';
import { patience, runs } from './runs.ts';

/**
 * Random organisations: whoever looks gets the same answers whether or not what an oracle says is hidden from them is there. The oracle is written from the specification, not from the code, and what it says is
 * readable must be found.
 *
 * The exceptions: what a company-wide review publishes on visible accounts (outsiders/comparing.ts), and the warning of a duplicate by strong facts (questions-duplicates.ts asks by weak ones).
 * By the specification no secret: until when a colleague is away today, that a task of one's own is about an account that one may not see, how much those who report to one look after, and to leaders that somebody wrote something in confidence.
 */

const ONE = { note: getNote, file: getFile, task: getTask, contact: getContact, project: getProject } as const;

/** What the oracle says is readable is found, and nothing else. */
async function checkOracle(built: Built, full: Built, org: Organisation, oracle: Oracle): Promise<void> {
  const idOf = (name: string) => (built.ids[name] ?? full.ids[name])!;
  const reader = built.people[org.reader]!;
  const statusOf = async (operation: unknown, id: string) => (await reader.ask(operation as never, { id })).status;
  const isOut = org.people[org.reader]!.roles.every((role) => role === 'admin');
  const none = isOut ? [403] : [404];
  for (const at of org.accounts.keys()) {
    const status = await statusOf(getAccount, idOf(`account ${at}`));
    expect([status], `account ${at}`).toEqual(oracle.readable.has(at) ? [200] : none);
  }
  if (!isOut) {
    const listed = await reader.call(listAccounts, {});
    const expected = [...oracle.readable].map((at) => idOf(`account ${at}`));
    if (expected.length < org.accounts.length) expect(listed.rows.map((row) => row.id).sort()).toEqual(expected.sort());
  }
  for (const [at, record] of org.records.entries()) {
    const name = `${record.is} ${at}`;
    if (!(record.is in ONE) || full.refused.has(name)) continue;
    const isGone = 'removed' in record && record.removed;
    const status = await statusOf(ONE[record.is as keyof typeof ONE], idOf(name));
    if (oracle.reads(record) && !isGone) expect(status, name).toBe(200);
    else expect([403, 404], name).toContain(status);
  }
}

/** The events that were heard until now: the last one is our own. */
async function heard(built: Built): Promise<string> {
  const { t, listening } = built;
  await t.inside((ctx) => ctx.announce({ kind: 'settings', params: { last: true } }));
  await expect.poll(() => listening.heard.text).toContain('"last":true');
  return comparable(listening.heard.text.replaceAll(': beat\n\n', ''), namesIn(built, built));
}

/** Two answers from a little before the place where they begin to differ. */
function whereTheyPart(found: string, expected: string): string {
  let at = 0;
  while (found[at] === expected[at]) at++;
  const from = Math.max(0, at - 150);
  return [found, expected].map((text) => text.slice(from, at + 150)).join('\n');
}

async function close(built: Built | null): Promise<void> {
  built?.listening.stop();
  await built?.stream.close();
  await built?.t.close();
}

test(
  'property: the answer is the same whether or not what is hidden is there',
  async () => {
    await fc.assert(
      fc.asyncProperty(organisation.map(possible), async (org) => {
        const oracle = oracleFor(org);
        const base = await found(org);
        let full: Built | null = null;
        let bare: Built | null = null;
        try {
          full = await build(base, org, null, new Set());
          bare = await build(base, org, oracle, full.refused);
          expect(bare.refused, 'what nothing hidden is needed for').toEqual(new Set());
          // In both: what somebody opened comes first when they search.
          for (const each of [full, bare]) await checkOracle(each, full, org, oracle);
          expect(await heard(full), 'the stream of events').toBe(await heard(bare));
          // As often in both: each look moves the clock.
          for (let times = 0; times < 6; times++) for (const each of [full, bare]) await each.t.inside(scan);
          const differences: string[] = [];
          for (const round of [0, 1]) {
            const [one, other] = [full, bare].map((each) => asked(each, full!, org, round, oracle.isLeader));
            for (const [at, { question, answer }] of one!.entries()) {
              const [found, expected] = [await answer(), await other![at]!.answer()];
              if (found !== expected) differences.push(`${question}\n${whereTheyPart(found, expected)}`);
            }
          }
          expect(differences.join('\n\n')).toBe('');
        } finally {
          await close(full);
          await close(bare);
          await base.discard();
        }
      }),
      // A run is an organisation brought about twice: what failed is not tried in smaller ones.
      { numRuns: runs(1), endOnFailure: true },
    );
  },
  patience(300_000),
);
