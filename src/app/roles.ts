import type { Role } from '../features/people/contract.ts';
import type { GROUPS } from '../features/substitutions/contract.ts';
import type { Scope } from '../kernel/access.ts';
import type { Handover } from '../kernel/stand-ins.ts';
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
/** One's own and that of whoever reports to one. */
const ownAndTeam: Row = {
  kam: 'team',
  account_manager: 'team',
  head: 'team',
  sales_support: 'team',
  credit_controller: 'team',
  director: 'team',
  contributor: 'team',
  admin: 'team',
};
const leaders: Row = { head: 'all', director: 'all' };
const sellers: Row = { kam: 'own', account_manager: 'own', ...leaders };
const office: Row = { ...sellers, sales_support: 'all', credit_controller: 'all' };

/**
 * Who may do what, how far. An administrator runs the installation and its imports, and reads no account by that alone.
 * Rights that no operation asks for by itself (`ledger.seeMargin`, `segmentation.seeAll`, `tasks.decide`, `approvals.seeAll`) guard confidential fields and parts of answers.
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
  'fields.read': everyone,
  'fields.manage': { admin: 'all', director: 'all' },
  'accounts.read': { ...office, contributor: 'own' },
  'accounts.edit': { ...sellers, sales_support: 'all' },
  'accounts.assign': leaders,
  'accounts.structure': leaders,
  'accounts.export': sellers,
  'notes.read': { ...office, contributor: 'own' },
  'notes.write': { ...office, contributor: 'own' },
  'files.read': { ...office, contributor: 'own' },
  'files.write': { ...office, contributor: 'own' },
  'files.seeReadings': leaders,
  'approvals.read': everyone,
  'approvals.act': everyone,
  'approvals.seeAll': leaders,
  'approvals.manage': { admin: 'all', director: 'all' },
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
  'segmentation.askTier': sellers,
  'contacts.read': { ...office, contributor: 'own' },
  'contacts.edit': { ...sellers, sales_support: 'all' },
  'contacts.export': sellers,
  'contacts.erase': leaders,
  'relationships.manage': leaders,
  'dossiers.read': { ...office, contributor: 'own' },
  'dossiers.edit': { ...sellers, sales_support: 'all' },
  'dossiers.manage': leaders,
  'projects.read': { ...office, contributor: 'own' },
  'projects.edit': { ...sellers, sales_support: 'all' },
  'tasks.read': ownAndTeam,
  'tasks.edit': ownAndTeam,
  'tasks.decide': leaders,
  'substitutions.read': everyone,
  'substitutions.propose': everyone,
  'substitutions.manage': { admin: 'all', ...leaders },
  'portfolios.read': { kam: 'team', account_manager: 'team', ...leaders },
  'portfolios.move': leaders,
  'search.read': everyone,
  'trash.read': everyone,
  'trash.manage': { admin: 'all', director: 'all' },
  'duplicates.read': { ...office },
  'duplicates.check': { ...sellers, sales_support: 'all' },
  'duplicates.merge': { kam: 'own', ...leaders },
  'duplicates.scan': leaders,
  'secrets.read': everyone,
  'secrets.manage': { director: 'all' },
  'secrets.classify': sellers,
  'secrets.seeLogs': leaders,
} satisfies Record<Verb, Row> & Record<string, Row>;

/**
 * What somebody who is away hands over. Reading goes together; acts in groups that can be left out. Nothing that is about the whole company, about people or about settings
 * is ever handed over. `tasks` opens no verb: it lets the substitute do what is the absent person's to do on the accounts (tasks/store-visible.ts).
 */
export const handover = {
  reading: [
    'accounts.read',
    'notes.read',
    'files.read',
    'ledger.read',
    'ledger.seeMargin',
    'segmentation.read',
    'contacts.read',
    'dossiers.read',
    'projects.read',
  ],
  acts: {
    accounts: ['accounts.edit'],
    contacts: ['contacts.edit'],
    notes: ['notes.write', 'files.write'],
    dossiers: ['dossiers.edit'],
    projects: ['projects.edit'],
    tasks: [],
    tiers: ['segmentation.setTier'],
    exports: ['accounts.export', 'contacts.export', 'segmentation.export'],
  } satisfies Record<(typeof GROUPS)[number], Verb[]>,
  needsOwn: [
    'accounts.read',
    'notes.read',
    'files.read',
    'ledger.read',
    'ledger.seeMargin',
    'segmentation.read',
    'contacts.read',
    'dossiers.read',
    'projects.read',
    'accounts.export',
    'contacts.export',
    'segmentation.export',
  ],
  askedByAccount: ['ledger.seeMargin'],
} satisfies Handover;

const REACH: Record<Scope, number> = { own: 1, team: 2, most: 3, all: 4 };

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

const ON_ACCOUNTS = [
  'accounts',
  'notes',
  'files',
  'ledger',
  'segmentation',
  'contacts',
  'relationships',
  'dossiers',
  'projects',
  'duplicates',
  'portfolios',
  'audit',
  'secrets',
];
/** Rights over the whole company's work, whatever the class of an account: they open no account. */
const WHOLE: readonly string[] = [
  'ledger.verify',
  'segmentation.review',
  'dossiers.manage',
  'relationships.manage',
  'secrets.manage',
];

/** Whether what a verb opens hangs on accounts: then classes of confidentiality narrow a right to all of them. */
export const hangsOnAccounts = (verb: string): boolean =>
  !WHOLE.includes(verb) && ON_ACCOUNTS.includes(verb.split('.')[0]!);

export const verbs: readonly string[] = Object.keys(rights);
