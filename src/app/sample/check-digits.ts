import type { Random } from './random.ts';

/** Countries of the sample company's customers. */
export type Country = 'DE' | 'AT' | 'FR' | 'ES' | 'PL' | 'RU' | 'GB' | 'KZ' | 'US';

const digits = (text: string) => [...text].map(Number);
const weighted = (text: string, weights: readonly number[]) =>
  digits(text).reduce((sum, digit, i) => sum + digit * (weights[i] ?? 0), 0);
const crossSum = (n: number) => (n > 9 ? n - 9 : n);

/** Check digit of an EAN-13 from its first 12 digits (GS1). */
export function eanDigit(first12: string): string {
  return String((10 - (weighted(first12, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10);
}

/** German VAT number: last digit from the first 8 (ISO 7064 mod 11, 10). */
export function germanDigit(first8: string): string {
  let product = 10;
  for (const digit of digits(first8)) {
    const sum = (digit + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return String((11 - product) % 10);
}

/** Austrian UID: last digit from the first 7. */
export function austrianDigit(first7: string): string {
  const sum = digits(first7).reduce((total, digit, i) => total + (i % 2 ? crossSum(digit * 2) : digit), 0);
  return String((10 - ((sum + 4) % 10)) % 10);
}

/** French SIREN: Luhn digit from the first 8. */
export function sirenDigit(first8: string): string {
  const sum = digits(first8).reduce((total, digit, i) => total + (i % 2 ? crossSum(digit * 2) : digit), 0);
  return String((10 - (sum % 10)) % 10);
}

/** French VAT key: two digits from the SIREN. */
export function frenchKey(siren: string): string {
  return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0');
}

/** Spanish CIF of S.A. and S.L. (letters A and B): last digit from the 7 middle ones. */
export function spanishDigit(middle7: string): string {
  const sum = digits(middle7).reduce((total, digit, i) => total + (i % 2 ? digit : crossSum(digit * 2)), 0);
  return String((10 - (sum % 10)) % 10);
}

/** Polish NIP: last digit from the first 9, or none when these 9 cannot be used. */
export function polishDigit(first9: string): string | undefined {
  const rest = weighted(first9, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
  return rest === 10 ? undefined : String(rest);
}

/** Russian INN of a legal entity: last digit from the first 9. */
export function innDigit(first9: string): string {
  return String((weighted(first9, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10);
}

/** British VAT number: last two digits from the first 7 (mod 97). */
export function britishDigits(first7: string): string {
  return String(97 - (weighted(first7, [8, 7, 6, 5, 4, 3, 2]) % 97)).padStart(2, '0');
}

/** Kazakh BIN: last digit from the first 11, or none when these 11 cannot be used. */
export function kazakhDigit(first11: string): string | undefined {
  const first = weighted(first11, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
  const rest = first === 10 ? weighted(first11, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11 : first;
  return rest === 10 ? undefined : String(rest);
}

/** `length` random digits, the first of them not 0. */
function some(rng: Random, length: number): string {
  let text = String(rng.int(1, 9));
  while (text.length < length) text += rng.int(0, 9);
  return text;
}

/** An invented tax number of the country with valid check digits (the USA's EIN has none). */
export function taxId(rng: Random, country: Country): string {
  switch (country) {
    case 'DE': {
      const body = some(rng, 8);
      return `DE${body}${germanDigit(body)}`;
    }
    case 'AT': {
      const body = some(rng, 7);
      return `ATU${body}${austrianDigit(body)}`;
    }
    case 'FR': {
      const body = some(rng, 8);
      const siren = body + sirenDigit(body);
      return `FR${frenchKey(siren)}${siren}`;
    }
    case 'ES': {
      const body = some(rng, 7);
      return `ES${rng.pick(['A', 'B'])}${body}${spanishDigit(body)}`;
    }
    case 'RU': {
      const body = `${rng.pick(['78', '77', '47', '63', '52', '50'])}${some(rng, 7)}`;
      return body + innDigit(body);
    }
    case 'GB': {
      const body = some(rng, 7);
      return `GB${body}${britishDigits(body)}`;
    }
    case 'PL':
    case 'KZ': {
      const [prefix, digit] = country === 'PL' ? ['PL', polishDigit] : ['', kazakhDigit];
      const draw = () =>
        country === 'PL'
          ? some(rng, 9)
          : `${rng.int(10, 24)}0${rng.int(1, 9)}40${String(rng.int(0, 99_999)).padStart(5, '0')}`;
      let body = draw();
      while (digit(body) === undefined) body = draw();
      return `${prefix}${body}${digit(body)}`;
    }
    case 'US':
      return `${rng.int(20, 88)}-${some(rng, 7)}`;
  }
}
