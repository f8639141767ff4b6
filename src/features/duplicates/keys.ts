import { fold } from '../../pure/fold.ts';
import { addressKey, nameStem, ownDomain, taxKey } from '../accounts/public.ts';
import type { Reason } from './contract.ts';
import type { Compared } from './rules.ts';

/** What an account is compared by, as it stands in the database or in a form. */
export interface AccountFacts {
  id: string;
  name: string;
  legal_name?: string | null;
  tax_id?: string | null;
  country?: string | null;
  city?: string | null;
  postal_code?: string | null;
  address?: string | null;
  phone?: string | null;
  email?: string | null;
  web?: string | null;
  root_id?: string | null;
  /** Values of its identifiers that are a company's own. */
  identifiers?: readonly string[];
}

export interface ContactFacts {
  id: string;
  name: string;
  latin_name?: string | null;
  /** As the contacts keep them: `mail:...`, `phone:...`. */
  keys: readonly string[];
  account_ids: readonly string[];
}

/** The last ten digits, whichever way the country was written; null: too few to be a phone. */
export function phoneKey(phone: string | null | undefined): string | null {
  const digits = (phone ?? '').replaceAll(/\D/g, '');
  return digits.length < 7 ? null : digits.slice(-10);
}

const stem = (name: string) => {
  const rest = nameStem(name);
  const folded = rest === null ? '' : fold(rest);
  return folded === '' ? null : folded;
};
const low = (text: string | null | undefined) => {
  const folded = fold(text ?? '');
  return folded === '' ? null : folded;
};

const keys = (found: readonly (readonly [Reason['kind'], string | null])[]): Reason[] => [
  ...new Map(
    found.flatMap(([kind, value]) =>
      value === null ? [] : [[`${kind} ${value}`, { kind, value: value.slice(0, 200) }]],
    ),
  ).values(),
];

export function accountCompared(facts: AccountFacts): Compared {
  const name = stem(facts.name);
  const ids = [facts.tax_id, ...(facts.identifiers ?? [])].map((id) => taxKey(id ?? null));
  const domains = new Set([ownDomain(facts.email ?? null), ownDomain(facts.web ?? null)]);
  return {
    ...{ id: facts.id, name, country: low(facts.country), city: low(facts.city), rootId: facts.root_id ?? null },
    keys: keys([
      ...ids.map((id) => ['identifier', id] as const),
      ['name', name],
      ['name', facts.legal_name ? stem(facts.legal_name) : null],
      ['phone', phoneKey(facts.phone)],
      ['mail', facts.email?.includes('@') ? facts.email.trim().toLowerCase() : null],
      ...[...domains].map((domain) => ['domain', domain] as const),
      ['place', addressKey(facts.postal_code ?? null, facts.address ?? null)],
    ]),
  };
}

export function contactCompared(facts: ContactFacts): Compared {
  const words = fold(facts.name)
    .split(' ')
    .filter((word) => word.length > 1)
    .sort();
  const name = words.length < 2 ? null : words.join(' ');
  const reach = facts.keys.map((key): [Reason['kind'], string | null] => {
    const [kind, value] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    return [kind === 'mail' ? 'mail' : 'phone', value];
  });
  return {
    ...{ id: facts.id, name, country: null, city: null, rootId: null },
    keys: keys([...reach, ['name', name], ...facts.account_ids.map((id) => ['account', id] as const)]),
  };
}

/** Keys by which records meet: what many share (an account, an address) finds nobody by itself. */
export const meetingKeys = (compared: Compared): string[] =>
  compared.keys
    .filter((key) => key.kind !== 'account' && key.kind !== 'place')
    .map((key) => `${key.kind} ${key.value}`);
