import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { ChoiceField, FieldRow, Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { listMembers, type Role } from '../../people/contract.ts';
import { publishDecision } from '../contract.ts';
import { PeopleField } from './PeopleField.tsx';
import { useDepartments } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { optionsOf, useTaskWords } from './use-task-words.ts';

/** Publishes a decision of the management. */
export default function NewDecision({ onClose }: { onClose: () => void }) {
  const { t, format } = useTaskWords();
  const departments = useDepartments();
  const members = useCall(listMembers, {});
  const [draft, setDraft] = useState({ title: '', text: '', inForceFrom: format.today(), to: 'everybody' });
  const [roles, setRoles] = useState<Role[]>([]);
  const [userIds, setUserIds] = useState<string[]>([]);
  const publish = useAct(publishDecision, { quiet: true, done: t('decisions.done'), onDone: onClose });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const everybody = draft.to === 'everybody';
  return (
    <SideDrawer opened onClose={onClose} title={t('decisions.new')} size={520}>
      <Form
        button={t('decisions.publish')}
        busy={publish.isPending}
        error={publish.error}
        onCancel={onClose}
        onSubmit={() => {
          const { to: _to, ...rest } = draft;
          publish.mutate({ ...rest, ...(everybody ? { everybody } : { roles, userIds }) });
        }}
      >
        <TextField
          name="title"
          label={t('decisions.name')}
          required
          autoFocus
          maxLength={300}
          value={draft.title}
          onChange={(title) => set({ title })}
        />
        <LongTextField
          name="text"
          label={t('decisions.text')}
          required
          rows={6}
          maxLength={20_000}
          value={draft.text}
          onChange={(text) => set({ text })}
        />
        <FieldRow>
          <TextField
            name="inForceFrom"
            type="date"
            label={t('decisions.from')}
            required
            value={draft.inForceFrom}
            onChange={(inForceFrom) => set({ inForceFrom })}
          />
          <ChoiceField
            name="to"
            label={t('decisions.to')}
            value={draft.to}
            onChange={(to) => set({ to })}
            options={[
              { value: 'everybody', label: t('decisions.everybody') },
              { value: 'some', label: t('decisions.some') },
            ]}
          />
        </FieldRow>
        {everybody ? null : (
          <>
            <fieldset className={styles.items}>
              <legend>{t('decisions.roles')}</legend>
              {optionsOf(departments).map(({ value, label }) => (
                <Checkbox
                  key={value}
                  label={label}
                  checked={roles.includes(value as Role)}
                  onChange={() =>
                    setRoles(
                      roles.includes(value as Role)
                        ? roles.filter((role) => role !== value)
                        : [...roles, value as Role],
                    )
                  }
                />
              ))}
            </fieldset>
            <PeopleField
              name="userIds"
              label={t('decisions.people')}
              placeholder={t('decisions.addPerson')}
              remove={(name) => t('decisions.removePerson', { name })}
              members={members.data?.members ?? []}
              value={userIds}
              onChange={setUserIds}
            />
          </>
        )}
      </Form>
    </SideDrawer>
  );
}
