interface Props {
  /** One value per month, oldest first; null: no data. */
  values: readonly (number | null)[];
  /** Said instead of the picture: "24 months, rising". */
  label: string;
  width?: number;
  height?: number;
}

/** A line of months, two pixels high enough to see the direction; the last point is marked. */
export function Sparkline({ values, label, width = 96, height = 22 }: Props) {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return <span className="dim">–</span>;
  const high = Math.max(...known, 0);
  const low = Math.min(...known, 0);
  const span = high - low || 1;
  const x = (at: number) => 2 + (at / (values.length - 1)) * (width - 4);
  const y = (value: number) => 2 + (1 - (value - low) / span) * (height - 4);
  let pen = 'M';
  const path = values
    .map((value, at) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
      return step;
    })
    .join('');
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      style={{ display: 'block' }}
    >
      {low < 0 ? <line x1="0" x2={width} y1={y(0)} y2={y(0)} stroke="var(--line-strong)" strokeWidth="1" /> : null}
      <path
        d={path}
        fill="none"
        stroke="var(--accent)"
        strokeOpacity="0.7"
        strokeWidth="1.4"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2" fill="var(--accent)" />
    </svg>
  );
}
