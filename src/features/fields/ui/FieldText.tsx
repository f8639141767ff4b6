import { DateText, Money, Quantity } from '../../../ui-kit/Values.tsx';
import type { Field, FieldAnswer } from '../contract.ts';
import { isSafeLink } from '../rules.ts';
import styles from './Fields.module.css';

/** A value as people read it. A link leads out of the house, and tells nobody where it was. */
export function FieldText({ field, answer, short }: { field: Field; answer: FieldAnswer; short?: boolean }) {
  const { value, text } = answer;
  if (value === null) return null;
  if (field.type === 'link' && isSafeLink(text)) {
    if (short) return <span title={text}>{text.replace(/^(https?:\/\/|mailto:)/i, '')}</span>;
    return (
      <a href={text} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
        {text.replace(/^mailto:/i, '')}
      </a>
    );
  }
  if (field.type === 'date') return <DateText value={text} />;
  if (field.type === 'number') return <Quantity value={text} digits={6} />;
  if (typeof value === 'object' && 'amount' in value) return <Money value={value} />;
  return short ? text : <span className={styles.text}>{text}</span>;
}
