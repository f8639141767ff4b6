import { Checkbox, Input } from '@mantine/core';
import { useFieldProblem } from '../../../ui-kit/Form.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { ROLES, type Role } from '../contract.ts';
import styles from './People.module.css';
import { useRoleWords } from './role-words.ts';

/** The roles of a person, several at once. */
export function RoleChecks({ value, onChange }: { value: readonly Role[]; onChange: (roles: Role[]) => void }) {
  const t = useWords('people');
  const { role, hint } = useRoleWords();
  const problem = useFieldProblem('roles');
  return (
    <fieldset className={styles.checks}>
      <legend>{t('members.roles')}</legend>
      {ROLES.map((one) => (
        <Checkbox
          key={one}
          label={role(one)}
          description={hint(one)}
          checked={value.includes(one)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? ROLES.filter((other) => other === one || value.includes(other))
                : value.filter((other) => other !== one),
            )
          }
        />
      ))}
      {problem ? (
        <Input.Error role="alert" tabIndex={-1}>
          {problem}
        </Input.Error>
      ) : (
        <span className="dim">{t('members.rolesHint')}</span>
      )}
    </fieldset>
  );
}
