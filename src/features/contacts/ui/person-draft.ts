import { draftOfFields } from '../../fields/ui/public.tsx';
import type { Contact, Reach } from '../contract.ts';
import { proposedLatin } from '../rules.ts';

/** What the form of a person holds: flat texts, and lists. `latinName` is null while it follows the proposal. */
export interface PersonDraft extends Record<string, unknown> {
  name: string;
  latinName: string | null;
  salutation: string;
  phones: Reach[];
  emails: Reach[];
  messengers: Reach[];
  languages: string[];
  timezone: string;
  day: string;
  month: string;
  year: string;
  preferredChannel: string;
  dos: string;
  donts: string;
  consentBasis: string;
  consentGivenOn: string;
  consentWithdrawnOn: string;
  consentNote: string;
}

/** The form of a person, or of nobody yet. */
export function draftOf(contact: Contact | null): PersonDraft {
  const [, year = '', month = '', day = ''] = /^(\d{4}-|--)(\d{2})-(\d{2})$/.exec(contact?.birthday ?? '') ?? [];
  return {
    name: contact?.name ?? '',
    latinName: contact === null ? null : (contact.latinName ?? ''),
    salutation: contact?.salutation ?? '',
    phones: contact?.phones ?? [],
    emails: contact?.emails ?? [],
    messengers: contact?.messengers ?? [],
    languages: contact?.languages ?? [],
    timezone: contact?.timezone ?? '',
    day: day.replace(/^0/, ''),
    month: month.replace(/^0/, ''),
    year: year.replaceAll('-', ''),
    preferredChannel: contact?.preferredChannel ?? '',
    dos: contact?.dos ?? '',
    donts: contact?.donts ?? '',
    consentBasis: contact?.consentBasis ?? '',
    consentGivenOn: contact?.consentGivenOn ?? '',
    consentWithdrawnOn: contact?.consentWithdrawnOn ?? '',
    consentNote: contact?.consentNote ?? '',
    ...draftOfFields(contact?.fields ?? []),
  };
}

/** The Latin name that the form shows: what was typed, else the proposal. */
export const latinShown = (draft: PersonDraft): string => draft.latinName ?? proposedLatin(draft.name) ?? '';

const two = (text: string) => text.padStart(2, '0');
const filled = (list: readonly Reach[]) => list.filter((one) => one.value.trim() !== '');

/** What the form says, as createContact and saveContact take it. */
export function inputOf(draft: PersonDraft) {
  const text = (value: string) => value.trim() || null;
  const hasDay = draft.day.trim() !== '' && draft.month !== '';
  return {
    name: draft.name.trim(),
    latinName: text(latinShown(draft)),
    salutation: text(draft.salutation),
    phones: filled(draft.phones) as never,
    emails: filled(draft.emails) as never,
    messengers: filled(draft.messengers) as never,
    languages: draft.languages,
    timezone: text(draft.timezone),
    birthday: hasDay
      ? `${draft.year.trim() === '' ? '-' : draft.year.trim().padStart(4, '0')}-${two(draft.month)}-${two(draft.day.trim())}`
      : null,
    preferredChannel: (text(draft.preferredChannel) ?? null) as Contact['preferredChannel'],
    dos: draft.dos.trim(),
    donts: draft.donts.trim(),
    consentBasis: (text(draft.consentBasis) ?? null) as Contact['consentBasis'],
    consentGivenOn: text(draft.consentGivenOn),
    consentWithdrawnOn: text(draft.consentWithdrawnOn),
    consentNote: text(draft.consentNote),
  };
}
