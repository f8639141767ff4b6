import { CheckField, ChoiceField, FieldRow, TextField } from '../../../ui-kit/Form.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { PositionDraft } from './position-draft.ts';
import { optionsOf, useContactWords } from './use-contact-words.ts';

interface Props {
  draft: PositionDraft;
  set: (part: Partial<PositionDraft>) => void;
  /** Where the fields stand in the input: `position.`. */
  under?: string;
  /** Without the last day: of a position that begins. */
  begins?: boolean;
}

/** The fields of a position. */
export function PositionFields({ draft, set, under = '', begins }: Props) {
  const t = useWords('contacts');
  const { roles } = useContactWords();
  const text = (name: 'title' | 'department' | 'role' | 'since' | 'until') => ({
    name: `${under}${name}`,
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  return (
    <>
      <FieldRow>
        <TextField label={t('field.title')} maxLength={200} {...text('title')} />
        <TextField label={t('field.department')} maxLength={200} {...text('department')} />
      </FieldRow>
      <FieldRow>
        <ChoiceField label={t('field.role')} options={optionsOf(roles)} none={t('none.role')} {...text('role')} />
        <TextField label={t('field.since')} type="date" {...text('since')} />
        {begins ? null : <TextField label={t('field.until')} type="date" {...text('until')} />}
      </FieldRow>
      <CheckField
        name={`${under}isMain`}
        label={t('field.isMain')}
        value={draft.isMain}
        onChange={(isMain) => set({ isMain })}
      />
    </>
  );
}
