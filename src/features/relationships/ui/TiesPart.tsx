import { Button } from '@mantine/core';
import { useState } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CheckField, ChoiceField, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type Level, type MapPerson, removeTie, saveTie, type Tie } from '../contract.ts';
import styles from './Map.module.css';
import type { RelationshipMap } from './map-model.ts';
import { TOUCHED } from './touched.ts';
import { optionsOf, useRelationshipWords } from './use-relationship-words.ts';

/** Who of us knows somebody, how well, and how well they should. */
export function TiesPart({ person, map, mayEdit }: { person: MapPerson; map: RelationshipMap; mayEdit: boolean }) {
  const t = useWords('relationships');
  const { tieWords, colleague } = useRelationshipWords();
  const [editing, setEditing] = useState('');
  const remove = useAct(removeTie, { touches: TOUCHED });
  const free = map.colleagues.filter(({ id }) => !person.ties.some((tie) => tie.user.id === id));
  return (
    <section className={styles.part} aria-label={t('ties')}>
      <h4>{t('ties')}</h4>
      {person.ties.length === 0 && editing === '' ? <p className="dim">{t('noTies')}</p> : null}
      <ul className={styles.list}>
        {person.ties.map((tie) =>
          editing === tie.user.id ? (
            <li key={tie.user.id}>
              <TieForm person={person} tie={tie} options={[]} onClose={() => setEditing('')} />
            </li>
          ) : (
            <li key={tie.user.id}>
              <span>{tieWords(tie)}</span>
              {mayEdit ? (
                <span>
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={t('editNamed', { what: colleague(tie) })}
                    onClick={() => setEditing(tie.user.id)}
                  >
                    {t('edit')}
                  </Button>
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-xs"
                    aria-label={t('removeNamed', { what: colleague(tie) })}
                    onClick={() =>
                      remove.mutate({
                        ...{ id: person.accountId, personId: person.id },
                        ...{ userId: tie.user.id, version: tie.version },
                      })
                    }
                  >
                    {t('remove')}
                  </Button>
                </span>
              ) : null}
            </li>
          ),
        )}
      </ul>
      {editing === 'new' ? (
        <TieForm
          person={person}
          tie={null}
          options={free.map(({ id, name }) => ({ value: id, label: name }))}
          onClose={() => setEditing('')}
        />
      ) : mayEdit && free.length > 0 ? (
        <div>
          <Button variant="default" size="compact-xs" onClick={() => setEditing('new')}>
            {t('addTie')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

interface FormProps {
  person: MapPerson;
  tie: Tie | null;
  options: { value: string; label: string }[];
  onClose: () => void;
}

function TieForm({ person, tie, options, onClose }: FormProps) {
  const t = useWords('relationships');
  const { levels } = useRelationshipWords();
  const first = {
    ...{
      userId: tie?.user.id ?? '',
      level: (tie?.level ?? 'brief') as string,
      wanted: (tie?.wanted ?? 'multiple') as string,
    },
    ...{ lastMet: tie?.lastMet ?? '', isPair: tie?.isPair ?? false },
  };
  const { draft, version, set, clashes, settle } = useRecordDraft(first, tie?.version ?? 0);
  const save = useAct(saveTie, { touches: TOUCHED, quiet: true, done: t('saved'), onDone: onClose });
  const labels: Record<string, string> = {
    level: t('field.level'),
    wanted: t('field.wantedLevel'),
    lastMet: t('field.lastMet'),
    isPair: t('field.isPair'),
  };
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onCancel={onClose}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={(name) => labels[name] ?? name} />}
      onSubmit={() =>
        save.mutate({
          ...{ id: person.accountId, personId: person.id, userId: draft.userId, version },
          ...{ level: draft.level as Level, wanted: draft.wanted as Level, isPair: draft.isPair },
          lastMet: draft.lastMet === '' ? null : draft.lastMet,
        })
      }
    >
      {tie === null ? (
        <ChoiceField
          name="userId"
          label={t('field.colleague')}
          value={draft.userId}
          onChange={(userId) => set({ userId })}
          options={options}
          none={t('choose')}
          required
        />
      ) : (
        <strong>{tie.user.name}</strong>
      )}
      <FieldRow>
        <ChoiceField
          name="level"
          label={t('field.level')}
          value={draft.level}
          onChange={(level) => set({ level })}
          options={optionsOf(levels)}
        />
        <ChoiceField
          name="wanted"
          label={t('field.wantedLevel')}
          value={draft.wanted}
          onChange={(wanted) => set({ wanted })}
          options={optionsOf(levels)}
        />
      </FieldRow>
      <TextField
        name="lastMet"
        type="date"
        label={t('field.lastMet')}
        value={draft.lastMet}
        onChange={(lastMet) => set({ lastMet })}
      />
      <CheckField name="isPair" label={t('field.isPair')} value={draft.isPair} onChange={(isPair) => set({ isPair })} />
    </Form>
  );
}
