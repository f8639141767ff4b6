import { Modal } from '@mantine/core';
import { useState } from 'react';
import { ChoiceField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { bulkTasks, type Filter, type Priority, previewBulkTasks, type State, undoBulkTasks } from '../contract.ts';
import styles from './Tasks.module.css';
import { optionsOf, useTaskWords } from './use-task-words.ts';

interface Props {
  /** The ticked tasks; none: everything that the filter matches. */
  ids: readonly string[];
  filter: Filter;
  members: readonly { id: string; name: string; awayUntil: string | null }[];
  onClose: () => void;
  onDone: () => void;
}

/** One change for the ticked tasks or for all that match, after saying how many change, from what, and which may not; it can be taken back in the corner. */
export default function BulkEdit({ ids, filter, members, onClose, onDone }: Props) {
  const { t, priorities, states, format } = useTaskWords();
  const nameOf = useColleagueName();
  useFocusBack(true);
  const [what, setWhat] = useState<'due' | 'priority' | 'owner' | 'done'>('due');
  const [value, setValue] = useState('');
  const mayChoose = ids.length > 0 && ids.length <= 200;
  const [reach, setReach] = useState(mayChoose ? 'chosen' : 'matching');
  const byIds = reach === 'chosen' && mayChoose;
  const change =
    what === 'done'
      ? { done: true }
      : value === ''
        ? null
        : what === 'due'
          ? { newDueOn: value }
          : what === 'owner'
            ? { newOwnerId: value }
            : { newPriority: value as Priority };
  const preview = useCall(
    previewBulkTasks,
    { ...(byIds ? { ids: [...ids] } : filter), ...change },
    { when: change !== null, keep: false },
  );
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
  const { refused = 0, some = [], was = [] } = preview.data ?? {};
  const said = ({ value: one, name }: (typeof was)[number]) => {
    if (what === 'owner') return name;
    if (what === 'priority') return priorities[one as Priority];
    if (what === 'done') return states[one as State];
    return one === null ? t('none.due') : format.day(one);
  };
  return (
    <Modal opened onClose={onClose} title={t('bulk.open')} closeButtonProps={{ 'aria-label': t('kit:action.close') }}>
      <Form
        button={t('bulk.button', { count: preview.data?.changing ?? 0 })}
        busy={act.isPending}
        error={act.error ?? preview.error}
        onCancel={onClose}
        onSubmit={() => change && act.mutate({ ...(byIds ? { ids: [...ids] } : { filter }), ...change })}
      >
        {ids.length > 0 ? (
          <ChoiceField
            name="reach"
            label={t('bulk.reach')}
            value={reach}
            onChange={setReach}
            options={[
              { value: 'chosen', label: t('bulk.chosen', { count: ids.length }), disabled: !mayChoose },
              { value: 'matching', label: t('bulk.matching') },
            ]}
          />
        ) : null}
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
            <p className="dim">{t(byIds ? 'bulk.hint' : 'bulk.hintMatching')}</p>
          ) : preview.data ? (
            <>
              <p>{t('bulk.preview', { count: preview.data.changing, same: preview.data.same })}</p>
              {was.length > 0 ? (
                <>
                  <p className="dim">{t('bulk.was')}</p>
                  <ul className={styles.rows} aria-label={t('bulk.was')}>
                    {was.slice(0, 5).map((one) => (
                      <li key={one.value}>
                        <span>{said(one)}</span>
                        <span className="dim num">{format.number(one.count)}</span>
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
              {refused > 0 ? (
                <>
                  <p>{t('bulk.refused', { count: refused })}</p>
                  <ul className={styles.rows}>
                    {some.slice(0, 5).map((one) => (
                      <li key={one.id}>
                        <span>{one.title}</span>
                        <span className="dim">{t(`refusals.${one.code.replace('tasks.', '')}`)}</span>
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
            </>
          ) : preview.error ? null : (
            '…'
          )}
        </div>
      </Form>
    </Modal>
  );
}
