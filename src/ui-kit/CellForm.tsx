import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Clashes } from './Clashes.tsx';
import styles from './EditCell.module.css';
import { Form, TextField } from './Form.tsx';
import { PickField } from './PickField.tsx';
import { MenuLine } from './Popup.tsx';
import { useRecordDraft } from './use-record-draft.ts';
import { useWords } from './words.ts';

interface Props {
  name: string;
  label: string;
  /** As the row says it now: when a newer version comes while somebody chooses, both are shown. */
  value: string;
  version: number;
  kind: 'text' | 'date' | 'choice';
  options?: readonly { value: string; label: string }[];
  /** May not be emptied. */
  required?: boolean;
  maxLength?: number;
  /** A value in words; left out: as it is. */
  say?: (value: string) => string;
  busy: boolean;
  error: unknown;
  onSave: (value: string, version: number) => void;
  onClose: () => void;
}

/** More choices than these are found by typing. */
const MANY = 9;

/** One value of a record in the popup of its cell. What a colleague saved in the meantime stands beside one's own, and nothing is lost. */
export function CellForm(props: Props) {
  const { name, label, kind, options = [], required, maxLength, say = (value) => value, onSave, onClose } = props;
  const t = useWords('kit');
  const { draft, version, set, clashes, settle } = useRecordDraft({ value: props.value }, props.version);
  const [asked, setAsked] = useState(false);
  const save = (value: string) => {
    setAsked(true);
    if (value === props.value && clashes.length === 0) onClose();
    else onSave(value, version);
  };
  const isMenu = kind === 'choice' && options.length <= MANY;
  if (isMenu && clashes.length === 0 && (!asked || props.busy))
    return (
      <div className={styles.choices}>
        {options.map((one) => (
          <MenuLine
            key={one.value}
            disabled={props.busy}
            aside={one.value === draft.value ? <IconCheck size={14} /> : null}
            onClick={() => {
              set({ value: one.value });
              save(one.value);
            }}
          >
            {one.label}
          </MenuLine>
        ))}
      </div>
    );
  return (
    <Form
      button={t('action.save')}
      busy={props.busy}
      error={clashes.length > 0 ? null : props.error}
      onCancel={onClose}
      onSubmit={() => save(draft.value)}
      clashes={
        <Clashes
          clashes={clashes}
          onSettle={(field, whose) => {
            settle(field, whose);
            if (whose === 'theirs') onClose();
          }}
          label={() => label}
          show={(_field, value) => say(String(value))}
        />
      }
    >
      {kind === 'choice' ? (
        <PickField
          name={name}
          label={label}
          value={draft.value}
          required={required}
          onChange={(value) => set({ value })}
          options={options}
        />
      ) : (
        <TextField
          name={name}
          label={label}
          type={kind === 'date' ? 'date' : 'text'}
          required={required}
          maxLength={maxLength}
          value={draft.value}
          onChange={(value) => set({ value })}
          autoFocus
        />
      )}
    </Form>
  );
}
