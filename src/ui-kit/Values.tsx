import { type Amount, useFormats } from './format.ts';
import { useWords } from './words.ts';

/** "n/a" with its reason on hover and for screen readers; never a wrong number. */
export function NoValue({ why }: { why?: string }) {
  const t = useWords('kit');
  const reason = why ?? t('noValue');
  return (
    <span className="dim" title={reason}>
      <span aria-hidden="true">–</span>
      <span className="hidden-text">{reason}</span>
    </span>
  );
}

interface MoneyProps {
  value: Amount | null | undefined;
  /** Digits after the point; left out: as the currency has them. */
  digits?: number;
  /** `€1.27 M`; the full amount on hover. */
  short?: boolean;
  /** Why there is none. */
  why?: string;
}

/** Money in the reader's format. */
export function Money({ value, digits, short, why }: MoneyProps) {
  const format = useFormats();
  if (value === null || value === undefined) return <NoValue why={why} />;
  const full = format.money(value);
  const text = short ? format.short(value) : format.money(value, digits);
  return (
    <span className="num" title={text === full ? undefined : full}>
      {text}
    </span>
  );
}

/** A share from 0 to 1 as percent. */
export function Percent({
  value,
  digits = 1,
  why,
}: {
  value: number | null | undefined;
  digits?: number;
  why?: string;
}) {
  const format = useFormats();
  if (value === null || value === undefined) return <NoValue why={why} />;
  return <span className="num">{format.percent(value, digits)}</span>;
}

interface QuantityProps {
  value: number | string | null | undefined;
  unit?: string;
  /** Digits that are always shown. */
  least?: number;
  digits?: number;
  why?: string;
}

/** A count or a quantity, with its unit. */
export function Quantity({ value, unit, digits = 3, least = 0, why }: QuantityProps) {
  const format = useFormats();
  if (value === null || value === undefined) return <NoValue why={why} />;
  return (
    <span className="num">
      {format.number(value, { minimumFractionDigits: least, maximumFractionDigits: digits })}
      {unit === undefined ? null : <span className="dim"> {unit}</span>}
    </span>
  );
}

/** A business date (`2026-03-31`) or a moment. `time`: with hours and minutes. */
export function DateText({ value, time, why }: { value: string | null | undefined; time?: boolean; why?: string }) {
  const format = useFormats();
  if (value === null || value === undefined) return <NoValue why={why} />;
  return (
    <time className="num" dateTime={value}>
      {time ? format.moment(value) : format.day(value)}
    </time>
  );
}

/** How long ago a moment was; the moment itself on hover. */
export function Ago({ value, why }: { value: string | null | undefined; why?: string }) {
  const format = useFormats();
  if (value === null || value === undefined) return <NoValue why={why} />;
  return (
    <time dateTime={value} title={format.moment(value)} className="num">
      {format.ago(value)}
    </time>
  );
}
