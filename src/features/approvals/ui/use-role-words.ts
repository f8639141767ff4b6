import { useWords } from '../../../ui-kit/words.ts';
import type { Role } from '../../people/contract.ts';

/** The roles as the options of a choice. */
export function useRoleWords() {
  const t = useWords('people');
  const words: Record<Role, string> = {
    kam: t('role.kam'),
    account_manager: t('role.account_manager'),
    head: t('role.head'),
    sales_support: t('role.sales_support'),
    credit_controller: t('role.credit_controller'),
    director: t('role.director'),
    contributor: t('role.contributor'),
    admin: t('role.admin'),
  };
  return { roles: Object.entries(words).map(([value, label]) => ({ value, label })) };
}
