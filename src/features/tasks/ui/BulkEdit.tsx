import { Modal } from '@mantine/core';
import { useState } from 'react';
import { ChoiceField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { bulkTasks, type Priority, previewBulkTasks, undoBulkTasks } from '../contract.ts';
import styles from './Tasks.module.css';
import { optionsOf, useTaskWords } from './use-task-words.ts';

interface Props {
  ids: readonly string[];
  members: readonly { id: string; name: string; awayUntil: string | null }[];
  onClose: () => void;
  onDone: () => void;
}

/** One change for the ticked tasks, after saying how many change and which may not; it can be taken back in the corner. */
export default function BulkEdit({ ids, members, onClose, onDone }: Props) {
  const { t, priorities } = useTaskWords();
  const nameOf = useColleagueName();
  useFocusBack(true);
  const [what, setWhat] = useState<'due' | 'priority' | 'owner' | 'done'>('due');
  const [value, setValue] = useState('');
  const change =
    what === 'done'
      ? { done: true }
      : value === ''
        ? null
        : what === 'due'
          ? { dueOn: value }
          : what === 'owner'
            ? { ownerId: value }
            : { priority: value as Priority };
  const preview = useCall(previewBulkTasks, { ids: [...ids], ...change }, { when: change !== null, keep: false });
  const undo = useAct(undoBulkTasks, {
    done: ({ changed, left }) =>
      t('bulk.undone', { count: changed }) + (left > 0 ? ` ${t('bulk.left', { count: left })}` : ''),
  });
  const act = useAct(bulkTasks, {
    quiet: true,
    onDone: ({ changed, before }) => {
      say(t('bulk.done', { count: changed }), 'good', {
        ...(changed > 0 ? { act: { label: t('bulk.undo'), run: () => undo.mutate({ before }) } } : {}),
      });
      onDone();
    },
  });
  const refused = preview.data?.refused ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('bulk.title', { count: ids.length })}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
    >
      <Form
        button={t('bulk.button', { count: preview.data?.changing ?? 0 })}
        busy={act.isPending}
        error={act.error ?? preview.error}
        onCancel={onClose}
        onSubmit={() => change && act.mutate({ ids: [...ids], ...change })}
      >
        <ChoiceField
          name="what"
          label={t('bulk.what')}
          value={what}
          onChange={(next) => {
            setWhat(next as typeof what);
            setValue('');
          }}
          options={[
            { value: 'due', label: t('field.due') },
            { value: 'priority', label: t('field.priority') },
            { value: 'owner', label: t('field.owner') },
            { value: 'done', label: t('act.done') },
          ]}
        />
        {what === 'due' ? (
          <TextField name="dueOn" type="date" label={t('field.due')} required value={value} onChange={setValue} />
        ) : null}
        {what === 'priority' ? (
          <ChoiceField
            name="priority"
            label={t('field.priority')}
            required
            none={t('form.pick')}
            value={value}
            onChange={setValue}
            options={optionsOf(priorities)}
          />
        ) : null}
        {what === 'owner' ? (
          <ChoiceField
            name="ownerId"
            label={t('field.owner')}
            required
            none={t('form.pick')}
            value={value}
            onChange={setValue}
            options={members.map((one) => ({ value: one.id, label: nameOf(one) }))}
          />
        ) : null}
        <div role="status">
          {change === null ? (
            <p className="dim">{t('bulk.hint')}</p>
          ) : preview.data ? (
            <>
              <p>{t('bulk.preview', { count: preview.data.changing, same: preview.data.same })}</p>
              {refused.length > 0 ? (
                <>
                  <p>{t('bulk.refused', { count: refused.length })}</p>
                  <ul className={styles.rows}>
                    {refused.slice(0, 5).map((one) => (
                      <li key={one.id}>
                        <span>{one.title}</span>
                        <span className="dim">{t(`refusals.${one.code.replace('tasks.', '')}`)}</span>
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
            </>
          ) : (
            '…'
          )}
        </div>
      </Form>
    </Modal>
  );
}
