import { Modal } from '@mantine/core';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CheckField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type AccountView, addAccountView, listAccountViews, saveAccountView } from '../contract.ts';

/** Filter, order and columns of the list. */
export type Look = Pick<AccountView, 'filter' | 'sort' | 'direction' | 'columns'>;

interface Props {
  /** Left out: a new one. */
  view: AccountView | undefined;
  look: Look;
  onClose: () => void;
  onDone: (view: AccountView) => void;
}

/** Name and reach of a saved view. */
export default function ViewForm({ view, look, onClose, onDone }: Props) {
  const t = useWords('accounts');
  useFocusBack(true);
  const { draft, version, set, clashes, settle } = useRecordDraft(
    { name: view?.name ?? '', isShared: view?.isShared ?? false },
    view?.version ?? 0,
  );
  const { name, isShared } = draft;
  const settings = { touches: [listAccountViews], quiet: true, done: t('views.saved'), onDone };
  const add = useAct(addAccountView, settings);
  const save = useAct(saveAccountView, settings);
  const submit = () => {
    if (view === undefined) add.mutate({ name, isShared, ...look });
    else {
      const { filter, sort, direction, columns } = view;
      save.mutate({ id: view.id, version, name, isShared, filter, sort, direction, columns });
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(view === undefined ? 'views.newTitle' : 'views.editTitle')}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
    >
      <Form
        button={t('kit:action.save')}
        busy={add.isPending || save.isPending}
        error={add.error ?? save.error}
        onCancel={onClose}
        onSubmit={submit}
        clashes={
          <Clashes
            clashes={clashes}
            onSettle={settle}
            label={(field) => t(field === 'name' ? 'views.name' : 'views.share')}
            show={(_field, value) =>
              typeof value === 'boolean' ? t(value ? 'views.shared' : 'views.own') : String(value)
            }
          />
        }
      >
        <TextField
          name="name"
          label={t('views.name')}
          value={name}
          onChange={(text) => set({ name: text })}
          required
          autoFocus
          maxLength={100}
        />
        <CheckField
          name="isShared"
          label={t('views.share')}
          hint={t('views.shareHint')}
          value={isShared}
          onChange={(value) => set({ isShared: value })}
        />
      </Form>
    </Modal>
  );
}
