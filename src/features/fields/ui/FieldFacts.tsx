import { IconLock } from '@tabler/icons-react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { FieldAnswer, RecordKind } from '../contract.ts';
import styles from './Fields.module.css';
import { FieldText } from './FieldText.tsx';
import { useOwnFields } from './use-own-fields.ts';

interface Props {
  kind: RecordKind;
  answers: readonly FieldAnswer[];
  actions?: React.ReactNode;
}

/** What the organisation wants to know of a record besides; nothing where it asks for nothing. */
export default function FieldFacts({ kind, answers, actions }: Props) {
  const t = useWords('fields');
  const fields = useOwnFields(kind);
  if (fields.length === 0) return null;
  const filled = fields.flatMap((field) => {
    const answer = answers.find((one) => one.key === field.key);
    return answer && answer.value !== null ? [{ field, answer }] : [];
  });
  const empty = fields.length - filled.length;
  return (
    <Section title={kind === 'task' ? t('facts.titleTask') : t('facts.title')} framed actions={actions}>
      {filled.length === 0 ? <p className="dim">{t('facts.none')}</p> : null}
      <dl className={styles.facts}>
        {filled.map(({ field, answer }) => (
          <div key={field.key} title={field.help || undefined}>
            <dt>
              {field.label}
              {field.isConfidential ? (
                <span title={t('confidential')}>
                  {' '}
                  <IconLock size={12} stroke={1.7} aria-hidden="true" />
                  <span className="hidden-text">{t('confidential')}</span>
                </span>
              ) : null}
            </dt>
            <dd>
              <FieldText field={field} answer={answer} />
            </dd>
          </div>
        ))}
      </dl>
      {filled.length > 0 && empty > 0 ? <p className="dim">{t('facts.empty', { count: empty })}</p> : null}
    </Section>
  );
}
