import { useState } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { ChoiceField, FieldRow, Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type Section, type Source, saveSection, WORKING_LINES, type WorkingLine } from '../contract.ts';
import { optionsOf, useDossierWords } from './use-dossier-words.ts';
import type { Written } from './WrittenText.tsx';

interface Props {
  accountId: string;
  section: Section;
  written: Omit<Written, 'section'> | undefined;
  /** The class of confidentiality of the text; left out: the open one. */
  classId?: string;
  onClose: () => void;
}

type Draft = Record<'text' | 'source' | 'sourceNote' | 'knownAsOf' | WorkingLine, string>;

const draftOf = (written: Props['written'], today: string): Draft => ({
  text: written?.text ?? '',
  source: written?.source ?? 'ownWords',
  sourceNote: written?.sourceNote ?? '',
  knownAsOf: written?.knownAsOf ?? today,
  deliveryWindows: written?.facts.deliveryWindows ?? '',
  documents: written?.facts.documents ?? '',
  portal: written?.facts.portal ?? '',
  pallets: written?.facts.pallets ?? '',
  labels: written?.facts.labels ?? '',
});

/** Writes a section. What somebody else saved meanwhile stands beside one's own words; either is kept in the versions. */
export default function SectionForm({ accountId, section, written, classId, onClose }: Props) {
  const t = useWords('dossiers');
  const format = useFormats();
  const { sources, lines, asks } = useDossierWords();
  const today = format.today();
  const { draft, version, set, clashes, settle } = useRecordDraft(draftOf(written, today), written?.version ?? 0);
  const [chosenDay, setChosenDay] = useState(false);
  const save = useAct(saveSection, { quiet: true, done: t('saved'), onDone: onClose });
  const hasLines = section === 'working';
  const labels: Record<keyof Draft, string> = {
    text: t('field.text'),
    source: t('field.source'),
    sourceNote: t('field.sourceNote'),
    knownAsOf: t('field.knownAsOf'),
    ...lines,
  };
  const field = (name: keyof Draft) => ({
    name,
    label: labels[name],
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onCancel={onClose}
      onSubmit={() =>
        save.mutate({
          id: accountId,
          section,
          version,
          ...(classId === undefined ? {} : { class: classId }),
          text: draft.text,
          ...(hasLines ? { facts: Object.fromEntries(WORKING_LINES.map((line) => [line, draft[line]])) } : {}),
          source: draft.source as Source,
          sourceNote: draft.sourceNote,
          knownAsOf: draft.knownAsOf,
        })
      }
      clashes={
        <Clashes
          clashes={clashes}
          onSettle={settle}
          label={(name) => labels[name as keyof Draft]}
          show={(name, value) =>
            name === 'source'
              ? sources[value as Source]
              : name === 'knownAsOf' && value
                ? format.day(String(value))
                : String(value)
          }
        />
      }
    >
      <LongTextField
        {...field('text')}
        // What is written anew tells of today, unless somebody says otherwise.
        onChange={(text) => set(chosenDay ? { text } : { text, knownAsOf: today })}
        hint={`${asks[section]} ${t('marks')}`}
        rows={6}
        maxLength={20_000}
      />
      {hasLines ? WORKING_LINES.map((line) => <TextField key={line} {...field(line)} maxLength={1000} />) : null}
      <FieldRow>
        <ChoiceField {...field('source')} options={optionsOf(sources)} />
        <TextField
          {...field('knownAsOf')}
          type="date"
          required
          onChange={(day) => {
            setChosenDay(true);
            set({ knownAsOf: day });
          }}
          hint={t('field.knownAsOfHint')}
        />
      </FieldRow>
      <TextField {...field('sourceNote')} maxLength={500} />
    </Form>
  );
}
