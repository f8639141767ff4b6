import type { Tone } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { Group, Substitution, Time } from '../contract.ts';

export const timeTones: Record<Time, Tone> = { waiting: 'warn', running: 'good', coming: 'accent', past: 'outline' };

/** The words of substitutions: where they stand, their days, accounts and rights. */
export function useSubstitutionWords() {
  const t = useWords('substitutions');
  const format = useFormats();
  const times: Record<Time, string> = {
    waiting: t('time.waiting'),
    running: t('time.running'),
    coming: t('time.coming'),
    past: t('time.past'),
  };
  const groups: Record<Group, string> = {
    accounts: t('group.accounts'),
    contacts: t('group.contacts'),
    notes: t('group.notes'),
    dossiers: t('group.dossiers'),
    projects: t('group.projects'),
    tasks: t('group.tasks'),
    tiers: t('group.tiers'),
    exports: t('group.exports'),
  };
  const state = (row: Substitution) =>
    row.state === 'declined' ? t('time.declined') : row.state === 'ended' ? t('time.ended') : times[row.time];
  const days = (row: Substitution) => t('days', { since: format.day(row.since), until: format.day(row.until) });
  const scope = (row: Substitution) =>
    row.allAccounts
      ? t('allAccounts')
      : row.accounts.length === 0
        ? t('someAccounts')
        : format.list(row.accounts.map((account) => account.name));
  const rights = (row: Substitution) =>
    row.rights === null
      ? t('allRights')
      : row.rights.length === 0
        ? t('readOnly')
        : format.list(row.rights.map((group) => groups[group]));
  return { t, format, times, groups, state, days, scope, rights };
}
