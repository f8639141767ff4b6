import { useMemo } from 'react';
import { useReader } from './reader.tsx';

/** An amount as the API sends it. */
export interface Amount {
  amount: string;
  currency: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A business date never passes through a time zone. */
function dateOf(text: string): { date: Date; zone: string | undefined } {
  return DAY.test(text)
    ? { date: new Date(`${text}T00:00:00Z`), zone: 'UTC' }
    : { date: new Date(text), zone: undefined };
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** Russian writes "2026 г."; in tables and sentences the year stands alone. */
const bare = (text: string): string => text.replace(/\sг\.(?=$|\s|,)/g, '');

/** Formats of one locale. Texts, for places where a component cannot stand (chart summaries, aria labels, exports). */
export function formats(locale: string, timezone: string) {
  const number = (value: number | string, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(locale, options).format(value as number);
  return {
    /** Money in full (two digits as the currency has them), or without minor units (`digits` 0). */
    money: (value: Amount, digits?: number) =>
      number(value.amount, {
        style: 'currency',
        currency: value.currency,
        currencyDisplay: 'narrowSymbol',
        ...(digits === undefined ? {} : { maximumFractionDigits: digits, minimumFractionDigits: digits }),
      }),
    /** Money for tiles and axes: `€1.27 M`, three significant digits. */
    short: (value: Amount) =>
      number(value.amount, {
        style: 'currency',
        currency: value.currency,
        currencyDisplay: 'narrowSymbol',
        notation: 'compact',
        maximumSignificantDigits: 3,
      }),
    number,
    /** A share from 0 to 1 as percent. */
    percent: (share: number, digits = 1) =>
      number(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }),
    /** `2026-03-31` or a moment, as `31 Mar 2026`. */
    day: (text: string) => {
      const { date, zone } = dateOf(text);
      return bare(
        new Intl.DateTimeFormat(locale, {
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          timeZone: zone ?? timezone,
        }).format(date),
      );
    },
    /** The day that it is in the organisation, `2026-03-31`. */
    today: (now = new Date()) => new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(now),
    moment: (text: string) =>
      bare(
        new Intl.DateTimeFormat(locale, {
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          timeZone: timezone,
        }).format(new Date(text)),
      ),
    /** `2026-03` or a date in it, as `Mar 2026`; short: `Mar`. */
    month: (text: string, form: 'short' | 'long' = 'long') =>
      bare(
        new Intl.DateTimeFormat(locale, {
          month: 'short',
          ...(form === 'long' ? { year: 'numeric' } : {}),
          timeZone: 'UTC',
        }).format(new Date(`${text.slice(0, 7)}-01T00:00:00Z`)),
      ),
    /** From a day to a day, both included: `1 May 2025 – 30 Apr 2026`. */
    period: (from: string, to: string) =>
      bare(
        new Intl.DateTimeFormat(locale, {
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          timeZone: 'UTC',
        }).formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)),
      ),
    /** How long ago: `3 days ago`, `yesterday`. */
    ago: (text: string, now = Date.now()) => {
      const seconds = (new Date(text).getTime() - now) / 1000;
      const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
      for (const [unit, size] of steps) {
        if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
      }
      return words.format(0, 'second');
    },
    /** Parts of a list: `A, B and C`. */
    list: (parts: readonly string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts),
    bytes: (size: number) => {
      const unit =
        size < 1024 ? 'byte' : size < 1_048_576 ? 'kilobyte' : size < 1_073_741_824 ? 'megabyte' : 'gigabyte';
      const value = { byte: size, kilobyte: size / 1024, megabyte: size / 1_048_576, gigabyte: size / 1_073_741_824 }[
        unit
      ];
      return number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 });
    },
  };
}

export type Formats = ReturnType<typeof formats>;

/** The formats of the reader. */
export function useFormats(): Formats {
  const { locale, timezone } = useReader();
  return useMemo(() => formats(locale, timezone), [locale, timezone]);
}
