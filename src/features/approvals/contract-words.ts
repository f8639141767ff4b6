/** What a request may ask for: an amount in the base currency, a share in per cent, or nothing that limits could measure. */
export const MEASURES = ['amount', 'share', 'none'] as const;
export type Measure = (typeof MEASURES)[number];

export const STATES = ['open', 'approved', 'refused', 'withdrawn', 'expired'] as const;
export type State = (typeof STATES)[number];

/** How a step finds its deciders. */
export const WAYS = ['superior', 'role', 'person'] as const;
export type Way = (typeof WAYS)[number];

/** Why somebody whom a step names does not decide. */
export const PASSED = ['requester', 'gone', 'hidden', 'limit', 'before'] as const;
export type PassedOver = (typeof PASSED)[number];

export const BOXES = ['waiting', 'asked', 'running', 'decided'] as const;
export type Box = (typeof BOXES)[number];
