import { useState } from 'react';
import { FieldRow, Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { correctDecision, type Decision } from '../contract.ts';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

/** Corrects a decision by a new version. Where somebody else did so meanwhile, what holds now is shown above what was written here. */
export default function CorrectDecision({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { t } = useTaskWords();
  const [begun, setBegun] = useState(decision.number);
  const { title, text, inForceFrom } = decision;
  const [draft, setDraft] = useState({ title, text, inForceFrom, correction: '' });
  const correct = useAct(correctDecision, { quiet: true, done: t('decisions.corrected'), onDone: onClose });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const isStale = decision.number > begun;
  return (
    <SideDrawer opened onClose={onClose} title={t('decisions.correctTitle')} size={520}>
      <Form
        button={t('decisions.correct')}
        busy={correct.isPending}
        error={isStale ? null : correct.error}
        onCancel={onClose}
        onSubmit={() => {
          // What holds now has been shown: the next save is about that one.
          if (isStale) setBegun(decision.number);
          correct.mutate({ id: decision.id, number: decision.number, ...draft });
        }}
      >
        <p className="dim">{t('decisions.correctHint')}</p>
        {isStale ? (
          <div role="alert" className={styles.meanwhile}>
            <p>{t('decisions.meanwhile')}</p>
            <strong>{decision.title}</strong>
            <p className={styles.text}>{decision.text}</p>
          </div>
        ) : null}
        <TextField
          name="title"
          label={t('decisions.name')}
          required
          maxLength={300}
          value={draft.title}
          onChange={(value) => set({ title: value })}
        />
        <LongTextField
          name="text"
          label={t('decisions.text')}
          required
          rows={8}
          maxLength={20_000}
          value={draft.text}
          onChange={(value) => set({ text: value })}
        />
        <FieldRow>
          <TextField
            name="inForceFrom"
            type="date"
            label={t('decisions.from')}
            required
            value={draft.inForceFrom}
            onChange={(value) => set({ inForceFrom: value })}
          />
        </FieldRow>
        <LongTextField
          name="correction"
          label={t('decisions.correction')}
          required
          rows={3}
          maxLength={2000}
          value={draft.correction}
          onChange={(value) => set({ correction: value })}
        />
      </Form>
    </SideDrawer>
  );
}
