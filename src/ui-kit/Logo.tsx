/** The mark: a Pareto chart of four bars, the vital one in full colour. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label="Vitalfew">
      <rect width="32" height="32" rx="8" fill="#2843ac" />
      <g fill="#fff">
        <rect x="7" y="8" width="5" height="17" rx="1.5" />
        <rect x="14" y="16" width="3.6" height="9" rx="1.2" opacity=".72" />
        <rect x="19.2" y="20" width="3" height="5" rx="1" opacity=".5" />
        <rect x="23.6" y="22" width="2.4" height="3" rx=".8" opacity=".36" />
      </g>
    </svg>
  );
}
