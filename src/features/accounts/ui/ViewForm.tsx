import { Modal } from '@mantine/core';
import { useState } from 'react';
import { CheckField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
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
  const [name, setName] = useState(view?.name ?? '');
  const [isShared, setShared] = useState(view?.isShared ?? false);
  const settings = { touches: [listAccountViews], quiet: true, done: t('views.saved'), onDone };
  const add = useAct(addAccountView, settings);
  const save = useAct(saveAccountView, settings);
  const submit = () => {
    if (view === undefined) add.mutate({ name, isShared, ...look });
    else {
      const { filter, sort, direction, columns } = view;
      save.mutate({ id: view.id, version: view.version, name, isShared, filter, sort, direction, columns });
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
      >
        <TextField
          name="name"
          label={t('views.name')}
          value={name}
          onChange={setName}
          required
          autoFocus
          maxLength={100}
        />
        <CheckField
          name="isShared"
          label={t('views.share')}
          hint={t('views.shareHint')}
          value={isShared}
          onChange={setShared}
        />
      </Form>
    </Modal>
  );
}
