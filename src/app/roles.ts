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
 * Rights that no operation asks for by itself (`ledger.seeMargin`, `segmentation.seeAll`) guard confidential fields and parts of answers.
 */
export const rights = {
  'people.read': everyone,
  'people.manage': { admin: 'all' },
  'people.erase': { admin: 'all' },
  'settings.read': everyone,
  'settings.manage': { admin: 'all', director: 'all' },
  'settings.rates': { admin: 'all', ...leaders },
  'notices.read': everyone,
  'audit.read': { admin: 'own', ...leaders },
  'accounts.read': { ...office, contributor: 'own' },
  'accounts.edit': { ...sellers, sales_support: 'all' },
  'accounts.assign': leaders,
  'accounts.structure': leaders,
  'accounts.export': sellers,
  'products.read': { ...everyone, admin: undefined },
  'products.seeCost': leaders,
  'ledger.read': office,
  'ledger.seeMargin': { kam: 'own', ...leaders },
  'ledger.verify': { admin: 'all', director: 'all' },
  'imports.run': { admin: 'all', ...leaders },
  'segmentation.read': { ...sellers, credit_controller: 'all', sales_support: 'all' },
  'segmentation.export': sellers,
  'segmentation.seeAll': leaders,
  'segmentation.review': leaders,
  'segmentation.setTier': leaders,
} satisfies Record<Verb, Row> & Record<string, Row>;

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
