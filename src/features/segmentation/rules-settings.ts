export type Basis = 'revenue' | 'margin' | 'received' | 'ordered';
export type Level = 'group' | 'entity' | 'outlet';
export type AbcClass = 'A' | 'B' | 'C' | 'N';
export type XyzClass = 'X' | 'Y' | 'Z' | 'N';
export type Tier = 'key' | 'emerging' | 'standard' | 'prospect' | 'dormant';
/** The rules of who is key, side by side. */
export type KeyRule = 'tenPercent' | 'eighty' | 'topFifth';

/** Why a figure or a proposal is what it is: screens translate the code and fill in the params. */
export interface Reason {
  code: string;
  params: Record<string, string | number>;
}

/** A number, or null with the reason why there is none ("n/a with a reason, never a wrong number"). */
export interface Figure {
  value: number | null;
  reason: Reason | null;
}

export const known = (value: number): Figure => ({ value, reason: null });
export const unknown = (code: string, params: Reason['params'] = {}): Figure => ({
  value: null,
  reason: { code, params },
});
