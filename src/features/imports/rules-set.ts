import { isCurrency } from '../../pure/currencies.ts';
import { Refusal } from '../../pure/refusal.ts';
import { fieldOf, KINDS } from './rules-kinds.ts';
import type { Mapping } from './rules-mapping.ts';
import { currencyOf } from './rules-words.ts';

/** Throws a Refusal (`imports.set`) for a name that no kind of table knows, and for a value that the name cannot have. */
export function checkSet(set: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(set)) {
    if (name === 'numbers') {
      if (value !== 'yearly') throw new Refusal('imports.set', `numbers is yearly, not "${value}".`);
    } else if (!KINDS.some((kind) => fieldOf(kind, name))) {
      throw new Refusal('imports.set', `There is nothing named "${name}" that could be set for all rows.`);
    }
  }
}

/** Puts what is set for all rows into a mapping, where its kind has such a field. */
export function applySet(mapping: Mapping, set: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(set)) {
    if (name === 'numbers' && fieldOf(mapping.kind, 'number') && fieldOf(mapping.kind, 'date'))
      mapping.options.numbers = 'yearly';
    const field = fieldOf(mapping.kind, name);
    if (!field) continue;
    const code = field.type === 'currency' ? currencyOf(value) : null;
    mapping.constants[name] = code !== null && isCurrency(code) ? code : value;
  }
}
