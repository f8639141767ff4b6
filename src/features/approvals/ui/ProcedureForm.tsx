import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CheckField, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { type listProcedures, type ProcedureFields, saveProcedure } from '../contract.ts';
import { LimitFields, StepFields } from './ProcedureFields.tsx';
import { useApprovalWords } from './use-approval-words.ts';

export type Procedure = OutputOf<typeof listProcedures>['rows'][number];

const days = (value: number | null) => (value === null ? '' : String(value));
const count = (text: string) => (text.trim() === '' ? null : Number(text));

/** The fields as the form keeps them: lists as text, so that two saves can be compared. */
const draftOf = (one: Procedure) => ({
  isOn: one.isOn,
  steps: JSON.stringify(one.steps),
  limits: JSON.stringify(one.limits),
  ownLimit: one.ownLimit,
  repeats: one.repeats,
  remindDays: days(one.remindDays),
  escalateDays: days(one.escalateDays),
  expireDays: days(one.expireDays),
});

const fieldsOf = (draft: ReturnType<typeof draftOf>): ProcedureFields => ({
  ...{ isOn: draft.isOn, ownLimit: draft.ownLimit, repeats: draft.repeats },
  steps: JSON.parse(draft.steps),
  limits: JSON.parse(draft.limits).map((one: ProcedureFields['limits'][number]) => ({
    ...one,
    upTo: one.upTo === null || one.upTo.trim() === '' ? null : one.upTo.replace(/\s/g, '').replace(',', '.'),
  })),
  remindDays: count(draft.remindDays),
  escalateDays: count(draft.escalateDays),
  expireDays: count(draft.expireDays),
});

interface Props {
  procedure: Procedure;
  people: readonly { id: string; name: string }[];
  mayManage: boolean;
}

/** The procedure of one kind. */
export default function ProcedureForm({ procedure, people, mayManage }: Props) {
  const { t } = useApprovalWords();
  const { draft, version, set, dirty, saved, clashes, settle } = useRecordDraft(
    draftOf(procedure),
    procedure.version + 1,
  );
  const [sent, setSent] = useState(draft);
  const save = useAct(saveProcedure, { quiet: true, done: t('procedure.saved'), onDone: () => saved(sent) });
  const labels: Record<string, string> = {
    isOn: t('procedure.isOn'),
    steps: t('procedure.steps'),
    limits: t('procedure.limits'),
    ownLimit: t('procedure.ownLimit'),
    repeats: t('procedure.repeats'),
    remindDays: t('procedure.remind'),
    escalateDays: t('procedure.escalate'),
    expireDays: t('procedure.expire'),
  };
  const day = (name: 'remindDays' | 'escalateDays' | 'expireDays') => (
    <TextField
      name={`procedure.${name}`}
      label={labels[name]!}
      numeric
      unit={t('procedure.days')}
      disabled={!mayManage}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
  const fields = fieldsOf(draft);
  return (
    <Form
      button={mayManage ? t('kit:action.save') : undefined}
      busy={save.isPending}
      error={save.error}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={(name) => labels[name] ?? name} />}
      aside={dirty ? <span className="dim">{t('procedure.unsaved')}</span> : undefined}
      onSubmit={() => {
        setSent(draft);
        // Version 0 stands for what the kind starts with.
        save.mutate({ kind: procedure.kind, version: version - 1, procedure: fields });
      }}
    >
      {procedure.isOptional ? (
        <CheckField
          name="procedure.isOn"
          label={t('procedure.isOn')}
          hint={t('procedure.isOnHint')}
          disabled={!mayManage}
          value={draft.isOn}
          onChange={(isOn) => set({ isOn })}
        />
      ) : null}
      <StepFields
        steps={fields.steps}
        people={people}
        disabled={!mayManage}
        onChange={(steps) => set({ steps: JSON.stringify(steps) })}
      />
      <LimitFields
        limits={JSON.parse(draft.limits)}
        measure={procedure.measure}
        people={people}
        disabled={!mayManage}
        onChange={(limits) => set({ limits: JSON.stringify(limits) })}
      />
      <CheckField
        name="procedure.ownLimit"
        label={t('procedure.ownLimit')}
        disabled={!mayManage}
        value={draft.ownLimit}
        onChange={(ownLimit) => set({ ownLimit })}
      />
      <CheckField
        name="procedure.repeats"
        label={t('procedure.repeats')}
        disabled={!mayManage}
        value={draft.repeats}
        onChange={(repeats) => set({ repeats })}
      />
      <FieldRow>
        {day('remindDays')}
        {day('escalateDays')}
        {day('expireDays')}
      </FieldRow>
    </Form>
  );
}
