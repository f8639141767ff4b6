import { Refusal } from '../../pure/refusal.ts';
import type { EvidenceKind, Kind } from './contract-shapes.ts';

/** Legal forms, as they stand before or after a name; dots and spaces between single letters are gone when they are compared. */
const LEGAL_FORMS = new Set(
  (
    'gmbh mbh ag kg kgaa ohg gbr ug eg ev se co cie ltd limited llc llp lp plc inc incorporated corp corporation company bv nv vof ' +
    'sa sas sasu sarl eurl sci snc sca srl srls spa sapa sl slu slp scp sab cv de ou oy oyj ab as asa aps is hb kb doo dd ad ead ood eood ' +
    'spzoo spk sj zoo sro kft rt zrt nyrt bt uab sia oü kk pty pte bhd sdn pvt ooo oao zao pao nao aozt ооо оао зао пао ао нао ип чп тоо оду тов пат кфх гуп муп фгуп ' +
    'общество акционерное лтд ук тд тк гк holding holdings group groupe gruppe gruppo grupo группа холдинг the'
  ).split(' '),
);
/** Forms of several words, as they read without dots. */
const LONG_FORMS = [
  'общество с ограниченной ответственностью',
  'публичное акционерное общество',
  'закрытое акционерное общество',
  'открытое акционерное общество',
  'акционерное общество',
  'индивидуальный предприниматель',
  'sp z oo',
  'sp zoo',
  'spolka z oo',
  'gmbh & co kg',
  'торговый дом',
];
/** Providers whose mail address says nothing about the company. */
const FREE_MAIL = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.fr yahoo.de yahoo.co.uk ymail.com icloud.com me.com ' +
    'mac.com aol.com gmx.de gmx.net gmx.at gmx.com web.de t-online.de freenet.de mail.ru bk.ru inbox.ru list.ru internet.ru yandex.ru ya.ru ' +
    'yandex.com rambler.ru orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tin.it alice.it wp.pl o2.pl onet.pl interia.pl ' +
    'seznam.cz protonmail.com proton.me zoho.com hotmail.fr hotmail.es hotmail.it telefonica.net terra.es ukr.net bigmir.net mail.com ' +
    'facebook.com instagram.com vk.com linkedin.com example.com'
  ).split(' '),
);
const SECOND_LEVEL = new Set(['co', 'com', 'org', 'net', 'ac', 'gov', 'edu']);

/** Lower case, one kind of letters and quotes, no marks: what names are compared by. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/["'«»„“”‘’`´*]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** "s.a." -> "sa", "o. o." -> "oo": letters that stand alone with dots are one word. */
function joinLetters(text: string): string {
  return text
    .replaceAll(/(?<![\p{L}\p{N}])(?:\p{L}\.\s?){2,}/gu, (letters) => `${letters.replaceAll(/[.\s]/g, '')} `)
    .replaceAll(/[.]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function withoutForms(text: string): string {
  let rest = ` ${text} `;
  for (const form of LONG_FORMS) rest = rest.replace(` ${form} `, ' ');
  const words = rest
    .replaceAll(/[^\p{L}\p{N}&\s]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  while (words.length > 0 && (LEGAL_FORMS.has(words[0]!) || words[0] === '&')) words.shift();
  while (words.length > 0 && (LEGAL_FORMS.has(words.at(-1)!) || words.at(-1) === '&')) words.pop();
  return words.join(' ');
}

/**
 * What is left of a company's name when legal form, quotes, branch numbers and a place (in brackets or after a comma) are taken away:
 * "ООО «Ромашка», г. Москва" -> "ромашка". null when nothing distinctive is left (fewer than 3 letters).
 */
export function nameStem(name: string): string | null {
  const whole = joinLetters(
    plain(name)
      .replaceAll(/[([{][^)\]}]*[)\]}]?/g, ' ')
      .replaceAll(/\s+/g, ' '),
  );
  const numbered = /\s(?:#|№|no|nr|n°)\s?\d+\s*$/u;
  const first = withoutForms(joinLetters(whole.split(',')[0]!).replace(numbered, ''));
  const stem = first === '' ? withoutForms(whole.replaceAll(',', ' ').replace(numbered, '')) : first;
  return stem.replaceAll(/[^\p{L}]/gu, '').length < 3 ? null : stem;
}

/** The company's own domain behind a mail or web address; null for free providers and for what is no domain. */
export function ownDomain(address: string | null): string | null {
  if (!address) return null;
  const host = plain(address)
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/[/?#:].*$/, '')
    .replace(/[.\s]+$/, '');
  const labels = host.split('.');
  if (labels.length < 2 || labels.some((label) => !/^[\p{L}\p{N}-]+$/u.test(label))) return null;
  if (/^\d+$/.test(labels.at(-1)!)) return null;
  const keep = labels.length > 2 && SECOND_LEVEL.has(labels.at(-2)!) ? 3 : 2;
  const domain = labels.slice(-keep).join('.');
  return FREE_MAIL.has(domain) ? null : domain;
}

/** Postal code and street as one comparable text; null without both. */
export function addressKey(postalCode: string | null, address: string | null): string | null {
  const code = plain(postalCode ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '');
  const street = plain(address ?? '').replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return code.length < 3 || street.trim().length < 5 ? null : `${code} ${street.trim()}`;
}

/** A tax id without marks; null when it is too short to be one, or a placeholder of one repeated digit. */
export function taxKey(taxId: string | null): string | null {
  const key = (taxId ?? '').toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return key.length < 6 || /^(.)\1*$/.test(key) ? null : key;
}

/** How strongly one kind of evidence speaks for two accounts belonging together, 0 to 1; from how many tops share the value. */
const STRENGTH: Record<EvidenceKind, number> = { tax_id: 0.95, mail_domain: 0.75, name: 0.7, address: 0.45 };
/** Values that more tops of structure than this share are a place or a platform, not a company. */
export const TOO_COMMON: Record<EvidenceKind, number> = { tax_id: 200, mail_domain: 60, name: 1000, address: 6 };

/** The score of a proposal: independent evidences add up (1 - the product of the doubts), one name of a single word weighs less. */
export function proposalStrength(evidence: readonly { kind: EvidenceKind; value: string }[]): number {
  const doubt = evidence.reduce((left, { kind, value }) => {
    const weak = kind === 'name' && !value.includes(' ') && value.length < 8;
    return left * (1 - (weak ? 0.5 : STRENGTH[kind]));
  }, 1);
  return Math.round((1 - doubt) * 1000) / 1000;
}

/** Refuses to place an account under itself or under what stands below it. `above`: the new parent and all above it. */
export function checkPlace(accountId: string, above: readonly string[]): void {
  if (above.includes(accountId)) {
    throw new Refusal('accounts.circle', 'An account cannot stand under itself, directly or through others.');
  }
}

/** Refuses a group below an outlet, and an outlet above a group or an entity: what is sold to is below who buys. */
export function checkKinds(kind: Kind, parent: Kind | null): void {
  if (parent === 'outlet' && kind !== 'outlet') {
    throw new Refusal('accounts.outletAbove', 'Under an outlet only outlets can stand.', { kind });
  }
}

/** One top of structure, as accepting a proposal sees it. */
export interface Top {
  id: string;
  kind: Kind;
  /** How many accounts stand below it. */
  below: number;
}

/** Under what two tops come together: the one that is a group, or a head already (the larger); null: a new group is to be made. */
export function headOf(one: Top, other: Top): Top | null {
  const heads = [one, other].filter((top) => top.kind === 'group' || top.below > 0);
  const rank = (top: Top) => (top.kind === 'group' ? 1 : 0);
  heads.sort((a, b) => rank(b) - rank(a) || b.below - a.below || (a.id < b.id ? -1 : 1));
  return heads[0] ?? null;
}

/** The name of a new group over two accounts: the shorter of their names, without a place in brackets or after a comma. */
export function groupName(one: string, other: string): string {
  const bare = [one, other].map((name) =>
    name
      .replaceAll(/\s*[([{][^)\]}]*[)\]}]?\s*$/g, '')
      .split(',')[0]!
      .trim(),
  );
  const [a, b] = bare as [string, string];
  const chosen = b !== '' && (a === '' || b.length < a.length) ? b : a;
  return chosen === '' ? one : chosen;
}
