/** Round steps of an axis from 0 (or a negative low) to at least `high`: 3 to 5 of them. */
export function axisSteps(low: number, high: number, wanted = 4): number[] {
  const span = Math.max(high, 0) - Math.min(low, 0) || 1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => span / one <= wanted + 0.5) ?? power * 10;
  const first = Math.floor(Math.min(low, 0) / step);
  const last = Math.ceil(Math.max(high, 0) / step);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

/** A rectangle with its upper corners rounded (lower ones below zero), as an SVG path. */
export function barPath(x: number, y: number, width: number, height: number, radius = 2): string {
  const r = Math.min(radius, width / 2, height);
  return `M${x} ${y + height}V${y + r}Q${x} ${y} ${x + r} ${y}H${x + width - r}Q${x + width} ${y} ${x + width} ${y + r}V${y + height}Z`;
}

/** The pixels left of a chart that the words of its axis need, at the size of `.tick`. */
export function axisRoom(words: readonly string[]): number {
  const longest = Math.max(0, ...words.map((word) => word.length));
  return Math.max(40, Math.ceil(longest * 6.6) + 10);
}
