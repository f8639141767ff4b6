export interface ParetoPoint {
  id: string;
  label: string;
  /** In the currency of the chart, for drawing only; words come from `format`. */
  amount: number;
  /** 0 to 1. */
  share: number;
  /** 0 to 1, this account included. */
  cumulative: number;
  /** A, B, C or N. */
  class: string;
}

export interface ParetoBar extends ParetoPoint {
  /** How many accounts stand behind the bar: 1, or the grouped tail. */
  count: number;
}

/**
 * The bars that fit: largest first; what does not fit is grouped into one last bar, whose height is the *average*
 * of its accounts so that it never towers over the curve's order. The total of all shares is kept.
 */
export function paretoBars(points: readonly ParetoPoint[], room: number): ParetoBar[] {
  const limit = Math.max(3, room);
  if (points.length <= limit) return points.map((point) => ({ ...point, count: 1 }));
  const head = points.slice(0, limit - 1);
  const tail = points.slice(limit - 1);
  const share = tail.reduce((sum, point) => sum + point.share, 0);
  const amount = tail.reduce((sum, point) => sum + point.amount, 0);
  return [
    ...head.map((point) => ({ ...point, count: 1 })),
    {
      id: '',
      label: '',
      amount: amount / tail.length,
      share,
      cumulative: points.at(-1)!.cumulative,
      class: tail[0]!.class,
      count: tail.length,
    },
  ];
}
