import { ActionIcon, Checkbox, Input } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { TextField } from '../../../ui-kit/Form.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { ROLES, type Role } from '../../people/contract.ts';
import type { Step } from './ladder.ts';
import type { Colleague } from './PeopleList.tsx';
import { PeoplePick } from './PeoplePick.tsx';
import styles from './Secrets.module.css';

interface Props {
  step: Step;
  at: number;
  count: number;
  colleagues: readonly Colleague[];
  /** What is wrong with its roles or people, in the reader's words. */
  problem: (part: 'roles' | 'people') => string | undefined;
  onChange: (part: Partial<Step>) => void;
  onRole: (role: Role, on: boolean) => void;
  onPeople: (people: string[]) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** Roles that a class can be open to: an administrator reads nothing of accounts. */
const OPEN_TO = ROLES.filter((role) => role !== 'admin');

/** One class of the ladder: its name, who is cleared, its place, the mark on documents. */
export function ClassCard(props: Props) {
  const { step, at, count, colleagues, problem, onChange, onRole, onPeople, onMove, onRemove } = props;
  const t = useWords('secrets');
  const people = useWords('people');
  const name = step.name.trim() || t('ladder.unnamed', { number: at + 1 });
  const wrongRoles = problem('roles');
  return (
    <li className={styles.class} data-key={step.key}>
      <div className={styles.classHead}>
        <span className={styles.place} aria-hidden="true">
          {at + 1}
        </span>
        <span className="dim">
          {count === 1 ? null : at === 0 ? t('ladder.least') : at === count - 1 ? t('ladder.most') : null}
        </span>
        <span className={styles.acts}>
          <ActionIcon
            variant="subtle"
            color="gray"
            data-move="-1"
            aria-label={t('ladder.up', { name })}
            disabled={at === 0}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={15} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            data-move="1"
            aria-label={t('ladder.down', { name })}
            disabled={at === count - 1}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={15} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t('ladder.remove', { name })} onClick={onRemove}>
            <IconX size={15} />
          </ActionIcon>
        </span>
      </div>
      <TextField
        name={`classes.${at}.name`}
        label={t('ladder.name')}
        value={step.name}
        required
        maxLength={60}
        onChange={(value) => onChange({ name: value })}
      />
      <fieldset className={styles.roles}>
        <legend>{t('ladder.roles')}</legend>
        <p className="dim">{t('ladder.rolesHint')}</p>
        <div className={styles.checks}>
          {OPEN_TO.map((role) => (
            <Checkbox
              key={role}
              label={people(`role.${role}`)}
              checked={role === 'director' || step.roles.includes(role)}
              disabled={role === 'director'}
              onChange={(event) => onRole(role, event.currentTarget.checked)}
            />
          ))}
        </div>
        {wrongRoles ? (
          <Input.Error role="alert" tabIndex={-1}>
            {wrongRoles}
          </Input.Error>
        ) : null}
      </fieldset>
      <PeoplePick
        name={`classes.${at}.people`}
        label={t('ladder.people')}
        hint={t('ladder.peopleHint')}
        problem={problem('people')}
        placeholder={t('ladder.nobodyMore')}
        colleagues={colleagues}
        value={step.people}
        onChange={onPeople}
      />
      <Checkbox
        label={t('ladder.mark')}
        description={t('ladder.markHint')}
        checked={step.mark}
        onChange={(event) => onChange({ mark: event.currentTarget.checked })}
      />
    </li>
  );
}
