import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../src/app/features.ts';
import { scan } from '../src/features/duplicates/scan.ts';
import type { Operation } from '../src/pure/operation.ts';
import type { Person, TestHouse } from './house.ts';
import type { Ids, Question } from './outsiders/asking.ts';
import { questions } from './outsiders/questions.ts';
import { HIDDEN_FROM, LAYERS, type Layer, makeWorld, type Outsider, type World } from './outsiders/worlds.ts';
import { patience, runs } from './runs.ts';

/**
 * Nothing that is hidden shows through any operation: every outsider puts the same questions (with the ids, names and numbers of the hidden records) to two
 * installations that differ only in these records, and gets the same answers, byte for byte.
 *
 * The one exception is what a company-wide review publishes on the accounts that somebody may see.
 */
const PUBLISHED = ['rank', 'share', 'class', 'xyz', 'rules', 'tier', 'countsAs', 'publishedPeriod', 'keyCount'];
/** The list of accounts carries the figures of the review: compared with the year before only when the company's ledger reaches back so far. */
const PUBLISHED_IN: Record<string, string[]> = {
  listAccounts: ['growth'],
  exportAccounts: ['growth'],
  getAccount: ['growth'],
  // A workbook packs ids of requests, which are another ones each time; what is in it is compared where it is asked for.
  listExports: ['bytes'],
  exportLogs: ['bytes'],
};
/** Where the others stand in the two exports. */
const PUBLISHED_COLUMNS = [
  ...['rank', 'share', 'class', 'xyz', 'rules', 'tier', 'counts as'],
  ...['groupshare', 'grouprank', 'groupclass', 'groupxyz', 'grouptier'],
];
/** Filters and orders by what is published select by it: only that they are answered is compared. */
const asksPublished = (input: Question) =>
  ['rule', 'tier', 'class'].some((field) => field in input) ||
  String(input.q).includes('tier:') ||
  ['rank', 'share', 'tier', 'class', 'growth'].includes(String(input.sort));

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

/** Ids that only one installation knows are no difference, in cursors neither, nor are request ids and tokens. */
function comparable(text: string, known: ReadonlySet<string>): string {
  return text
    .replaceAll(/"next":"([\w-]{20,})"/g, (_, cursor) => `"next":"${Buffer.from(cursor, 'base64url').toString()}"`)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) =>
      known.has(id) ? id : '<id>',
    )
    .replaceAll(/"requestId":"[^"]*"/g, '"requestId":""')
    .replaceAll(/V-[0-9A-F]{10}/g, 'V-<id>')
    .replaceAll(/(links\/|_session=|_device=)[\w-]{30,}/g, '$1<token>');
}

/** The cells of every sheet of a workbook, as lines of CSV without quotes. */
async function sheetText(bytes: Buffer): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  const lines = book.worksheets.flatMap((sheet) =>
    sheet.getSheetValues().map((row) => (Array.isArray(row) ? row.slice(1) : []).map(String).join(',')),
  );
  return lines.filter((line) => line !== '').join('\r\n');
}

/** Entries of the audit that were written at the same moment stand in no order. */
function inAnyOrder(name: string, text: string): string {
  if (name === 'exportAudit') return text.split('\r\n').sort().join('\r\n');
  if (name !== 'listAudit' || !text.startsWith('{"rows"')) return text;
  const { rows, ...rest } = JSON.parse(text) as { rows: { id: string; requestId: string }[] };
  return JSON.stringify({ rows: rows.map((row) => JSON.stringify({ ...row, id: '', requestId: '' })).sort(), ...rest });
}

function withoutPublished(name: string, text: string, type: string): string {
  const more = PUBLISHED_IN[name] ?? [];
  if (type.includes('json')) {
    const isPublished = (key: string) => PUBLISHED.includes(key) || more.includes(key);
    return JSON.stringify(JSON.parse(text), (key, value) => (isPublished(key) ? undefined : value));
  }
  if (!type.includes('csv') && !type.includes('spreadsheet')) return text;
  const rows = text
    .replace('\uFEFF', '')
    .split('\r\n')
    .map((line) => line.split(','));
  const published = [...PUBLISHED_COLUMNS, ...more];
  const kept = rows[0]!.map((title) => !published.includes(title.toLowerCase()));
  return rows.map((row) => row.filter((_, index) => kept[index]).join(',')).join('\r\n');
}

/** So many questions of one operation are put in one run, drawn anew each time; in the long series all of them. */
const MOST_ASKED = runs(1) > 1 ? Number.POSITIVE_INFINITY : 36;

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
      const { date: _, 'x-request-id': __, 'content-length': ___, ...rest } = answer.headers;
      const type = String(rest['content-type']);
      const isSelected = answer.status === 200 && asksPublished(question);
      const said = type.includes('spreadsheet') ? await sheetText(answer.bytes) : answer.text;
      const text = isSelected ? 'selected' : inAnyOrder(name, comparable(withoutPublished(name, said, type), known));
      found.set(
        `${name} ${index} ${JSON.stringify(question)}`,
        `${answer.status} ${comparable(JSON.stringify(rest), known)}\n${text}`,
      );
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
