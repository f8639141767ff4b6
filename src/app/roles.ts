import type { Role } from '../features/people/contract.ts';
import type { Scope } from '../kernel/access.ts';
import type { operations } from './features.ts';

/** Every verb that some operation needs. */
export type Verb = Exclude<(typeof operations)[number]['permission'], 'public' | 'session'>;

type Row = Partial<Record<Role, Scope>>;

const everyone: Row = {
  kam: 'all',
  account_manager: 'all',
  head: 'all',
  sales_support: 'all',
  credit_controller: 'all',
  director: 'all',
  contributor: 'all',
  admin: 'all',
};
const leaders: Row = { head: 'all', director: 'all' };
const sellers: Row = { kam: 'own', account_manager: 'own', ...leaders };
const office: Row = { ...sellers, sales_support: 'all', credit_controller: 'all' };

/**
 * Who may do what, how far. An administrator runs the installation and its imports, and reads no account by that alone.
 * Rights that no operation asks for by itself (`ledger.seeMargin`) guard confidential fields.
 */
export const rights: Record<Verb | Guard, Row> = {
  'people.read': everyone,
  'people.manage': { admin: 'all' },
};

/** Verbs that guard fields and parts of answers, not whole operations. */
export type Guard = never;

const REACH: Record<Scope, number> = { own: 1, team: 2, all: 3 };

/** How far a verb reaches for somebody with these roles: the widest of them; null: not at all. */
export function scopeOf(roles: readonly string[], verb: string): Scope | null {
  const row = (rights as Record<string, Row>)[verb];
  if (!row) return null;
  let widest: Scope | null = null;
  for (const role of roles) {
    const scope = row[role as Role];
    if (scope && (widest === null || REACH[scope] > REACH[widest])) widest = scope;
  }
  return widest;
}

export const verbs: readonly string[] = Object.keys(rights);
