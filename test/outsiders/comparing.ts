import ExcelJS from 'exceljs';
import type { Answer } from '../house.ts';
import type { Question } from './asking.ts';

/** What a company-wide review publishes on the accounts that somebody may see. */
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

/** Ids that only one installation knows are no difference, in cursors neither, nor are request ids and tokens. */
export function comparable(text: string, nameOf: (id: string) => string): string {
  return text
    .replaceAll(
      /"next":"([\w-]{20,})"/g,
      (_, cursor) => `"next":${JSON.stringify(Buffer.from(cursor, 'base64url').toString())}`,
    )
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, nameOf)
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
    // A class of confidentiality is no class of the review.
    const isSecrecy = (key: string, value: unknown) => key === 'class' && typeof value === 'object' && value !== null;
    return JSON.stringify(JSON.parse(text), (key, value) =>
      isPublished(key) && !isSecrecy(key, value) ? undefined : value,
    );
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

/** An answer as it is compared: whole, with its head, without what no two installations have in common; `nameOf` says what an id stands for. */
export async function answerText(
  name: string,
  question: Question,
  answer: Answer<unknown> & { bytes: Buffer },
  nameOf: (id: string) => string,
): Promise<string> {
  const { date: _, 'x-request-id': __, 'content-length': ___, ...rest } = answer.headers;
  const type = String(rest['content-type']);
  const isSelected = answer.status === 200 && asksPublished(question);
  const said = type.includes('spreadsheet') ? await sheetText(answer.bytes) : answer.text;
  const text = isSelected ? 'selected' : inAnyOrder(name, comparable(withoutPublished(name, said, type), nameOf));
  return `${answer.status} ${comparable(JSON.stringify(rest), nameOf)}\n${text}`;
}
