import { Button, Modal, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import styles from './Confirm.module.css';
import { useFocusBack } from './use-focus-back.ts';
import { useWords } from './words.ts';

export interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  text: ReactNode;
  /** Said on the button: the act, never "OK". */
  button: string;
  /** Must be typed before the button works; for what cannot be undone. */
  word?: string;
  danger?: boolean;
  busy?: boolean;
  /** It cannot be done, as the text says: there is nothing to confirm. */
  refused?: boolean;
  /** More fields: a reason, a choice. */
  children?: ReactNode;
}

/** What `Confirm` draws once it is opened. */
export default function ConfirmDialog(props: ConfirmProps) {
  const t = useWords('kit');
  useFocusBack(props.opened);
  const [typed, setTyped] = useState('');
  const ready = props.word === undefined || typed.trim().toLowerCase() === props.word.toLowerCase();
  const close = () => {
    setTyped('');
    props.onClose();
  };
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !props.refused && !props.busy) props.onConfirm();
        }}
      >
        <div>{props.text}</div>
        {props.children}
        {props.word === undefined ? null : (
          <TextInput
            label={t('confirm.type', { word: props.word })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {t(props.refused ? 'action.close' : 'action.cancel')}
          </Button>
          {props.refused ? null : (
            <Button type="submit" color={props.danger ? 'red' : undefined} disabled={!ready} loading={props.busy}>
              {props.button}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
