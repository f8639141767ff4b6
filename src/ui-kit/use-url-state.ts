import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

type Field = string | number | boolean | readonly string[];
export type UrlFields = Record<string, Field>;
type Widened<V> = V extends boolean
  ? boolean
  : V extends number
    ? number
    : V extends readonly string[]
      ? string[]
      : V extends string
        ? string
        : never;
export type UrlState<T extends UrlFields> = { [K in keyof T]: Widened<T[K]> };

function read(value: unknown, like: Field): Field {
  if (value === undefined) return like;
  if (Array.isArray(like)) return (Array.isArray(value) ? value : [value]).map(String);
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof like === 'number') return Number.isFinite(Number(one)) ? Number(one) : like;
  if (typeof like === 'boolean') return one === 'true' || one === true;
  return String(one);
}

const same = (a: Field, b: Field) => (Array.isArray(a) ? a.join('\n') === (b as string[]).join('\n') : a === b);

/**
 * The choices of a page, kept in the address: `const [view, setView] = useUrlState({ q: '', basis: 'revenue', tiers: [] })`.
 * The argument holds the defaults (define it outside the component); a field at its default leaves the address.
 * Fields of others in the address stay. `setView({ q: 'x' })` replaces the entry in the history.
 */
export function useUrlState<const T extends UrlFields>(
  defaults: T,
): [UrlState<T>, (change: Partial<UrlState<T>>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const state = useMemo(
    () => Object.fromEntries(Object.entries(defaults).map(([name, like]) => [name, read(search[name], like)])),
    [search, defaults],
  ) as UrlState<T>;
  const change = useCallback(
    (part: Partial<UrlState<T>>) => {
      const next = (before: Record<string, unknown>) => {
        const after = { ...before };
        for (const [name, value] of Object.entries(part)) {
          if (value === undefined || same(value as Field, defaults[name]!)) delete after[name];
          else after[name] = value;
        }
        return after;
      };
      void navigate({ to: '.', search: next as never, replace: true, resetScroll: false } as never);
    },
    [navigate, defaults],
  );
  return [state, change];
}

/** A field of the page's path: `usePathField('id')` on `/accounts/$id`. */
export function usePathField(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? '';
}

/** Plain addresses: `?tier=key&tier=emerging`, never JSON. */
export const searchText = {
  parse(text: string): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    for (const [name, value] of new URLSearchParams(text)) {
      const before = out[name];
      out[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
    }
    return out;
  },
  print(fields: Record<string, unknown>): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined || value === null) continue;
      if (Array.isArray(value)) for (const one of value) query.append(name, String(one));
      else query.append(name, String(value));
    }
    const text = query.toString();
    return text === '' ? '' : `?${text}`;
  },
};
