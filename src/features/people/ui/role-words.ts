import { useWords } from '../../../ui-kit/words.ts';
import type { Role } from '../contract.ts';

/** Names of the roles, and what each is for. */
export function useRoleWords() {
  const t = useWords('people');
  return {
    role: (role: Role) => t(`role.${role}`),
    hint: (role: Role) => t(`roleHint.${role}`),
  };
}
