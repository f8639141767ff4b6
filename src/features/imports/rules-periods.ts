import { monthOf } from '../../kernel/exchange/dates.ts';
import { isDay, lastOfMonth, type Period } from '../../pure/period.ts';

const two = (value: number) => String(value).padStart(2, '0');

function months(year: number, first: number, count: number): Period | null {
  if (first < 1 || first + count > 13) return null;
  const from = `${year}-${two(first)}-01`;
  return isDay(from) ? { from, to: lastOfMonth(`${year}-${two(first + count - 1)}-01`) } : null;
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
  const year = Number(/(?:^|\D)((?:19|20)\d\d)(?:\D|$)/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(year)) {
    const short = /^(\p{L}{3,})[ .-]+(\d\d)$/u.exec(text);
    const month = short ? monthOf(short[1]!) : 0;
    return month > 0 ? months(2000 + Number(short![2]), month, 1) : null;
  }
  const quarter =
    /(?:^|[^\p{L}])(?:q|t|кв\.?|квартал)\s?([1-4])(?:\D|$)|(?:^|\D)([1-4])\s?(?:-?[йиго]{1,2}\s)?(?:q|кв|quartal|trim|\. quartal|й квартал|er trim|e trim)/u.exec(
      text,
    );
  if (quarter) return months(year, 3 * (Number(quarter[1] ?? quarter[2]) - 1) + 1, 3);
  for (const word of text.match(/\p{L}{3,}/gu) ?? []) {
    const month = monthOf(word);
    if (month > 0) return months(year, month, 1);
  }
  const numeric = /(?:^|\D)(?:(\d{1,2})[ ./-](?:19|20)\d\d|(?:19|20)\d\d[ ./-](\d{1,2}))(?:\D|$)/.exec(text);
  if (numeric) return months(year, Number(numeric[1] ?? numeric[2]), 1);
  const packed = /^((?:19|20)\d\d)(\d\d)$/.exec(text);
  if (packed) return months(Number(packed[1]), Number(packed[2]), 1);
  return months(year, 1, 12);
}
