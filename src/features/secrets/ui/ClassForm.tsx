import { Button } from '@mantine/core';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { ChoiceField, Form } from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getSession } from '../../people/contract.ts';
import { type Classes, setAccountClass } from '../contract.ts';
import type { DialogProps } from './ClassDialog.tsx';
import type { Colleague } from './PeopleList.tsx';
import { PeoplePick } from './PeoplePick.tsx';
import styles from './Secrets.module.css';

interface Draft extends Record<string, unknown> {
  class: string;
  readers: readonly string[];
}

interface Props extends DialogProps {
  classes: Classes['classes'];
  members: readonly Colleague[];
}

/** The class of an account and its readers; says in words who will still see it. */
export function ClassForm({ accountId, top, state, onClose, classes, members }: Props) {
  const t = useWords('secrets');
  const roles = useWords('people');
  const format = useFormats();
  const reason = useReason();
  const session = useCall(getSession, {});
  const record: Draft = { class: state.class?.id ?? '', readers: state.readers.map(({ id }) => id) };
  const { draft, version, set, clashes, settle } = useRecordDraft(record, state.version);
  const save = useAct(setAccountClass, {
    quiet: true,
    done: (output) => (output.class ? t('of.saved', { class: output.class.name }) : t('of.taken')),
    onDone: onClose,
  });
  const chosen = classes.find(({ id }) => id === draft.class);
  const refused =
    save.error?.code === 'secrets.notTop' || save.error?.code === 'secrets.losesSight' ? save.error : null;
  const me = session.data?.user.id;
  const nameOf = (id: string) => members.find((one) => one.id === id)?.name ?? t('someone');
  const names = (ids: readonly string[]) => format.list(ids.map(nameOf));
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={refused ? null : save.error}
      onCancel={onClose}
      onSubmit={() =>
        save.mutate({
          id: accountId,
          class: draft.class === '' ? null : draft.class,
          readers: draft.class === '' ? [] : [...draft.readers],
          version,
        })
      }
      clashes={
        <>
          <Clashes
            clashes={clashes}
            onSettle={settle}
            label={(field) => (field === 'class' ? t('of.class') : t('of.readers'))}
            show={(field, value) =>
              field === 'class'
                ? (classes.find(({ id }) => id === value)?.name ?? t('of.none'))
                : names(value as readonly string[])
            }
          />
          {refused === null ? null : (
            <div role="alert" className={styles.refused}>
              {reason(refused)}{' '}
              {refused.code === 'secrets.notTop' && top !== null ? (
                <PageLink to={`/accounts/${top.id}`}>{t('of.toTop', { name: top.name })}</PageLink>
              ) : null}
              {refused.code === 'secrets.losesSight' && me !== undefined && !draft.readers.includes(me) ? (
                <Button
                  variant="default"
                  size="compact-xs"
                  onClick={() => {
                    set({ readers: [...draft.readers, me] });
                    save.reset();
                  }}
                >
                  {t('of.nameMe')}
                </Button>
              ) : null}
            </div>
          )}
        </>
      }
    >
      <ChoiceField
        name="class"
        label={t('of.class')}
        hint={t('of.classHint')}
        value={draft.class}
        none={t('of.none')}
        options={classes.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => set({ class: value })}
      />
      {chosen === undefined ? null : (
        <PeoplePick
          name="readers"
          label={t('of.readers')}
          hint={t('of.readersHint')}
          placeholder={t('of.nobodyMore')}
          colleagues={members}
          value={draft.readers}
          onChange={(readers) => set({ readers })}
        />
      )}
      <section className={styles.preview} aria-live="polite" aria-label={t('of.preview')}>
        <strong>{t('of.preview')}</strong>
        {chosen === undefined ? (
          <p>{t('of.openToAll')}</p>
        ) : (
          <ul>
            <li>{t('of.team')}</li>
            <li>{t('of.cleared', { roles: format.list(chosen.roles.map((role) => roles(`role.${role}`))) })}</li>
            {chosen.people.length === 0 ? null : <li>{t('of.clearedPeople', { names: names(chosen.people) })}</li>}
            {draft.readers.length === 0 ? null : (
              <li>{t('of.named', { count: draft.readers.length, names: names(draft.readers) })}</li>
            )}
          </ul>
        )}
        {chosen === undefined ? null : (
          <p className="dim">
            {t('of.below')} {chosen.mark ? t('of.marked') : ''}
          </p>
        )}
      </section>
    </Form>
  );
}
