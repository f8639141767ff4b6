import { useState } from 'react';
import styles from './Chart.module.css';
import { axisRoom, axisSteps, barPath } from './chart-scale.ts';
import { useFormats } from './format.ts';
import { useWidth } from './use-width.ts';
import { useWords } from './words.ts';

export interface MonthPoint {
  /** `2026-03`. */
  month: string;
  amount: number | null;
  /** The same month of the year before. */
  before: number | null;
  /** The month is not over: drawn lighter. */
  unfinished?: boolean;
}

interface Props {
  points: readonly MonthPoint[];
  format: (amount: number) => string;
  /** The text of the picture. */
  summary: string;
  onOpen?: (month: string) => void;
  height?: number;
}

const TOP = 10;
const FOOT = 24;

/** Sales by month, this year (coloured) against the year before (grey behind); a table stands behind it for screen readers. */
export function MonthBars({ points, format, summary, onOpen, height = 220 }: Props) {
  const t = useWords('kit');
  const words = useFormats();
  const [box, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const all = points.flatMap((point) => [point.amount ?? 0, point.before ?? 0]);
  const steps = axisSteps(Math.min(0, ...all), Math.max(0, ...all));
  const left = axisRoom(steps.map(format));
  const high = steps.at(-1) ?? 1;
  const low = steps[0] ?? 0;
  const plot = height - TOP - FOOT;
  const slot = Math.max(0, width - left) / Math.max(1, points.length);
  const thick = Math.min(18, slot * 0.34);
  const y = (amount: number) => TOP + (1 - (amount - low) / (high - low || 1)) * plot;
  const draw = (x: number, amount: number | null, color: string, opacity = 1) =>
    amount === null || amount === 0 ? null : (
      <path
        d={barPath(x, Math.min(y(amount), y(0)), thick, Math.max(1, Math.abs(y(amount) - y(0))))}
        fill={color}
        opacity={opacity}
      />
    );
  const over = at === null ? undefined : points[at];
  const every = Math.ceil(34 / Math.max(1, slot));
  const shown = (amount: number | null) => (amount === null ? '–' : format(amount));

  return (
    <figure className={styles.chart}>
      <div ref={box} className={styles.plot} style={{ height }}>
        {width === 0 ? null : (
          <svg width={width} height={height} role="img" aria-label={summary}>
            {steps.map((step) => (
              <g key={step}>
                <line x1={left} x2={width} y1={y(step)} y2={y(step)} className={styles.grid} />
                <text x={left - 8} y={y(step) + 4} textAnchor="end" className={styles.tick}>
                  {format(step)}
                </text>
              </g>
            ))}
            {points.map((point, index) => {
              const middle = left + slot * (index + 0.5);
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the table below offers the same by keyboard
                <g
                  key={point.month}
                  className={styles.bar}
                  data-open={onOpen !== undefined}
                  onMouseEnter={() => setAt(index)}
                  onMouseLeave={() => setAt(null)}
                  onClick={() => onOpen?.(point.month)}
                >
                  <rect x={left + slot * index} y={TOP} width={slot} height={plot + FOOT} fill="transparent" />
                  {draw(middle - thick - 1, point.before, 'var(--before)')}
                  {draw(middle + 1, point.amount, 'var(--accent)', point.unfinished ? 0.45 : 1)}
                  {index % every === 0 ? (
                    <text x={middle} y={height - 7} textAnchor="middle" className={styles.tick}>
                      {words.month(point.month, 'short')}
                    </text>
                  ) : null}
                </g>
              );
            })}
          </svg>
        )}
        {over === undefined || at === null ? null : (
          <div
            className={styles.tip}
            style={{ left: Math.min(Math.max(left + slot * (at + 0.5), 90), width - 90), top: 0 }}
          >
            <b>{words.month(over.month)}</b>
            <span>{shown(over.amount)}</span>
            <span>
              {t('months.before')}: {shown(over.before)}
            </span>
          </div>
        )}
      </div>
      <figcaption className={styles.legend}>
        <span>
          <i style={{ background: 'var(--accent)' }} /> {t('months.now')}
        </span>
        <span>
          <i style={{ background: 'var(--before)' }} /> {t('months.before')}
        </span>
        {points.some((point) => point.unfinished) ? <span>{t('months.unfinished')}</span> : null}
      </figcaption>
      <div className="hidden-text">
        <table>
          <caption>{summary}</caption>
          <thead>
            <tr>
              <th>{t('months.month')}</th>
              <th>{t('months.now')}</th>
              <th>{t('months.before')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.month}>
                <th scope="row">{words.month(point.month)}</th>
                <td>{shown(point.amount)}</td>
                <td>{shown(point.before)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
