import { Handle, Position, useStore } from '@xyflow/react';
import { useWords } from '../../../ui-kit/words.ts';
import { LEVELS } from '../contract.ts';
import styles from './Map.module.css';
import { type Card, GLYPH } from './map-model.ts';
import { useRelationshipWords } from './use-relationship-words.ts';

/** Below this zoom a card says the name alone, in large letters. */
const FAR = 0.62;

export interface CardData extends Record<string, unknown> {
  card: Card;
  isSelected: boolean;
  /** The one card that Tab reaches; arrow keys lead to the others. */
  isReached: boolean;
  accountName: string | null;
  mayEdit: boolean;
  onFocus: () => void;
}

/** One card of the drawn map: who, what part they have, how they stand to us. */
export function PersonCard({ data }: { data: CardData }) {
  const t = useWords('relationships');
  const words = useRelationshipWords();
  const isFar = useStore((state) => state.transform[2] < FAR);
  const { person, fold } = data.card;
  const label = fold === null ? words.cardWords(person!) : t('foldNamed', { ...fold });
  const handle = data.mayEdit && person !== null ? styles.handle : styles.noHandle;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grips of the lines lie inside, which a button may not hold
    <div
      className={styles.card}
      data-card={data.card.id}
      data-support={person?.support ?? undefined}
      data-wanted={person?.wanted != null || undefined}
      data-left={(person?.contact != null && !person.contact.isNow) || undefined}
      data-selected={data.isSelected || undefined}
      data-far={isFar || undefined}
      role="button"
      tabIndex={data.isReached ? 0 : -1}
      aria-pressed={data.isSelected}
      onFocus={data.onFocus}
    >
      <Handle type="target" position={Position.Top} id="top" className={handle} />
      <Handle type="target" position={Position.Left} id="left" isConnectable={false} className={styles.noHandle} />
      <span className="hidden-text">{label}</span>
      <div className={styles.inside} aria-hidden="true">
        {fold === null ? <Inside data={data} /> : <strong>{label}</strong>}
      </div>
      <Handle type="source" position={Position.Bottom} id="bottom" className={handle} />
    </div>
  );
}

function Inside({ data }: { data: CardData }) {
  const t = useWords('relationships');
  const { nameOf, roles, supports, influences } = useRelationshipWords();
  const person = data.card.person!;
  const title = [person.contact?.title, person.department].filter(Boolean).join(' · ');
  return (
    <>
      <span className={styles.name}>
        {person.support ? <span className={styles.glyph}>{GLYPH[person.support]}</span> : null}
        <span>{nameOf(person)}</span>
      </span>
      <span className={styles.title}>{[title, data.accountName].filter(Boolean).join(' · ')}</span>
      <span className={styles.roles}>{person.roles.map((role) => roles[role]).join(', ')}</span>
      <span className={styles.foot}>
        <span>{person.support ? supports[person.support] : ''}</span>
        {person.influence ? <span title={t('field.influence')}>{influences[person.influence]}</span> : null}
        {person.wanted === null ? (
          <span className={styles.dots} data-level={LEVELS.indexOf(person.coverage)}>
            <i />
            <i />
            <i />
          </span>
        ) : null}
      </span>
    </>
  );
}
