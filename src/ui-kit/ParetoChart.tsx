import { useMemo, useState } from 'react';
import styles from './Chart.module.css';
import { axisRoom, axisSteps, barPath } from './chart-scale.ts';
import { useFormats } from './format.ts';
import { type ParetoPoint, paretoBars } from './pareto-bars.ts';
import { useWidth } from './use-width.ts';
import { useWords } from './words.ts';

interface Props {
  /** Largest first. */
  points: readonly ParetoPoint[];
  /** An amount of the axis or a bar in words. */
  format: (amount: number) => string;
  /** The rules' lines: cumulative 0.8, and the single share of 0.1. */
  lines?: { eighty?: number; tenth?: number };
  /** The text of the picture, for those who do not see it: what the first line says. */
  summary: string;
  onOpen?: (id: string) => void;
  /** Accounts left out by the what-if: drawn hollow. */
  without?: readonly string[];
  height?: number;
}

const RIGHT = 40;
const TOP = 14;
const FOOT = 28;

/** Bars by account and the cumulative curve, with the classes behind and the rules as lines. Click a bar to open it. */
export function ParetoChart({ points, format, lines = {}, summary, onOpen, without = [], height = 264 }: Props) {
  const t = useWords('kit');
  const words = useFormats();
  const [box, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const amounts = points.map((point) => point.amount);
  const steps = axisSteps(Math.min(0, ...amounts), Math.max(0, ...amounts));
  const left = axisRoom(steps.map(format));
  const inner = Math.max(0, width - left - RIGHT);
  const bars = useMemo(() => paretoBars(points, Math.floor(inner / (width < 600 ? 16 : 22))), [points, inner, width]);
  const plot = height - TOP - FOOT;
  const floor = TOP + plot;
  const high = steps.at(-1) ?? 1;
  const low = steps[0] ?? 0;
  const slot = inner / Math.max(1, bars.length);
  const thick = Math.min(46, slot * 0.72);
  const y = (amount: number) => TOP + (1 - (amount - low) / (high - low || 1)) * plot;
  const yShare = (share: number) => floor - Math.min(1.02, share) * plot;
  const middle = (index: number) => left + slot * (index + 0.5);
  const curve = bars
    .map((bar, index) => `${index === 0 ? 'M' : 'L'}${middle(index).toFixed(1)} ${yShare(bar.cumulative).toFixed(1)}`)
    .join('');
  const ends = ['A', 'B', 'C'].map((one) => bars.findLastIndex((bar) => bar.class === one));
  const over = at === null ? undefined : bars[at];
  const total = bars.reduce((sum, bar) => sum + bar.amount * bar.count, 0);
  const tenth = lines.tenth === undefined ? undefined : lines.tenth * total;
  const nameOf = (bar: (typeof bars)[number]) => (bar.count === 1 ? bar.label : t('pareto.tail', { count: bar.count }));
  const grouped = (bars.at(-1)?.count ?? 1) > 1;
  const every = Math.max(1, Math.ceil(76 / slot));

  return (
    <figure className={styles.chart}>
      <div ref={box} className={styles.plot} style={{ height }}>
        {width === 0 ? null : (
          <svg width={width} height={height} role="img" aria-label={summary}>
            {['A', 'B'].map((one, index) => {
              const from = index === 0 ? -1 : Math.max(-1, ends[0]!);
              const to = ends[index]!;
              if (to < 0 || to <= from) return null;
              const x = left + slot * (from + 1);
              return (
                <g key={one}>
                  <rect
                    x={x}
                    y={TOP}
                    width={slot * (to - from)}
                    height={plot}
                    fill={`var(--class-${one.toLowerCase()}-wash)`}
                  />
                  <text x={x + 6} y={TOP + 13} className={styles.mark}>
                    {one}
                  </text>
                </g>
              );
            })}
            {steps.map((step) => (
              <g key={step}>
                <line x1={left} x2={width - RIGHT} y1={y(step)} y2={y(step)} className={styles.grid} />
                <text x={left - 8} y={y(step) + 4} textAnchor="end" className={styles.tick}>
                  {format(step)}
                </text>
              </g>
            ))}
            {[0, 0.5, 1].map((share) => (
              <text key={share} x={width - RIGHT + 6} y={yShare(share) + 4} className={styles.tick}>
                {words.percent(share, 0)}
              </text>
            ))}
            {bars.map((bar, index) => {
              const hollow = without.includes(bar.id);
              const top = Math.min(y(bar.amount), y(0));
              const color = bar.count > 1 ? 'var(--class-n)' : `var(--class-${bar.class.toLowerCase()})`;
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the table below offers the same by keyboard
                <g
                  key={bar.id || 'tail'}
                  className={styles.bar}
                  data-open={bar.count === 1 && onOpen !== undefined}
                  onMouseEnter={() => setAt(index)}
                  onMouseLeave={() => setAt(null)}
                  onClick={() => bar.count === 1 && onOpen?.(bar.id)}
                >
                  <rect x={left + slot * index} y={TOP} width={slot} height={plot} fill="transparent" />
                  <path
                    d={barPath(middle(index) - thick / 2, top, thick, Math.max(1, Math.abs(y(bar.amount) - y(0))))}
                    fill={hollow ? 'none' : color}
                    stroke={hollow ? color : 'none'}
                    strokeDasharray={hollow ? '3 2' : undefined}
                  />
                  {bar.count > 1 || (index % every === 0 && (!grouped || index + every < bars.length)) ? (
                    <text
                      x={bar.count > 1 ? width - RIGHT : middle(index)}
                      y={floor + 16}
                      textAnchor={bar.count > 1 ? 'end' : 'middle'}
                      className={styles.tick}
                    >
                      {bar.count > 1 ? `+${bar.count}` : clip(bar.label, Math.max(8, Math.floor((slot * every) / 6.6)))}
                    </text>
                  ) : null}
                </g>
              );
            })}
            {tenth !== undefined && tenth < high ? (
              <Rule at={y(tenth)} left={left} width={width} words={words.percent(lines.tenth!, 0)} side="start" />
            ) : null}
            {lines.eighty === undefined ? null : (
              <Rule
                at={yShare(lines.eighty)}
                left={left}
                width={width}
                words={words.percent(lines.eighty, 0)}
                side="end"
              />
            )}
            <path d={curve} className={styles.curve} />
            {over === undefined || at === null ? null : (
              <circle cx={middle(at)} cy={yShare(over.cumulative)} r="3.5" className={styles.dot} />
            )}
          </svg>
        )}
        {over === undefined || at === null ? null : (
          <div className={styles.tip} style={{ left: Math.min(Math.max(middle(at), 110), width - 110), top: 4 }}>
            <b>{nameOf(over)}</b>
            <span>{over.count === 1 ? format(over.amount) : t('pareto.average', { amount: format(over.amount) })}</span>
            <span>
              {t('pareto.shares', { share: words.percent(over.share), cumulative: words.percent(over.cumulative) })}
            </span>
          </div>
        )}
      </div>
      <figcaption className={styles.legend}>
        {['a', 'b', 'c'].map((one) => (
          <span key={one}>
            <i style={{ background: `var(--class-${one})` }} /> {t('pareto.class', { name: one.toUpperCase() })}
          </span>
        ))}
        <span>
          <i className={styles.legendLine} /> {t('pareto.cumulative')}
        </span>
        {grouped ? <span>{t('pareto.tailNote', { count: bars.at(-1)!.count })}</span> : null}
      </figcaption>
    </figure>
  );
}

const clip = (text: string, letters: number) =>
  text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;

interface RuleProps {
  at: number;
  left: number;
  width: number;
  words: string;
  side: 'start' | 'end';
}

/** A rule's line with its threshold at one side: the 80 % line belongs to the right axis, the 10 % line to the left. */
function Rule({ at, left, width, words, side }: RuleProps) {
  return (
    <g>
      <line x1={left} x2={width - RIGHT} y1={at} y2={at} className={styles.rule} />
      <text
        x={side === 'start' ? width - RIGHT - 4 : width - RIGHT + 6}
        textAnchor={side === 'start' ? 'end' : 'start'}
        y={side === 'start' ? at - 4 : at + 4}
        className={styles.ruleText}
      >
        {words}
      </text>
    </g>
  );
}
