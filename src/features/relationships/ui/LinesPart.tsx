import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../../ui-kit/call-error.ts';
import { ChoiceField, Form } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { addMapLine, type LineKind, type MapPerson, removeMapLine, saveMapLine } from '../contract.ts';
import styles from './Map.module.css';
import type { RelationshipMap } from './map-model.ts';
import { TOUCHED } from './touched.ts';
import { optionsOf, useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  person: MapPerson;
  map: RelationshipMap;
  mayEdit: boolean;
  superiorMeets: (code: string, person: string, mine: string) => boolean;
}

/** The lines of one person: to whom they report, whom they influence, with whom they are in conflict. */
export function LinesPart({ person, map, mayEdit, superiorMeets }: Props) {
  const t = useWords('relationships');
  const { kinds, nameOf, lineWords } = useRelationshipWords();
  const [draft, setDraft] = useState<{ kind: LineKind; to: string }>({ kind: 'reports', to: '' });
  const onDone = () => setDraft({ kind: draft.kind, to: '' });
  const onFail = (error: CallError, { to }: { to: string }) =>
    draft.kind === 'reports' && superiorMeets(error.code, person.id, to);
  const settings = { touches: TOUCHED, quiet: true, done: t('lineDrawn'), onDone, onFail };
  const add = useAct(addMapLine, settings);
  const lead = useAct(saveMapLine, settings);
  const remove = useAct(removeMapLine, { touches: TOUCHED });
  const mine = map.lines.filter((line) => line.from === person.id || line.to === person.id);
  const superior = mine.find((line) => line.kind === 'reports' && line.from === person.id);
  const others = map.people
    .filter((one) => one.accountId === person.accountId && one.id !== person.id)
    .map((one) => ({ value: one.id, label: nameOf(one) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const id = person.accountId;
  const submit = () => {
    if (draft.kind === 'reports' && superior !== undefined)
      lead.mutate({ id, lineId: superior.id, version: superior.version, to: draft.to });
    else add.mutate({ id, kind: draft.kind, from: person.id, to: draft.to });
  };
  return (
    <section className={styles.part} aria-label={t('lines')} data-part="lines">
      <h4>{t('lines')}</h4>
      {mine.length === 0 ? <p className="dim">{t('noLines')}</p> : null}
      <ul className={styles.list}>
        {mine.map((line) => {
          const said = lineWords(line, person.id, map.people);
          return (
            <li key={line.id}>
              <span>{said}</span>
              {mayEdit ? (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-xs"
                  aria-label={t('removeNamed', { what: said })}
                  onClick={() => remove.mutate({ id, lineId: line.id, version: line.version })}
                >
                  {t('remove')}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {mayEdit && others.length > 0 ? (
        <Form
          onSubmit={submit}
          error={add.error ?? lead.error}
          busy={add.isPending || lead.isPending}
          button={t('draw')}
        >
          <ChoiceField
            name="kind"
            label={t('field.line')}
            value={draft.kind}
            onChange={(kind) => setDraft({ ...draft, kind: kind as LineKind })}
            options={optionsOf(kinds)}
          />
          <ChoiceField
            name="to"
            label={t('field.lineTo')}
            value={draft.to}
            onChange={(to) => setDraft({ ...draft, to })}
            options={others}
            none={t('choose')}
            required
          />
        </Form>
      ) : null}
    </section>
  );
}
