import { ActionIcon, Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CheckField, FieldGroup, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { AccountPick } from '../../accounts/ui/public.tsx';
import { getSession, listMembers } from '../../people/contract.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { createSubstitution, GROUPS, type Group, type Substitution, saveSubstitution } from '../contract.ts';
import styles from './Substitutions.module.css';
import { useSubstitutionWords } from './use-substitution-words.ts';

const draftOf = (row: Substitution | null, today: string) => ({
  absentId: row?.absent.id ?? '',
  substituteId: row?.substitute.id ?? '',
  since: row?.since ?? today,
  until: row?.until ?? today,
  orderNumber: row?.orderNumber ?? '',
  orderDate: row?.orderDate ?? '',
  allAccounts: row?.allAccounts ?? true,
  accounts: row?.accounts ?? [],
  rights: row?.rights ?? [...GROUPS],
});

/** Makes, proposes or changes a substitution. */
export default function SubstitutionForm({
  row,
  manages,
  onClose,
}: {
  row: Substitution | null;
  manages: boolean;
  onClose: () => void;
}) {
  const { t, format, groups } = useSubstitutionWords();
  const seesAccounts = useCan('accounts.read');
  const session = useCall(getSession, {});
  const members = useCall(listMembers, {});
  const nameOf = useColleagueName();
  const record = draftOf(row, format.today());
  const { draft, version, set, clashes, settle } = useRecordDraft(record, row?.version ?? 1);
  const done = { quiet: true, onDone: onClose, done: row ? t('saved') : manages ? t('made') : t('proposed') };
  const create = useAct(createSubstitution, done);
  const save = useAct(saveSubstitution, done);
  const me = session.data?.user.id ?? '';
  const absentId = draft.absentId || (manages ? '' : me);
  const people = (without: string) =>
    (members.data?.members ?? [])
      .filter((one) => one.id !== without && !one.isInvited)
      .map((one) => ({ value: one.id, label: nameOf(one) }));
  const labels: Record<keyof typeof draft, string> = {
    absentId: t('field.absent'),
    substituteId: t('field.substitute'),
    since: t('field.since'),
    until: t('field.until'),
    orderNumber: t('field.orderNumber'),
    orderDate: t('field.orderDate'),
    allAccounts: t('allAccounts'),
    accounts: t('field.accounts'),
    rights: t('field.rights'),
  };
  const submit = () => {
    const { substituteId, since, until, orderNumber, orderDate, allAccounts, accounts, rights } = draft;
    const wish = {
      ...{ substituteId, since, until, orderNumber },
      orderDate: orderDate || null,
      accountIds: allAccounts ? null : accounts.map((one) => one.id),
      rights: rights.length === GROUPS.length ? null : rights,
    };
    if (row) save.mutate({ id: row.id, ...wish, version });
    else create.mutate({ ...wish, ...(absentId && absentId !== me ? { absentId } : {}) });
  };
  const text = (name: 'since' | 'until' | 'orderNumber' | 'orderDate') => ({
    name,
    label: labels[name],
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const hasBegun = row?.time === 'running';
  return (
    <SideDrawer opened onClose={onClose} title={row ? t('change') : manages ? t('make') : t('propose')} size={520}>
      <Form
        button={row ? t('kit:action.save') : manages ? t('make') : t('propose')}
        busy={create.isPending || save.isPending}
        error={create.error ?? save.error}
        onCancel={onClose}
        onSubmit={submit}
        clashes={
          <Clashes
            clashes={clashes}
            onSettle={settle}
            label={(name) => labels[name as keyof typeof labels] ?? name}
            show={(name, value) => {
              if (name === 'substituteId') return members.data?.members.find((one) => one.id === value)?.name ?? '…';
              if (name === 'rights') return format.list((value as Group[]).map((group) => groups[group]));
              if (name === 'accounts') return format.list((value as { name: string }[]).map((one) => one.name));
              return typeof value === 'boolean' ? (value ? t('kit:yes') : t('kit:no')) : String(value);
            }}
          />
        }
      >
        {row === null && manages ? (
          <PickField
            name="absentId"
            label={labels.absentId}
            required
            value={absentId}
            onChange={(value) => set({ absentId: value })}
            options={people('')}
          />
        ) : null}
        {hasBegun ? null : (
          <PickField
            name="substituteId"
            label={labels.substituteId}
            required
            value={draft.substituteId}
            onChange={(value) => set({ substituteId: value })}
            options={people(absentId)}
            hint={t('hint.substitute')}
          />
        )}
        <FieldRow>
          {hasBegun ? null : <TextField {...text('since')} type="date" required />}
          <TextField {...text('until')} type="date" required />
        </FieldRow>
        <FieldRow>
          <TextField {...text('orderNumber')} maxLength={100} />
          <TextField {...text('orderDate')} type="date" />
        </FieldRow>
        {seesAccounts ? (
          <CheckField
            name="allAccounts"
            label={t('allAccounts')}
            value={draft.allAccounts}
            onChange={(allAccounts) => set({ allAccounts })}
          />
        ) : null}
        {draft.allAccounts ? null : (
          <div className={styles.items}>
            <AccountPick
              name="accountIds"
              label={labels.accounts}
              hint={t('hint.accounts')}
              value={null}
              without={draft.accounts.map((one) => one.id)}
              onChange={(one) => (one ? set({ accounts: [...draft.accounts, one] }) : undefined)}
            />
            {draft.accounts.map((one) => (
              <div key={one.id} className={styles.line}>
                <span>{one.name}</span>
                <ActionIcon
                  aria-label={t('removeAccount', { name: one.name })}
                  onClick={() => set({ accounts: draft.accounts.filter((each) => each.id !== one.id) })}
                >
                  <IconX size={14} />
                </ActionIcon>
              </div>
            ))}
          </div>
        )}
        <FieldGroup title={labels.rights} hint={t('hint.rights')}>
          {GROUPS.map((group) => (
            <Checkbox
              key={group}
              label={groups[group]}
              checked={draft.rights.includes(group)}
              onChange={() =>
                set({
                  rights: GROUPS.filter((one) => draft.rights.includes(one) !== (one === group)),
                })
              }
            />
          ))}
        </FieldGroup>
      </Form>
    </SideDrawer>
  );
}
