import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Operation } from '../../../pure/operation.ts';
import { ChoiceField, Form } from '../../../ui-kit/Form.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { RecordKind } from '../contract.ts';
import type { WasInField } from '../contract-bulk.ts';
import { FieldInput } from './FieldInput.tsx';
import { typed, valueIn } from './field-draft.ts';
import { useOwnFields } from './use-own-fields.ts';

interface Props {
  kind: RecordKind;
  /** The ticked records; none: everything that the filter matches. */
  ids: readonly string[];
  filter: object;
  operations: { preview: Operation; change: Operation; undo: Operation };
  onClose: () => void;
  onDone: () => void;
}

interface Counts {
  changing: number;
  same: number;
  refused: number;
}

/** One value of a field for the ticked records or for all that match, after saying how many change; it can be taken back in the corner. */
export default function BulkField({ kind, ids, filter, operations, onClose, onDone }: Props) {
  const t = useWords('fields');
  useFocusBack(true);
  const fields = useOwnFields(kind);
  const mayChoose = ids.length > 0 && ids.length <= 200;
  const [reach, setReach] = useState(mayChoose ? 'chosen' : 'matching');
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const field = fields.find((one) => one.key === key);
  const byIds = reach === 'chosen' && mayChoose;
  const newValue = field === undefined || value.trim() === '' ? '' : typed(valueIn(field, value.trim()));
  const change = { field: key, newValue };
  const preview = useCall(operations.preview, { ...(byIds ? { ids: [...ids] } : filter), ...change } as never, {
    when: field !== undefined && !(field.isRequired && newValue === ''),
    keep: false,
  });
  const counts = preview.data as Counts | undefined;
  const undo = useAct(operations.undo, {
    done: (output) => {
      const { changed, left } = output as { changed: number; left: number };
      return t('bulk.undone', { count: changed }) + (left > 0 ? ` ${t('bulk.left', { count: left })}` : '');
    },
  });
  const act = useAct(operations.change, {
    quiet: true,
    onDone: (output) => {
      const { changed, before } = output as { changed: number; before: WasInField[] };
      const run = () => undo.mutate({ field: key, before } as never);
      say(t('bulk.done', { count: changed }), 'good', changed > 0 ? { act: { label: t('bulk.undo'), run } } : {});
      onDone();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('bulk.open')} closeButtonProps={{ 'aria-label': t('kit:action.close') }}>
      <Form
        button={t('bulk.button', { count: counts?.changing ?? 0 })}
        busy={act.isPending}
        error={act.error ?? preview.error}
        onCancel={onClose}
        onSubmit={() => field && act.mutate({ ...(byIds ? { ids: [...ids] } : { filter }), ...change } as never)}
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
          name="field"
          label={t('bulk.field')}
          required
          none={t('bulk.pick')}
          value={key}
          onChange={(next) => {
            setKey(next);
            setValue('');
          }}
          options={fields.map((one) => ({ value: one.key, label: one.label }))}
        />
        {field ? (
          <FieldInput
            key={field.key}
            field={field}
            name="newValue"
            label={t('bulk.value')}
            value={value}
            onChange={setValue}
          />
        ) : null}
        <div role="status">
          {field === undefined ? (
            <p className="dim">{t(byIds ? 'bulk.hint' : 'bulk.hintMatching')}</p>
          ) : counts ? (
            <>
              <p>
                {newValue === '' ? `${t('bulk.clears')} ` : ''}
                {t('bulk.preview', { count: counts.changing, same: counts.same })}
              </p>
              {counts.refused > 0 ? <p>{t('bulk.refused', { count: counts.refused })}</p> : null}
            </>
          ) : preview.error ? null : (
            '…'
          )}
        </div>
      </Form>
    </Modal>
  );
}
