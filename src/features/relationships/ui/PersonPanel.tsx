import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Form } from '../../../ui-kit/Form.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type MapPerson, saveMapPerson } from '../contract.ts';
import { CardForm } from './CardForm.tsx';
import { LinesPart } from './LinesPart.tsx';
import styles from './Map.module.css';
import type { RelationshipMap } from './map-model.ts';
import { TiesPart } from './TiesPart.tsx';
import { TOUCHED } from './touched.ts';
import { useFirstField } from './use-first-field.ts';
import { useFreeContacts } from './use-free-contacts.ts';
import { useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  person: MapPerson;
  map: RelationshipMap;
  onClose: () => void;
  onAddBelow: () => void;
  onRemove: () => void;
  /** Opened to draw a line. */
  atLines: boolean;
  /** True where an error says that somebody else drew to whom the person reports: both are shown then. */
  superiorMeets: (code: string, person: string, mine: string) => boolean;
}

/** Everything about one person on the map, to be read and changed. */
export default function PersonPanel({ person, map, onClose, onAddBelow, onRemove, ...lines }: Props) {
  const t = useWords('relationships');
  const { nameOf, cardWords } = useRelationshipWords();
  const root = useFirstField(lines.atLines ? 'lines' : '');
  const mayEdit = map.can.edit;
  const { contact } = person;
  return (
    <div ref={root} className={styles.panel} data-panel={person.id}>
      <div className={styles.panelHead}>
        <div>
          <h3>{contact?.name ? <PageLink to={`/contacts/${contact.id}`}>{contact.name}</PageLink> : nameOf(person)}</h3>
          <div className="dim">
            {[contact?.latinName, contact?.title, contact ? person.department : null].filter(Boolean).join(' · ')}
          </div>
          {contact !== null && !contact.isNow ? <div>{t('left')}</div> : null}
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label={t('kit:action.close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {mayEdit ? <CardForm person={person} /> : <p>{cardWords(person)}</p>}
      {mayEdit && contact === null ? <FillPart person={person} map={map} /> : null}
      <LinesPart person={person} map={map} mayEdit={mayEdit} superiorMeets={lines.superiorMeets} />
      {contact === null ? null : <TiesPart person={person} map={map} mayEdit={mayEdit} />}
      {mayEdit ? (
        <div className={styles.part}>
          <span>
            <Button variant="default" size="compact-xs" onClick={onAddBelow}>
              {t('addBelow')}
            </Button>{' '}
            <Button variant="subtle" color="red" size="compact-xs" onClick={onRemove}>
              {t('takeOff')}
            </Button>
          </span>
        </div>
      ) : null}
    </div>
  );
}

/** The placeholder gets the person who was looked for. */
function FillPart({ person, map }: { person: MapPerson; map: RelationshipMap }) {
  const t = useWords('relationships');
  const [contactId, setContactId] = useState('');
  const { free } = useFreeContacts(person.accountId, map);
  const fill = useAct(saveMapPerson, { touches: TOUCHED, quiet: true, done: t('filled') });
  const where = { id: person.accountId, personId: person.id, version: person.version };
  return (
    <section className={styles.part} aria-label={t('fill')}>
      <h4>{t('fill')}</h4>
      <Form
        button={t('fillAct')}
        busy={fill.isPending}
        error={fill.error}
        onSubmit={() => contactId !== '' && fill.mutate({ ...where, contactId })}
      >
        <PickField
          name="contactId"
          label={t('field.contact')}
          value={contactId}
          onChange={setContactId}
          options={free}
          required
        />
      </Form>
    </section>
  );
}
