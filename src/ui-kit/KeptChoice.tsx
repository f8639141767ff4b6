import { Checkbox, MultiSelect, Select } from '@mantine/core';
import { useReader } from './reader.tsx';
import { useWords } from './words.ts';

/** What makes a record confidential, as a form holds it. */
export interface KeptDraft {
  readers: string[];
  team: boolean;
  class: string | null;
}

/** The draft of what a record says. */
export const keptDraft = (
  kept: { readers: readonly { id: string }[]; team: boolean; class: { id: string } | null } | null,
): KeptDraft | null =>
  kept && { readers: kept.readers.map(({ id }) => id), team: kept.team, class: kept.class?.id ?? null };

interface Props {
  kept: KeptDraft | null;
  onChange: (kept: KeptDraft | null) => void;
  /** Whom it may name. */
  people: readonly { id: string; name: string }[];
}

/** Whether a record is confidential, and who may read it then. */
export function KeptChoice({ kept, onChange, people }: Props) {
  const t = useWords('kit');
  const { classes } = useReader();
  return (
    <>
      <Checkbox
        label={t('kept.label')}
        checked={kept !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? { readers: [], team: false, class: null } : null)}
      />
      {kept === null ? null : (
        <>
          <MultiSelect
            label={t('kept.readers')}
            placeholder={kept.readers.length === 0 ? t('kept.nobody') : undefined}
            searchable
            hidePickedOptions
            data={people.map(({ id, name }) => ({ value: id, label: name }))}
            value={kept.readers}
            onChange={(readers) => onChange({ ...kept, readers })}
          />
          <ClassSelect label={t('kept.class')} value={kept.class} onChange={(id) => onChange({ ...kept, class: id })} />
          {classes.length > 0 && kept.class !== null ? <p className="dim">{t('kept.cleared')}</p> : null}
          <Checkbox
            label={t('kept.team')}
            checked={kept.team}
            onChange={(event) => onChange({ ...kept, team: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}

/** One of the organisation's classes of confidentiality, or none; nothing where it has no classes. */
export function ClassSelect(props: { label: string; value: string | null; onChange: (id: string | null) => void }) {
  const t = useWords('kit');
  const { classes } = useReader();
  if (classes.length === 0) return null;
  return (
    <Select
      {...props}
      placeholder={t('kept.noClass')}
      clearable
      data={classes.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
