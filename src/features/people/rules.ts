import { Refusal } from '../../pure/refusal.ts';
import type { Role } from './contract.ts';

/** Refuses a superior who is not a member, is the person himself, or reports to him (at any depth). */
export function checkReportsTo(
  lines: ReadonlyMap<string, string | null>,
  person: string | null,
  superior: string | null,
): void {
  if (superior === null) return;
  if (!lines.has(superior))
    throw new Refusal('people.unknownSuperior', 'The superior is not a member of this organisation.');
  const seen = new Set<string>();
  for (let at: string | null = superior; at !== null && !seen.has(at); at = lines.get(at) ?? null) {
    if (at === person)
      throw new Refusal('people.reportingCircle', 'Somebody cannot report to himself, directly or through others.');
    seen.add(at);
  }
}

const FORMER = { en: 'Former colleague', ru: 'Бывший коллега' } as const;

/** What stands in place of the name of somebody who was erased. */
export function formerColleague(language: string): string {
  return language === 'ru' ? FORMER.ru : FORMER.en;
}

/** Refuses to leave an organisation without an administrator. */
export function checkAdminStays(before: readonly Role[], after: readonly Role[] | null, otherAdmins: number): void {
  if (before.includes('admin') && !after?.includes('admin') && otherAdmins === 0) {
    throw new Refusal('people.lastAdmin', 'This is the last administrator. Make somebody else administrator first.');
  }
}
