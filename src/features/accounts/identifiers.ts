import { Refusal } from '../../pure/refusal.ts';
import type { IdentifierKind } from './contract-identifiers.ts';
import { type CheckedIdentifier, checkIdentifier, type IdentifierFault, taxIdentifier } from './rules-identifiers.ts';

/** Refuses a wrong identifier with the reason: length, form, check digit, or a country whose numbers nobody here knows. */
function refuse(wrong: IdentifierFault): never {
  switch (wrong.fault) {
    case 'length':
      throw new Refusal(
        'accounts.identifierLength',
        `The number has ${wrong.found} characters; it must have ${wrong.expected}.`,
        {
          found: wrong.found,
          expected: wrong.expected,
        },
      );
    case 'form':
      throw new Refusal(
        'accounts.identifierForm',
        `The number must look like ${wrong.expected} (9 a digit, A a letter, X either).`,
        {
          expected: wrong.expected,
        },
      );
    case 'checkDigit':
      throw new Refusal(
        'accounts.identifierCheckDigit',
        'The check digit does not fit: a digit is wrong, or two are swapped.',
      );
    case 'country':
      throw new Refusal(
        'accounts.identifierCountry',
        'Numbers of this country are not known here; enter it as another number.',
      );
  }
}

/** An identifier as it is to be kept. Throws a Refusal for a wrong one. */
export function acceptIdentifier(kind: IdentifierKind, country: string, text: string): CheckedIdentifier {
  const checked = checkIdentifier(kind, country, text);
  if (checked.wrong) refuse(checked.wrong);
  return checked;
}

/** A tax id that a person typed, as it is to be kept. Throws a Refusal when its form says what it is and it is wrong. */
export function acceptTaxId(country: string | null, text: string): string {
  const checked = taxIdentifier(country, text);
  if (checked.wrong) refuse(checked.wrong);
  return checked.kind === 'other' ? text.trim() : checked.value;
}
