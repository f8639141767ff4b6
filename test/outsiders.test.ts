import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../src/app/features.ts';
import { scan } from '../src/features/duplicates/scan.ts';
import type { Operation } from '../src/pure/operation.ts';
import type { Person, TestHouse } from './house.ts';
import type { Ids } from './outsiders/asking.ts';
import { answerText } from './outsiders/comparing.ts';
import { questions } from './outsiders/questions.ts';
import { HIDDEN_FROM, LAYERS, type Layer, makeWorld, type Outsider, type World } from './outsiders/worlds.ts';
import { patience, runs } from './runs.ts';

/**
 * Nothing that is hidden shows through any operation: every outsider puts the same questions (with the ids, names and numbers of the hidden records) to two
 * installations that differ only in these records, and gets the same answers, byte for byte.
 *
 * The one exception is what a company-wide review publishes on the accounts that somebody may see (comparing.ts).
 */

/** The stream has a test of its own (outsiders-stream.test.ts): it never ends. */
const ELSEWHERE = ['listenToNotices'];

interface Copies {
  copy(): Promise<TestHouse>;
  discard(): Promise<void>;
}

let world: World;
let base: Copies;
beforeAll(async () => {
  const made = await makeWorld();
  world = made.world;
  base = await made.t.freeze();
});
afterAll(() => base.discard());

test('every operation is asked', () => {
  const asked = Object.keys(questions({}));
  const names = operations.map((operation) => operation.name).filter((name) => !ELSEWHERE.includes(name));
  expect(asked.sort()).toEqual(names.sort());
});

/** So many questions of one operation are put in one run, drawn anew each time; in the long series all of them. */
const MOST_ASKED = runs(1) > 1 ? Number.POSITIVE_INFINITY : 24;

/** Whether a question is put, of `count` of its operation: by the draw of this run, the same for both installations. */
const isDrawn = (draw: number, index: number, count: number) =>
  count <= MOST_ASKED || (index * 7919 + draw) % count < MOST_ASKED;

/** All answers that somebody gets, by the question. */
async function answers(t: TestHouse, outsider: Outsider, ids: Ids, draw: number): Promise<Map<string, string>> {
  const who: Person = t.same(world.people[outsider]);
  const known = new Set(Object.values(ids));
  const found = new Map<string, string>();
  const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation as never]));
  for (const [name, asked] of Object.entries(questions(ids))) {
    for (const [index, question] of asked.entries()) {
      if (!isDrawn(draw, index, asked.length)) continue;
      const { $headers: headers, $bytes: payload, ...input } = question;
      const answer = await who.ask(byName.get(name) as never, input, { headers, payload });
      const text = await answerText(name, question, answer, (id) => (known.has(id) ? id : '<id>'));
      found.set(`${name} ${index} ${JSON.stringify(question)}`, text);
    }
  }
  return found;
}

/** The ids by which questions ask, with those that only a full installation has. */
const idsWith = (hidden: Ids): Ids => ({
  ...world.ids,
  insider: world.people.insider.id,
  organisation: '',
  ...hidden,
});

describe('the answer is the same whether or not the hidden record exists', () => {
  for (const outsider of Object.keys(HIDDEN_FROM) as Outsider[]) {
    test(
      `property: to ${outsider}`,
      async () => {
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 2, max: 5 }), fc.nat(100_000), async (size, draw) => {
            const [full, bare] = [await base.copy(), await base.copy()];
            try {
              const hidden: Ids = { organisation: full.org.id };
              for (const layer of HIDDEN_FROM[outsider])
                Object.assign(hidden, await LAYERS[layer as Layer](full, world, size));
              const ids = idsWith(hidden);
              // As often in both: each look moves the clock.
              for (let times = 0; times < 6; times++) for (const each of [full, bare]) await each.inside(scan);
              const seen = await answers(full, outsider, ids, draw);
              const expected = await answers(bare, outsider, ids, draw);
              for (const [question, answer] of expected) expect(seen.get(question), question).toBe(answer);
            } finally {
              await full.close();
              await bare.close();
            }
          }),
          { numRuns: runs(1) },
        );
      },
      patience(300_000),
    );
  }
});
