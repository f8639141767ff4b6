import { Modal } from '@mantine/core';
import { useState } from 'react';
import { ChoiceField, Form } from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { say } from '../../../ui-kit/say.ts';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { bulkContacts, type Filter, LANGUAGES, previewBulkContacts, undoBulkContacts, type WAYS } from '../contract.ts';
import styles from './Contacts.module.css';
import { optionsOf, useContactWords } from './use-contact-words.ts';

interface Props {
  /** The ticked contacts; none: everything that the filter matches. */
  ids: readonly string[];
  filter: Filter;
  onClose: () => void;
  onDone: () => void;
}

/** One change for the ticked contacts or for all that match, after saying how many change and from what; it can be taken back in the corner. */
export default function BulkContacts({ ids, filter, onClose, onDone }: Props) {
  const t = useWords('contacts');
  const format = useFormats();
  const { ways, language } = useContactWords();
  useFocusBack(true);
  const mayChoose = ids.length > 0 && ids.length <= 200;
  const [reach, setReach] = useState(mayChoose ? 'chosen' : 'matching');
  const [what, setWhat] = useState<'channel' | 'language'>('channel');
  const [value, setValue] = useState('');
  const byIds = reach === 'chosen' && mayChoose;
  const change =
    value === ''
      ? null
      : what === 'language'
        ? { addLanguage: value }
        : { newChannel: value as (typeof WAYS)[number] | 'none' };
  const preview = useCall(
    previewBulkContacts,
    { ...(byIds ? { ids: [...ids] } : filter), ...change },
    { when: change !== null, keep: false },
  );
  const undo = useAct(undoBulkContacts, {
    done: ({ changed, left }) =>
      t('bulk.undone', { count: changed }) + (left > 0 ? ` ${t('bulk.left', { count: left })}` : ''),
  });
  const act = useAct(bulkContacts, {
    quiet: true,
    onDone: ({ changed, before }) => {
      say(t('bulk.done', { count: changed }), 'good', {
        ...(changed > 0 ? { act: { label: t('bulk.undo'), run: () => undo.mutate({ before }) } } : {}),
      });
      onDone();
    },
  });
  const { was = [], refused = 0 } = preview.data ?? {};
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
            { value: 'channel', label: t('field.preferredChannel') },
            { value: 'language', label: t('bulk.language') },
          ]}
        />
        <ChoiceField
          name="value"
          label={t('bulk.value')}
          required
          none={t('bulk.pick')}
          value={value}
          onChange={setValue}
          options={
            what === 'language'
              ? LANGUAGES.map((tag) => ({ value: tag, label: language(tag) }))
              : [...optionsOf(ways), { value: 'none', label: t('none.preferredChannel') }]
          }
        />
        <div role="status">
          {change === null ? (
            <p className="dim">{t(byIds ? 'bulk.hint' : 'bulk.hintMatching')}</p>
          ) : preview.data ? (
            <>
              <p>{t('bulk.preview', { count: preview.data.changing, same: preview.data.same })}</p>
              {was.length > 0 ? (
                <>
                  <p className="dim">{t('bulk.was')}</p>
                  <ul className={styles.was} aria-label={t('bulk.was')}>
                    {was.map((one) => (
                      <li key={one.value}>
                        <span>{one.value === null ? t('none.preferredChannel') : ways[one.value]}</span>
                        <span className="dim num">{format.number(one.count)}</span>
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
              {refused > 0 ? <p>{t('bulk.refused', { count: refused })}</p> : null}
            </>
          ) : preview.error ? null : (
            '…'
          )}
        </div>
      </Form>
    </Modal>
  );
}
