import type { ReactNode } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { FieldGroup, FieldRow, Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { useCan, useReader } from '../../../ui-kit/reader.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { listAccountContacts } from '../../contacts/contract.ts';
import { listProjectPeople, type Milestone, type Project } from '../contract.ts';
import { MilestoneLines } from './MilestoneLines.tsx';
import { PeopleLines } from './PeopleLines.tsx';
import { type Draft, draftOf, type PersonLine } from './project-draft.ts';
import { useProjectWords } from './use-project-words.ts';

interface Props {
  project: Project | null;
  /** The account whose people are offered; none yet: nobody. */
  accountId: string | null;
  /** Above the fields: the account of a new project. */
  head?: ReactNode;
  button: string;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSubmit: (draft: Draft, version: number) => void;
}

/** What a project says of itself: goal, days, milestones, people, resources. */
export function ProjectForm({ project, accountId, head, button, busy, error, onCancel, onSubmit }: Props) {
  const { t } = useProjectWords();
  const { currency } = useReader();
  const seesContacts = useCan('contacts.read');
  const id = accountId ?? '';
  const people = useCall(listProjectPeople, { id }, { when: id !== '' });
  const contacts = useCall(listAccountContacts, { id, group: true, limit: 200 }, { when: id !== '' && seesContacts });
  const start = draftOf(project, currency);
  const { draft, version, set, clashes, settle } = useRecordDraft(start, project?.version ?? 0);
  const colleagues = [...(people.data?.rows ?? [])];
  for (const one of project?.members ?? [])
    if (!colleagues.some(({ id: known }) => known === one.id)) colleagues.push({ ...one, onTeam: false });
  const known = new Map<string, string>();
  for (const { contactId, name } of contacts.data?.rows ?? []) if (name !== null) known.set(contactId, name);
  for (const one of project?.contacts ?? []) if (!known.has(one.id)) known.set(one.id, one.name ?? t('none.name'));
  const customers = [...known].map(([contactId, name]) => ({ id: contactId, name }));
  const labels: Record<string, string> = {
    name: t('field.name'),
    goal: t('field.goal'),
    beginsOn: t('field.begins'),
    dueOn: t('field.due'),
    currency: t('field.currency'),
    budgetPlanned: t('field.budgetPlanned'),
    budgetUsed: t('field.budgetUsed'),
    daysPlanned: t('field.daysPlanned'),
    daysUsed: t('field.daysUsed'),
    otherPlanned: t('field.otherPlanned'),
    otherUsed: t('field.otherUsed'),
    milestones: t('field.milestones'),
    members: t('field.members'),
    contacts: t('field.contacts'),
  };
  const nameOf = (one: PersonLine) =>
    [...colleagues, ...customers].find((each) => each.id === one.id)?.name ?? t('none.name');
  const shown = (field: string, value: unknown): string => {
    if (field === 'milestones') return (value as Milestone[]).map((one) => one.name).join(', ');
    if (field === 'members' || field === 'contacts')
      return (value as PersonLine[]).map((one) => (one.role ? `${nameOf(one)} (${one.role})` : nameOf(one))).join(', ');
    return String(value ?? '');
  };
  const text = (field: 'budgetPlanned' | 'budgetUsed' | 'daysPlanned' | 'daysUsed', unit?: string) => (
    <TextField
      name={`resources.${field}`}
      label={labels[field]!}
      numeric
      unit={unit}
      maxLength={20}
      value={draft[field]}
      onChange={(value) => set({ [field]: value })}
    />
  );
  return (
    <Form
      button={button}
      busy={busy}
      error={error}
      onCancel={onCancel}
      onSubmit={() => onSubmit(draft, version)}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={(field) => labels[field] ?? field} show={shown} />}
    >
      {head}
      <TextField
        name="name"
        label={labels.name!}
        required
        autoFocus
        maxLength={300}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <LongTextField
        name="goal"
        label={labels.goal!}
        hint={t('form.goalHint')}
        maxLength={10_000}
        value={draft.goal}
        onChange={(goal) => set({ goal })}
      />
      <FieldRow>
        <TextField
          name="beginsOn"
          type="date"
          label={labels.beginsOn!}
          value={draft.beginsOn}
          onChange={(beginsOn) => set({ beginsOn })}
        />
        <TextField
          name="dueOn"
          type="date"
          label={labels.dueOn!}
          value={draft.dueOn}
          onChange={(dueOn) => set({ dueOn })}
        />
      </FieldRow>
      <MilestoneLines value={draft.milestones} onChange={(milestones) => set({ milestones })} />
      <PeopleLines
        name="members"
        title={labels.members!}
        hint={t('form.membersHint')}
        add={t('form.addMember')}
        people={colleagues}
        value={draft.members}
        onChange={(members) => set({ members })}
      />
      {seesContacts ? (
        <PeopleLines
          name="contacts"
          title={labels.contacts!}
          hint={t('form.contactsHint')}
          add={t('form.addContact')}
          people={customers}
          value={draft.contacts}
          onChange={(list) => set({ contacts: list })}
        />
      ) : null}
      <FieldGroup title={t('field.resources')}>
        <FieldRow>
          {text('budgetPlanned', draft.currency)}
          {text('budgetUsed', draft.currency)}
        </FieldRow>
        <FieldRow>
          {text('daysPlanned')}
          {text('daysUsed')}
        </FieldRow>
        <FieldRow>
          <LongTextField
            name="resources.otherPlanned"
            label={labels.otherPlanned!}
            rows={2}
            maxLength={2000}
            value={draft.otherPlanned}
            onChange={(otherPlanned) => set({ otherPlanned })}
          />
          <LongTextField
            name="resources.otherUsed"
            label={labels.otherUsed!}
            rows={2}
            maxLength={2000}
            value={draft.otherUsed}
            onChange={(otherUsed) => set({ otherUsed })}
          />
        </FieldRow>
      </FieldGroup>
    </Form>
  );
}
