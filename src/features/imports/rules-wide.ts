import type { Period } from '../../pure/period.ts';
import { fieldOf } from './rules-kinds.ts';
import { monthNamed, periodOf } from './rules-periods.ts';
import { bagOfWords, currencyOf } from './rules-words.ts';

/** A column named by its period, with the figure of it: "Jan 2026", "2026-03", "Q1 2026", "Январь / План". */
export interface PeriodColumn {
  column: number;
  header: string;
  period: Period;
}

const MONTH_NUMBER =
  /^(?:0?[1-9]|1[0-2])[./](?:19|20)\d\d$|^(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])$|^(?:19|20)\d\d(?:0[1-9]|1[0-2])$/;
const DAY = /^(?:19|20)\d\d-\d\d-\d\d$|^\d\d\.\d\d\.(?:19|20)\d\d$/;
const QUARTER = /^(?:q|t|кв\.?)\s?[1-4]$|^[1-4]\s?(?:-?й\s)?(?:q|кв\.?|квартал|quartal|trim(?:estre)?\.?)$/iu;
const YEAR = /(?:19|20)\d\d/;

/** The period that a part of a name tells and nothing else; `year`: for months and quarters without one. */
function periodNamed(part: string, year: string | null): Period | null {
  const text = part.trim().replace(/\s*(?:г\.?|года?)$/iu, '');
  if (MONTH_NUMBER.test(text) || DAY.test(text)) return periodOf(text);
  const short = /^(\p{L}+)\.?[\s'’.-]*(\d\d)$/u.exec(text);
  if (short && monthNamed(short[1]!) > 0) return periodOf(`${short[1]} 20${short[2]}`);
  const bare = text
    .replace(YEAR, '')
    .replace(/[\s.,'’/-]+/g, ' ')
    .trim();
  if (bare !== '' && monthNamed(bare) === 0 && !QUARTER.test(bare)) return null;
  if (bare === '') return periodOf(text);
  const told = YEAR.exec(text)?.[0] ?? year;
  return told === null ? null : periodOf(`${bare} ${told}`);
}

/**
 * The columns that hold one figure per month, quarter or day each. `year`: the year of months that do not tell theirs. Words of an amount may stand beside ("Plan Jan 2026"), other words may not
 * ("Jan 2026 qty").
 */
export function periodColumns(
  headers: readonly string[],
  kind: 'targets' | 'flat_sales',
  year: string | null,
): PeriodColumn[] {
  const amounts = ['amount', 'net', 'gross'].flatMap((name) => fieldOf(kind, name)?.bags ?? []);
  const found: PeriodColumn[] = [];
  headers.forEach((header, column) => {
    const parts = header.split(/\s+\/\s+|[,;:]\s+|\s+\(|\)/).filter((part) => part.trim() !== '');
    const at = parts.findIndex((part) => periodNamed(part, year) !== null);
    let period = at < 0 ? null : periodNamed(parts[at]!, year);
    let rest = at < 0 ? '' : parts.filter((_, index) => index !== at).join(' ');
    if (period === null) {
      // "Target Jan 2026", "План на март 2026".
      const inside = /^(\D*?)\s+((?:\p{L}{3,}\.?[\s-]+)?(?:(?:0?[1-9]|1[0-2])[./])?(?:19|20)\d\d)$/u.exec(
        header.trim(),
      );
      period = inside ? periodNamed(inside[2]!, year) : null;
      rest = inside?.[1] ?? '';
    }
    if (period === null) return;
    const bag = bagOfWords(rest);
    if (bag === '' || amounts.includes(bag) || currencyOf(rest) !== null) found.push({ column, header, period });
  });
  // Quarters and years beside months are their sums.
  const shortest = Math.min(...found.map(({ period }) => months(period)));
  const alike = found.filter(({ period }) => months(period) === shortest);
  const follow = alike.every(({ period }, at) => at === 0 || period.from > alike[at - 1]!.period.from);
  return alike.length >= 2 && follow ? alike : [];
}

/** The columns of a table by the year that its rows or its title tell, for months without one. */
export function periodColumnsByYear(
  headers: readonly string[],
  kind: 'targets' | 'flat_sales',
): (year: string | null) => PeriodColumn[] {
  const known = new Map<string | null, PeriodColumn[]>();
  return (year) => {
    let found = known.get(year);
    if (found === undefined) {
      found = periodColumns(headers, kind, year);
      known.set(year, found);
    }
    return found;
  };
}

const months = ({ from, to }: Period) =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
