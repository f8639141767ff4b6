import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useLive } from '../../../ui-kit/live.ts';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText, NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers, ROLES } from '../contract.ts';
import { InviteMember } from './InviteMember.tsx';
import { type Member, MemberForm } from './MemberForm.tsx';
import styles from './People.module.css';
import { useRoleWords } from './role-words.ts';

const defaults = { member: '', roles: [] as string[], ended: false, invite: false };

function useColumns(manage: boolean, edit: (member: Member) => void): Column<Member>[] {
  const t = useWords('people');
  const format = useFormats();
  const { role } = useRoleWords();
  return [
    {
      id: 'name',
      title: t('members.name'),
      show: (row) => row.name,
      value: (row) => row.name,
      sort: true,
      fixed: true,
      width: 180,
      phone: 'title',
    },
    {
      id: 'email',
      title: t('members.email'),
      show: (row) => row.email,
      value: (row) => row.email,
      sort: true,
      width: 244,
    },
    {
      id: 'roles',
      title: t('members.roles'),
      grow: true,
      show: (row) => (
        <span className={styles.roles}>
          {row.roles.map((one) => (
            <Badge key={one}>{role(one)}</Badge>
          ))}
        </span>
      ),
    },
    {
      id: 'superior',
      title: t('members.superior'),
      show: (row) => row.reportsToName ?? <NoValue why={t('members.none')} />,
      value: (row) => row.reportsToName,
      sort: true,
    },
    {
      id: 'since',
      title: t('members.since'),
      width: 126,
      show: (row) => <DateText value={row.createdAt} />,
      value: (row) => row.createdAt,
      sort: true,
    },
    {
      id: 'state',
      title: t('members.state'),
      width: 116,
      show: (row) =>
        row.endedAt === null
          ? t(row.isInvited ? 'members.invited' : 'members.active')
          : t('members.ended', { day: format.day(row.endedAt) }),
    },
    ...(manage
      ? [
          {
            id: 'acts',
            phone: 'bare' as const,
            title: t('members.acts'),
            fixed: true,
            width: 90,
            show: (row: Member) => (
              <Button variant="subtle" size="compact-xs" onClick={() => edit(row)}>
                {t('members.edit')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

/** The people of the organisation: invite, change roles, end and resume memberships. */
export default function MembersTab() {
  const t = useWords('people');
  const { role } = useRoleWords();
  const [view, setView] = useUrlState(defaults);
  const [edited, edit] = useState<string | null>(null);
  const list = useCall(listMembers, view.ended ? { withEnded: true } : {});
  // Somebody uses an invitation while the list is open.
  useLive('identity', () => void list.refetch());
  const manage = list.data?.can.manage ?? false;
  const members = list.data?.members;
  const columns = useColumns(manage, (member) => edit(member.id));
  const words = view.member.toLowerCase();
  const rows = members?.filter(
    (row) =>
      `${row.name} ${row.email}`.toLowerCase().includes(words) &&
      (view.roles.length === 0 || row.roles.some((one) => view.roles.includes(one))),
  );
  const superiors = (members ?? [])
    .filter((row) => row.endedAt === null)
    .map((row) => ({ value: row.id, label: row.name }));
  const member = members?.find((row) => row.id === edited);
  const present = members?.filter((row) => row.endedAt === null && !row.isInvited).length ?? 0;
  return (
    <>
      <DataTable
        name="people.members"
        label={t('members.lead', { count: present })}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowTone={(row) => (row.endedAt === null ? undefined : 'dim')}
        onOpen={manage ? (row) => edit(row.id) : undefined}
        startSort={{ by: 'name', desc: false }}
        loading={list.isPending}
        error={list.error}
        retry={() => void list.refetch()}
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            search={{ key: 'member', placeholder: t('members.name') }}
            fields={[
              {
                key: 'roles',
                label: t('members.roles'),
                many: true,
                options: ROLES.map((one) => ({ value: one, label: role(one) })),
              },
            ]}
            count={t('members.lead', { count: present })}
          >
            <Checkbox
              label={t('members.withEnded')}
              checked={view.ended}
              onChange={(event) => setView({ ended: event.currentTarget.checked })}
            />
          </FilterBar>
        }
        tools={manage ? <Button onClick={() => setView({ invite: true })}>{t('members.invite')}</Button> : undefined}
      />
      <SideDrawer opened={manage && view.invite} onClose={() => setView({ invite: false })} title={t('members.invite')}>
        {manage && view.invite ? (
          <InviteMember superiors={superiors} onDone={() => setView({ invite: false })} />
        ) : null}
      </SideDrawer>
      <SideDrawer opened={member !== undefined} onClose={() => edit(null)} title={member?.name ?? ''}>
        {member ? <MemberForm key={member.id} member={member} superiors={superiors} onDone={() => edit(null)} /> : null}
      </SideDrawer>
    </>
  );
}
