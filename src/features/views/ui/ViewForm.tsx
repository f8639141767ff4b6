import { Modal } from '@mantine/core';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CheckField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { Look, View } from '../contract.ts';
import type { ViewOperations } from './use-saved-view.ts';

interface Props {
  operations: ViewOperations;
  /** Left out: a new one. */
  view: View | undefined;
  look: Look;
  onClose: () => void;
  onDone: (view: View) => void;
}

/** Name and reach of a saved view. */
export default function ViewForm({ operations, view, look, onClose, onDone }: Props) {
  const t = useWords('views');
  useFocusBack(true);
  const { draft, version, set, clashes, settle } = useRecordDraft(
    { name: view?.name ?? '', isShared: view?.isShared ?? false },
    view?.version ?? 0,
  );
  const { name, isShared } = draft;
  const settings = {
    touches: [operations.list],
    quiet: true,
    done: t('saved'),
    onDone: (saved: unknown) => onDone(saved as View),
  };
  const add = useAct(operations.add, settings);
  const save = useAct(operations.save, settings);
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
      title={t(view === undefined ? 'newTitle' : 'editTitle')}
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
            label={(field) => t(field === 'name' ? 'name' : 'share')}
            show={(_field, value) => (typeof value === 'boolean' ? t(value ? 'shared' : 'own') : String(value))}
          />
        }
      >
        <TextField
          name="name"
          label={t('name')}
          value={name}
          onChange={(text) => set({ name: text })}
          required
          autoFocus
          maxLength={100}
        />
        <CheckField
          name="isShared"
          label={t('share')}
          hint={t('shareHint')}
          value={isShared}
          onChange={(value) => set({ isShared: value })}
        />
      </Form>
    </Modal>
  );
}
