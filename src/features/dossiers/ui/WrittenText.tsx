import type { OutputOf } from '../../../pure/operation.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type getDossier, WORKING_LINES } from '../contract.ts';
import styles from './Dossiers.module.css';
import { PlainText } from './PlainText.tsx';
import { useDossierWords } from './use-dossier-words.ts';

export type Dossier = OutputOf<typeof getDossier>;
export type Written = Dossier['sections'][number];
export type Secret = Dossier['confidential'][number];

/** What was written: the text, its lines, and from whom it is known as of when. */
export function WrittenText({ written }: { written: Omit<Written, 'section'> }) {
  const t = useWords('dossiers');
  const { sources, lines } = useDossierWords();
  const said = WORKING_LINES.filter((line) => written.facts[line]);
  return (
    <>
      <PlainText text={written.text} />
      {said.length > 0 ? (
        <dl className={styles.lines}>
          {said.map((line) => (
            <Line key={line} name={lines[line]} text={written.facts[line]!} />
          ))}
        </dl>
      ) : null}
      <p className={styles.origin}>
        <span>
          {t('asOf')} <DateText value={written.knownAsOf} />
        </span>
        <span>{[sources[written.source], written.sourceNote].filter(Boolean).join(': ')}</span>
        <span>{written.author?.name ?? t('nobody')}</span>
      </p>
    </>
  );
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}
