import { chronicPayer, stoppedBuying } from './customers.ts';
import { independentCode, stories } from './small-customers.ts';

/** A tier set by hand. `reviewInDays` counts from the day on which the sample is made. */
export interface TierByHand {
  customer: string;
  tier: 'key' | 'emerging' | 'standard' | 'prospect' | 'dormant';
  reason: 'brand_image' | 'segment_leader' | 'growth' | 'market_signal';
  note: string;
  /** Key of the staff member who decided. */
  by: string;
  reviewInDays: number;
}

export const tiersByHand: readonly TierByHand[] = [
  {
    customer: '901',
    tier: 'key',
    reason: 'segment_leader',
    note: 'Largest customer, and the reference in its segment.',
    by: 'e.vaubert',
    reviewInDays: 180,
  },
  {
    customer: '902',
    tier: 'key',
    reason: 'segment_leader',
    note: 'Stays key while the recovery plan runs.',
    by: 'e.vaubert',
    reviewInDays: 90,
  },
  {
    customer: '909',
    tier: 'key',
    reason: 'brand_image',
    note: 'Door opener for the North American market.',
    by: 'h.aumann',
    reviewInDays: 365,
  },
  {
    customer: '80001',
    tier: 'emerging',
    reason: 'market_signal',
    note: 'Online share of food grows; the board wants a presence.',
    by: 'e.vaubert',
    reviewInDays: 120,
  },
  {
    customer: '910',
    tier: 'standard',
    reason: 'market_signal',
    note: 'Announced to concentrate on regional suppliers.',
    by: 'e.vaubert',
    reviewInDays: 180,
  },
];

/** Customer codes that play a part in the sample's story, by what they show. */
export const roleOf = {
  rising: '901',
  falling: '902',
  stoppedBuying: stoppedBuying.account,
  chronicPayer,
  emerging: stories.emerging.map(independentCode),
  dormant: stories.dormant.map(independentCode),
  fresh: independentCode(stories.fresh),
} as const;
