import type { Kind, Reason, ReasonKind } from './contract.ts';

/** A record as it is compared: its keys by kind. */
export interface Compared {
  id: string;
  /** Comparable texts: the same text is the same fact. */
  keys: readonly Reason[];
  /** The folded name: all of it for a person, without legal form for a company. */
  name: string | null;
  country: string | null;
  city: string | null;
  /** The top of its structure; of contacts null. */
  rootId: string | null;
}

/** How strongly one fact in common speaks for two records being one, 0 to 1. */
const STRENGTH: Record<Kind, Partial<Record<ReasonKind, number>>> = {
  account: { identifier: 0.9, name: 0.6, phone: 0.55, mail: 0.6, domain: 0.4, place: 0.35 },
  contact: { mail: 0.85, phone: 0.6, name: 0.45, account: 0.4 },
};
/** From this score on a pair is shown to people. */
export const LEAST = 0.55;
/** A fact that more records share than this is a place, a platform or a switchboard, and finds nothing. */
export const TOO_COMMON = 20;

const words = (name: string | null) => new Set((name ?? '').split(' ').filter((word) => word.length > 1));

/** Whether two names share a word. */
const nearly = (one: string | null, other: string | null) => {
  const mine = words(one);
  return [...words(other)].some((word) => mine.has(word));
};

/** How likely two records are one. */
export interface Likeness {
  score: number;
  /** One fact of each kind. */
  reasons: Reason[];
  /** The score for a reader who sees none of the accounts that two people share; of accounts the same. */
  looseScore: number;
  /** Accounts that two people share. */
  shared: string[];
}

/** The likeness of two records as it is to a reader, and to one who sees none of the accounts that they share. */
export function likeness(kind: Kind, one: Compared, other: Compared): Likeness {
  const shared = one.keys.filter((key) =>
    other.keys.some((each) => each.kind === key.kind && each.value === key.value),
  );
  const loose = shared.filter((key) => key.kind !== 'account');
  const whole = scoreOf(kind, one, other, shared);
  return {
    ...whole,
    looseScore: loose.length === shared.length ? whole.score : scoreOf(kind, one, other, loose).score,
    shared: shared.filter((key) => key.kind === 'account').map((key) => key.value),
  };
}

/**
 * How likely two records are one, with what speaks for it: independent facts add up (1 - the product of the doubts). A company whose name says something else, or another
 * country or town, is likelier a neighbour, a sister or a shared accountant; within one group only what is called alike may be one.
 */
function scoreOf(kind: Kind, one: Compared, other: Compared, shared: readonly Reason[]) {
  const reasons = [...new Map(shared.map((key) => [key.kind, key])).values()];
  const isCalledAlike = one.name !== null && one.name === other.name;
  if (reasons.every((reason) => reason.kind === 'place' || reason.kind === 'account')) return { score: 0, reasons };
  let doubt = reasons.reduce((left, reason) => left * (1 - (STRENGTH[kind][reason.kind] ?? 0)), 1);
  if (kind === 'account') {
    // Branches of one chain share name and number.
    const isOne = reasons.some((reason) => ['place', 'phone', 'mail'].includes(reason.kind));
    if (one.rootId !== null && one.rootId === other.rootId && !(isCalledAlike && isOne)) return { score: 0, reasons };
    const differ = (mine: string | null, theirs: string | null) => mine !== null && theirs !== null && mine !== theirs;
    const isElsewhere = differ(one.country, other.country) || differ(one.city, other.city);
    const hasIdentifier = reasons.some((reason) => reason.kind === 'identifier');
    if (isElsewhere && !hasIdentifier) doubt = Math.max(doubt, 0.5);
    if (!nearly(one.name, other.name)) doubt = Math.max(doubt, hasIdentifier ? 0.3 : 0.5);
    const isNear = one.city !== null && one.city === other.city;
    if (isCalledAlike && isNear && !reasons.some((reason) => reason.kind === 'place')) doubt *= 0.7;
  } else if (!nearly(one.name, other.name)) {
    doubt = Math.max(doubt, 0.5);
  }
  return { score: Math.round((1 - doubt) * 1000) / 1000, reasons };
}

/** Facts that are one record's alone: strong enough to say that a record is there which the asker may not see. */
export const isStrong = (kind: Kind, reason: Reason): boolean =>
  kind === 'account' ? reason.kind === 'identifier' : reason.kind === 'mail';

/** Warnings about records that one may not see: so many in a day, then nothing more is said. */
export const MOST_HINTS = 10;
