import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CheckField, ChoiceField, FieldRow, Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useCan, useReader } from '../../../ui-kit/reader.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { AccountPick } from '../../accounts/ui/public.tsx';
import type { FieldsInput } from '../../fields/contract.ts';
import { FieldInputs, inputOfFields, stampOf, useOwnFields } from '../../fields/ui/public.tsx';
import { getSession, listMembers } from '../../people/contract.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { listProjects } from '../../projects/contract.ts';
import type { Field, Item, Kind, Repeat, Task } from '../contract.ts';
import { ChecklistField } from './ChecklistField.tsx';
import { PeopleField } from './PeopleField.tsx';
import { RepeatFields } from './RepeatFields.tsx';
import { useDepartments } from './TaskBits.tsx';
import { type Draft, draftOf } from './task-draft.ts';
import { optionsOf, useTaskWords } from './use-task-words.ts';

interface Props {
  task: Task | null;
  start?: Partial<Draft>;
  button: string;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSubmit: (draft: Draft, version: number, fields: FieldsInput) => void;
}

/** Those who report to somebody, at any depth. */
function below(members: readonly { id: string; reportsTo: string | null }[], leader: string): string[] {
  const found = new Set<string>([leader]);
  for (const one of found) for (const member of members) if (member.reportsTo === one) found.add(member.id);
  found.delete(leader);
  return [...found];
}

/** What a task says of itself: what, for whom, until when; the rest behind a button. What is not the reader's to change is not shown. */
export function TaskForm({ task, start, button, busy, error, onCancel, onSubmit }: Props) {
  const nameOf = useColleagueName();
  const { t, kinds, topics, priorities, due, repeat } = useTaskWords();
  const departments = useDepartments();
  const { timezone } = useReader();
  const seesAccounts = useCan('accounts.read');
  const session = useCall(getSession, {});
  const people = useCall(listMembers, {});
  const own = useOwnFields('task');
  const stamp = task ? stampOf(task.version, task.fields) : 0;
  const { draft, set, clashes, settle } = useRecordDraft(draftOf(task, start), stamp);
  const accountId = draft.account?.id ?? '';
  const seesProjects = useCan('projects.read');
  const projects = useCall(listProjects, { accountId, limit: 100 }, { when: seesProjects && accountId !== '' });
  const [more, setMore] = useState(task !== null);
  const me = session.data?.user.id ?? '';
  const members = people.data?.members ?? [];
  const reports = below(members, me);
  const may = (field: Field) => task === null || task.can.change.includes(field);
  const { kind } = draft;
  const goesUp = kind === 'proposal' || kind === 'shortcoming';
  const repeats = kind === 'task' || kind === 'assignment';
  const offered = optionsOf(kinds).filter(({ value }) => value !== 'assignment' || reports.length > 0);
  const receivers = [
    ...(kind === 'request' && task === null
      ? Object.entries(departments).map(([role, label]) => ({
          value: `role:${role}`,
          label: t('form.department', { label }),
        }))
      : []),
    ...members
      .filter((one) => (kind === 'assignment' ? reports.includes(one.id) : kind === 'task' || one.id !== me))
      .map((one) => ({ value: one.id, label: nameOf(one) })),
  ];
  const labels: Record<string, string> = {
    title: t('field.title'),
    text: t('field.text'),
    topic: t('field.topic'),
    account: t('field.account'),
    projectId: t('field.project'),
    isPrivate: t('field.private'),
    priority: t('field.priority'),
    to: t('field.owner'),
    dueOn: t('field.due'),
    dueTime: t('field.time'),
    zone: t('field.zone'),
    repeat: t('field.repeat'),
    checklist: t('field.checklist'),
    watcherIds: t('field.watchers'),
    ...Object.fromEntries(own.map((field) => [`field:${field.key}`, field.label])),
  };
  const projectNames = [...(projects.data?.rows ?? [])].map(({ id, name }) => ({ id, name }));
  if (task?.project && task.account?.id === accountId && !projectNames.some((one) => one.id === task.project!.id))
    projectNames.push(task.project);
  const offersProjects = accountId !== '' && projectNames.length > 0 && may('project') && !task?.accountHidden;
  const shown = (field: string, value: unknown): string => {
    if (value === null || value === '') return '';
    if (field === 'projectId') return projectNames.find((one) => one.id === value)?.name ?? '';
    if (field === 'account') return (value as { name: string }).name;
    if (field === 'checklist')
      return (value as Item[]).map((item) => `${item.done ? '✓ ' : ''}${item.text}`).join('; ');
    if (field === 'repeat') return repeat(value as Repeat, draft.dueOn || undefined);
    if (field === 'dueOn') return due({ on: String(value), time: null, zone: null });
    if (field === 'priority') return priorities[value as Draft['priority']];
    if (field === 'isPrivate') return t(value ? 'form.yes' : 'form.no');
    const name = (id: unknown) => members.find((one) => one.id === id)?.name ?? String(id);
    return Array.isArray(value) ? value.map(name).join(', ') : field === 'to' ? name(value) : String(value);
  };
  return (
    <Form
      button={button}
      busy={busy}
      error={error}
      onCancel={onCancel}
      onSubmit={() => onSubmit(draft, task?.version ?? 0, inputOfFields(own, task?.fields ?? null, draft))}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={(field) => labels[field] ?? field} show={shown} />}
    >
      {may('title') ? (
        <TextField
          name="title"
          label={labels.title!}
          required
          autoFocus
          maxLength={300}
          value={draft.title}
          onChange={(title) => set({ title })}
        />
      ) : null}
      <FieldRow>
        {task === null ? (
          <ChoiceField
            name="kind"
            label={t('field.kind')}
            value={kind}
            onChange={(next) => set({ kind: next as Kind, to: '' })}
            options={offered}
          />
        ) : null}
        {goesUp || !may('owner') ? null : (
          <PickField
            name="ownerId"
            label={kind === 'request' ? t('field.toWhom') : labels.to!}
            value={draft.to}
            onChange={(to) => set({ to })}
            options={receivers}
            required={kind !== 'task'}
            placeholder={kind === 'task' ? t('form.myself') : undefined}
          />
        )}
      </FieldRow>
      {kind === 'request' && may('topic') ? (
        <ChoiceField
          name="topic"
          label={labels.topic!}
          none={t('none.topic')}
          value={draft.topic}
          onChange={(topic) => set({ topic })}
          options={optionsOf(topics)}
        />
      ) : null}
      {goesUp || !may('due') ? null : (
        <FieldRow>
          <TextField
            name="due"
            type="date"
            label={labels.dueOn!}
            required={kind === 'request'}
            value={draft.dueOn}
            onChange={(dueOn) => set({ dueOn })}
          />
          <TextField
            name="time"
            type="time"
            label={labels.dueTime!}
            disabled={draft.dueOn === ''}
            value={draft.dueTime}
            onChange={(dueTime) => set({ dueTime })}
          />
        </FieldRow>
      )}
      {seesAccounts && may('account') && !task?.accountHidden ? (
        <AccountPick
          name="accountId"
          label={labels.account!}
          value={draft.account}
          onChange={(account) => set({ account, projectId: '' })}
        />
      ) : null}
      {offersProjects ? (
        <ChoiceField
          name="projectId"
          label={labels.projectId!}
          none={t('none.project')}
          value={draft.projectId}
          onChange={(projectId) => set({ projectId })}
          options={projectNames.map((one) => ({ value: one.id, label: one.name }))}
        />
      ) : null}
      {may('text') && (more || own.some((field) => field.isRequired)) ? (
        <Suspense>
          <FieldInputs kind="task" draft={draft} set={set} isNew={task === null} />
        </Suspense>
      ) : null}
      {more ? (
        <>
          {may('text') ? (
            <LongTextField
              name="text"
              label={labels.text!}
              maxLength={20_000}
              value={draft.text}
              onChange={(text) => set({ text })}
            />
          ) : null}
          {may('checklist') && !goesUp ? (
            <ChecklistField
              label={labels.checklist!}
              value={draft.checklist}
              onChange={(checklist) => set({ checklist })}
            />
          ) : null}
          <ChoiceField
            name="priority"
            label={labels.priority!}
            value={draft.priority}
            onChange={(priority) => set({ priority: priority as Draft['priority'] })}
            options={optionsOf(priorities)}
          />
          {draft.dueTime !== '' && may('due') ? (
            <PickField
              name="zone"
              label={labels.zone!}
              hint={t('form.zoneHint', { zone: timezone })}
              value={draft.zone}
              onChange={(zone) => set({ zone })}
              options={Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))}
            />
          ) : null}
          {repeats && may('repeat') && draft.dueOn !== '' ? (
            <RepeatFields value={draft.repeat} first={draft.dueOn} onChange={(next) => set({ repeat: next })} />
          ) : null}
          {may('watchers') ? (
            <PeopleField
              name="watcherIds"
              label={labels.watcherIds!}
              placeholder={t('form.addWatcher')}
              remove={(name) => t('form.removeWatcher', { name })}
              members={members}
              value={draft.watcherIds}
              onChange={(watcherIds) => set({ watcherIds })}
            />
          ) : null}
          {repeats && may('private') ? (
            <CheckField
              name="isPrivate"
              label={labels.isPrivate!}
              hint={t('form.privateHint')}
              value={draft.isPrivate}
              onChange={(isPrivate) => set({ isPrivate })}
            />
          ) : null}
        </>
      ) : (
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => setMore(true)}>
            {t('form.more')}
          </Button>
        </div>
      )}
    </Form>
  );
}
