import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { ChoiceField, Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type getRelationshipStage, type Stage, setRelationshipStage } from '../contract.ts';
import { optionsOf, useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  accountId: string;
  state: OutputOf<typeof getRelationshipStage>;
  /** The stage with which the form begins; left out: what the evidence says, else the present one. */
  wanted?: Stage;
  onClose: () => void;
}

/** Confirms the stage that the evidence says, or decides another with a reason. */
export function StageForm({ accountId, state, wanted, onClose }: Props) {
  const t = useWords('relationships');
  const { stages } = useRelationshipWords();
  const { current, proposed } = state;
  const [draft, setDraft] = useState({
    stage: wanted ?? proposed ?? current?.stage ?? ('exploratory' as Stage),
    reason: '',
  });
  const save = useAct(setRelationshipStage, { quiet: true, done: t('saved'), onDone: onClose });
  const options = optionsOf(stages).map(({ value, label }) => ({
    value,
    label: value === proposed ? t('proposedOption', { stage: label }) : label,
  }));
  return (
    <Form
      button={draft.stage === proposed ? t('confirm') : t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onCancel={onClose}
      onSubmit={() => save.mutate({ id: accountId, ...draft, current: current?.id ?? null })}
    >
      <ChoiceField
        name="stage"
        label={t('field.stage')}
        value={draft.stage}
        onChange={(stage) => setDraft({ ...draft, stage: stage as Stage })}
        options={options}
      />
      <LongTextField
        name="reason"
        label={t('field.reason')}
        hint={draft.stage === proposed ? undefined : t('reasonHint')}
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
        required={draft.stage !== proposed}
        rows={2}
        maxLength={1000}
      />
    </Form>
  );
}
