import { monthOf } from '../../kernel/exchange/dates.ts';
import { isDay, lastOfMonth, type Period } from '../../pure/period.ts';

// Whole names and their usual short forms in en, ru, fr, es, de: "marketing" is no month of March.
const MONTH =
  /^(?:jan(?:uary|uar|v(?:ier)?)?|j[aä]nner|ene(?:ro)?|feb(?:ruary|ruar|rero)?|f[eé]v(?:r(?:ier)?)?|mar(?:ch|zo|s)?|m[aä]r(?:z)?|apr(?:il)?|avr(?:il)?|abr(?:il)?|may(?:o)?|mai|jun(?:e|i|io)?|juin|jul(?:y|i|io)?|juil(?:let)?|aug(?:ust)?|ao[uû]t|ago(?:sto)?|sept?(?:ember|embre|iembre)?|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[cz](?:ember)?|d[eé]c(?:embre)?|dic(?:iembre)?|янв(?:ар[ьяе])?|фев(?:р(?:ал[ьяе])?)?|мар(?:та?|те)?|апр(?:ел[ьяе])?|ма[йяе]|июн[ьяе]?|июл[ьяе]?|авг(?:уста?|усте)?|сен(?:т(?:ябр[ьяе])?)?|окт(?:ябр[ьяе])?|ноя(?:б(?:р[ьяе])?)?|дек(?:абр[ьяе])?)$/;

/** The month that a word names, in full or short; 0 when it names none. */
export const monthNamed = (word: string): number => (MONTH.test(word.toLowerCase()) ? monthOf(word) : 0);

const two = (value: number) => String(value).padStart(2, '0');

function months(year: number, first: number, count: number): Period | null {
  if (first < 1 || first + count > 13) return null;
  const from = `${year}-${two(first)}-01`;
  return isDay(from) ? { from, to: lastOfMonth(`${year}-${two(first + count - 1)}-01`) } : null;
}

// "January 2025 - March 2025", "Январь - Март 2025 г.", "01.2025 - 03.2025".
function rangeOf(text: string): Period | null {
  const found: { year: number | null; month: number }[] = [];
  for (const part of text.matchAll(
    /(\p{L}{3,})\.?(?:[\s'’-]*((?:19|20)\d\d))?|(?<!\d)(\d\d)[./]((?:19|20)\d\d)(?!\d)/gu,
  )) {
    const month = part[3] ? Number(part[3]) : monthNamed(part[1]!);
    if (month >= 1 && month <= 12) found.push({ year: Number(part[2] ?? part[4]) || null, month });
  }
  const last = found.at(-1);
  if (found.length !== 2 || last?.year == null) return null;
  const from = months(found[0]!.year ?? last.year, found[0]!.month, 1);
  const to = months(last.year, last.month, 1);
  return from && to && from.from < to.from ? { from: from.from, to: to.to } : null;
}

/** The month, quarter or year that words name: 2024-03, 03.2024, March 2024, "март 2024 г.", Q1 2024, "2 квартал 2024", 2024. Null when they name none. */
export function periodOf(words: string): Period | null {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ');
  const days = [...text.matchAll(/(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d{4})-(\d\d)-(\d\d)/g)].map((m) =>
    m[4] ? m[0] : `${m[3]}-${two(Number(m[2]))}-${two(Number(m[1]))}`,
  );
  if (days.length >= 2 && isDay(days[0]!) && isDay(days[1]!) && days[0]! <= days[1]!)
    return { from: days[0]!, to: days[1]! };
  if (days.length === 1 && isDay(days[0]!))
    return months(Number(days[0]!.slice(0, 4)), Number(days[0]!.slice(5, 7)), 1);
  const range = rangeOf(text);
  if (range) return range;
  const year = Number(/(?:^|\D)((?:19|20)\d\d)(?:\D|$)/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(year)) {
    const short = /^(\p{L}{3,})[ .-]+(\d\d)$/u.exec(text);
    const month = short ? monthNamed(short[1]!) : 0;
    return month > 0 ? months(2000 + Number(short![2]), month, 1) : null;
  }
  const quarter =
    /(?:^|[^\p{L}])(?:q|t|кв\.?|квартал)\s?([1-4])(?:\D|$)|(?:^|\D)([1-4])\s?(?:-?[йиго]{1,2}\s)?(?:q|кв|quartal|trim|\. quartal|й квартал|er trim|e trim)/u.exec(
      text,
    );
  if (quarter) return months(year, 3 * (Number(quarter[1] ?? quarter[2]) - 1) + 1, 3);
  for (const word of text.match(/\p{L}{3,}/gu) ?? []) {
    const month = monthNamed(word);
    if (month > 0) return months(year, month, 1);
  }
  const numeric = /(?:^|\D)(?:(\d{1,2})[ ./-](?:19|20)\d\d|(?:19|20)\d\d[ ./-](\d{1,2}))(?:\D|$)/.exec(text);
  if (numeric) return months(year, Number(numeric[1] ?? numeric[2]), 1);
  const packed = /^((?:19|20)\d\d)(\d\d)$/.exec(text);
  if (packed) return months(Number(packed[1]), Number(packed[2]), 1);
  return months(year, 1, 12);
}
