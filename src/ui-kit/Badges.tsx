import { IconArrowDownRight, IconArrowUpRight, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Badges.module.css';
import { useFormats } from './format.ts';
import { NoValue } from './Values.tsx';
import { useWords } from './words.ts';

export type Tier = 'key' | 'emerging' | 'standard' | 'prospect' | 'dormant';
export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'outline';

const tones: Record<Tier, Tone> = {
  key: 'accent',
  emerging: 'good',
  standard: 'plain',
  prospect: 'outline',
  dormant: 'warn',
};

/** A short state in a coloured box; the words carry the meaning, the colour only helps. `open`: not decided yet, drawn as a dashed outline. */
export function Badge({
  tone = 'plain',
  open,
  title,
  children,
}: {
  tone?: Tone;
  open?: boolean;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={styles.badge} data-tone={tone} data-open={open || undefined} title={title}>
      {children}
    </span>
  );
}

/** The tier of an account; `proposed`: nobody decided it yet, and the badge says so in words and by its outline. */
export function TierBadge({
  tier,
  proposed,
  title,
}: {
  tier: Tier | null | undefined;
  proposed?: boolean;
  title?: string;
}) {
  const t = useWords('kit');
  if (tier === null || tier === undefined) return <NoValue why={t('tier.none')} />;
  const words: Record<Tier, string> = {
    key: t('tier.key'),
    emerging: t('tier.emerging'),
    standard: t('tier.standard'),
    prospect: t('tier.prospect'),
    dormant: t('tier.dormant'),
  };
  return (
    <Badge tone={proposed ? 'outline' : tones[tier]} open={proposed} title={title}>
      {tier === 'key' ? <span className={styles.star} aria-hidden="true" /> : null}
      {proposed ? t('tier.proposed', { tier: words[tier] }) : words[tier]}
    </Badge>
  );
}

/** Class A, B, C of the Pareto analysis, or N (no share: returns above purchases); X, Y, Z beside it. */
export function ClassBadge({ value, xyz }: { value: string | null | undefined; xyz?: string | null }) {
  const t = useWords('kit');
  if (value === null || value === undefined) return <NoValue why={t('class.none')} />;
  return (
    <span className={styles.class} data-class={value}>
      {value}
      {xyz ? <span>{xyz}</span> : null}
    </span>
  );
}

interface DeltaProps {
  /** Relative change: 0.12 is +12 %. Null: there is nothing to compare with. */
  value: number | null | undefined;
  /** True where a rise is bad (concentration, overdue). */
  riseIsBad?: boolean;
  /** `points`: the value is a difference of shares, shown in percentage points. `number`: a plain difference. */
  kind?: 'relative' | 'points' | 'number';
  digits?: number;
  /** Against what: read out and on hover. */
  against?: string;
  why?: string;
}

/** A change with its sign, a shape and a colour. */
export function DeltaBadge({ value, riseIsBad, kind = 'relative', digits = 1, against, why }: DeltaProps) {
  const t = useWords('kit');
  const format = useFormats();
  if (value === null || value === undefined) return <NoValue why={why ?? t('delta.none')} />;
  const step = 10 ** -(digits + (kind === 'number' ? 0 : 2)) / 2;
  const way = value >= step ? 1 : value <= -step ? -1 : 0;
  const tone = way === 0 ? 'flat' : way > 0 === !riseIsBad ? 'good' : 'bad';
  const Shape = way === 0 ? IconMinus : way > 0 ? IconArrowUpRight : IconArrowDownRight;
  const sign = { signDisplay: 'exceptZero', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  const text =
    kind === 'relative'
      ? format.number(value, { style: 'percent', ...sign })
      : kind === 'points'
        ? `${format.number(value * 100, sign)} ${t('delta.points')}`
        : format.number(value, sign);
  return (
    <span className={styles.delta} data-tone={tone} title={against}>
      <Shape size={13} stroke={2} aria-hidden="true" />
      {text}
      {against === undefined ? null : <span className="hidden-text">{against}</span>}
    </span>
  );
}
