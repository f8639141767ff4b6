import { CellForm } from '../../../ui-kit/CellForm.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type BuyingRole, type ContactRow, saveContact, savePosition, type WAYS } from '../contract.ts';
import { optionsOf, useContactWords } from './use-contact-words.ts';

interface Props {
  contact: ContactRow;
  field: 'title' | 'role' | 'channel';
  onClose: () => void;
}

/** Position, buying role or preferred channel of a person, changed in the list. */
export default function ContactCell({ contact, field, onClose }: Props) {
  const t = useWords('contacts');
  const { roles, ways } = useContactWords();
  const settings = { quiet: true, onDone: onClose };
  const person = useAct(saveContact, settings);
  const position = useAct(savePosition, settings);
  const act = field === 'channel' ? person : position;
  const common = { busy: act.isPending, error: act.error, onClose };
  const { id } = contact;
  if (field === 'channel')
    return (
      <CellForm
        {...common}
        name="preferredChannel"
        label={t('field.preferredChannel')}
        kind="choice"
        value={contact.preferredChannel ?? ''}
        version={contact.version}
        options={[{ value: '', label: t('none.preferredChannel') }, ...optionsOf(ways)]}
        say={(value) => ways[value] ?? t('none.preferredChannel')}
        onSave={(value, version) =>
          person.mutate({ id, version, preferredChannel: (value || null) as (typeof WAYS)[number] | null })
        }
      />
    );
  if (contact.position === null) return null;
  const { id: positionId, version: known, title, role } = contact.position;
  if (field === 'role')
    return (
      <CellForm
        {...common}
        name="role"
        label={t('field.role')}
        kind="choice"
        value={role ?? ''}
        version={known}
        options={[{ value: '', label: t('none.role') }, ...optionsOf(roles)]}
        say={(value) => roles[value as BuyingRole] ?? t('none.role')}
        onSave={(value, version) =>
          position.mutate({ id, positionId, version, role: (value || null) as BuyingRole | null })
        }
      />
    );
  return (
    <CellForm
      {...common}
      name="title"
      label={t('field.title')}
      kind="text"
      maxLength={200}
      value={title ?? ''}
      version={known}
      onSave={(value, version) => position.mutate({ id, positionId, version, title: value.trim() || null })}
    />
  );
}
