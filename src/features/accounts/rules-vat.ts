import { euVat } from 'stdnum';

/** VAT numbers of which the library knows less than the published vectors. All take what stands after the prefix, of the right form. */

const weighed = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);

/** A birth date at the beginning: month + 20 before 1900, + 40 from 2000 on. */
const hasBirthDate = (body: string): boolean => {
  const [month, day] = [Number(body.slice(2, 4)) % 20, Number(body.slice(4, 6))];
  return Number(body.slice(2, 4)) <= 52 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
};

/** 9 digits: companies (ЕИК); 10: people (ЕГН), foreigners (ЛНЧ), others. Source: python-stdnum, `bg.vat`. */
export function bulgarian(body: string): boolean {
  const last = Number(body.at(-1));
  if (body.length === 9) {
    const first = weighed(body, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
    return (first < 10 ? first : (weighed(body, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10) === last;
  }
  const person = (weighed(body, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
  const foreigner = weighed(body, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
  const other = (11 - (weighed(body, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return (hasBirthDate(body) && person === last) || foreigner === last || other === last;
}

/** 9 digits that begin with 6 have a rule of their own, the others are as the library says. Source: python-stdnum, `cz.dic`. */
export function czech(body: string): boolean {
  if (body.length !== 9 || !body.startsWith('6')) return euVat.CZ!.some((one) => one.validate(body).isValid);
  const rest = weighed(body.slice(1), [8, 7, 6, 5, 4, 3, 2]) % 11;
  return (((8 - ((10 - rest) % 11)) % 10) + 10) % 10 === Number(body.at(-1));
}

/** Divisible by 11; the first digit is not 0, the third one of 2, 3, 4, 7, 8, 9. Source: python-stdnum, `sk.dph`. */
export const slovak = (body: string): boolean => /^[1-9]\d[234789]/.test(body) && Number(body) % 11 === 0;

/** The key is 12 + 3 * (SIREN mod 97), mod 97; Monaco's numbers begin with 000 and have no SIREN. Keys with letters are as the library says. */
export function french(body: string): boolean {
  const siren = body.slice(2);
  const monaco = siren.startsWith('000');
  if (!monaco && !luhn(siren)) return false;
  if (!/^\d\d/.test(body)) return euVat.FR!.some((one) => one.validate(body).isValid);
  return monaco || Number(body.slice(0, 2)) === (12 + 3 * (Number(siren) % 97)) % 97;
}

/** ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
