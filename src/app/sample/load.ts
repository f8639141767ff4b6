import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TObject, TSchema } from 'typebox';
import { addAccountView, addContact, getAccount, setNote } from '../../features/accounts/contract.ts';
import { setExclusion } from '../../features/accounts/contract-structure.ts';
import { makeTeamMember } from '../../features/accounts/make.ts';
import { accountIdsByKey } from '../../features/accounts/public.ts';
import { importFiles } from '../../features/imports/public.ts';
import { setTier } from '../../features/segmentation/contract.ts';
import { publishReview } from '../../features/segmentation/public.ts';
import { dayIn } from '../../kernel/business-day.ts';
import type { Actor, Organisation } from '../../kernel/ctx.ts';
import { ensureMember, ensureUser, setSuperior } from '../../kernel/installation.ts';
import type { Log } from '../../kernel/log.ts';
import { asSystem, type House, run } from '../../kernel/run.ts';
import type { InputOf, Operation, OutputOf } from '../../pure/operation.ts';
import { addDays } from '../../pure/period.ts';
import { handlers } from '../features.ts';
import { sampleSeed } from './company.ts';
import { exclusions, staff, teamAssignments } from './people.ts';
import type { Sample } from './sample.ts';
import { makeSample } from './sample.ts';
import { contacts, notes, tiersByHand } from './stories.ts';
import { sharedViews } from './views.ts';
import { writeSample } from './write.ts';

type AnyOperation = Operation<TObject, TSchema>;

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
  for (const { customer, note } of notes) {
    const { version } = await act('e.vaubert', getAccount, { id: ids.get(customer)! });
    await act('e.vaubert', setNote, { id: ids.get(customer)!, version, note });
  }
  for (const { customer, ...contact } of contacts(sample.customers))
    await act('e.vaubert', addContact, { id: ids.get(customer)!, ...contact });
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
  await asSystem(house, org, (ctx) => publishReview(ctx, { isForced: true }));
  log.info({ slug: org.slug, ms: Date.now() - began }, 'the sample company is there');
}

/** The staff as members, by their short names. */
async function hire(house: House, org: Organisation): Promise<Map<string, Actor>> {
  const people = new Map<string, Actor>();
  for (const { key, name, email, role, language } of staff) {
    const user = await ensureUser(house.identity, { email, name, language, isOperator: false }, house.now());
    await ensureMember(house.identity, org.id, user.id, [role], house.now());
    people.set(key, { userId: user.id, onBehalfOf: null, roles: [role], language, isOperator: false });
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
    for (const { customer, person, duty } of teamAssignments(sample.customers)) {
      await makeTeamMember(ctx, {
        accountId: ids.get(customer)!,
        userId: people.get(person)!.userId!,
        duty,
        since: addDays(ctx.today, -730),
      });
    }
  });
}

/** Calls an operation through the runner as somebody of the staff. */
function actingAs(house: House, org: Organisation, people: Map<string, Actor>) {
  return async <T extends AnyOperation>(who: string, operation: T, input: InputOf<T>): Promise<OutputOf<T>> => {
    const handler = handlers.find((each) => each.operation.name === operation.name)!;
    const caller = { org, actor: people.get(who)!, requestId: 'sample', address: '' };
    const outcome = await run(house, handler, caller, input as Record<string, unknown>);
    if (outcome.kind !== 'json') throw new Error('a file is no answer here');
    return JSON.parse(outcome.text);
  };
}
