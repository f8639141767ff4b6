import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Section as Framed } from '../../../ui-kit/PageLayout.tsx';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type getDossier, type Section, WORKING_LINES } from '../contract.ts';
import styles from './Dossiers.module.css';
import { PlainText } from './PlainText.tsx';
import { useDossierWords } from './use-dossier-words.ts';

const SectionForm = lazy(() => import('./SectionForm.tsx'));
const SectionVersions = lazy(() => import('./SectionVersions.tsx'));

export type Written = OutputOf<typeof getDossier>['sections'][number];

interface Props {
  accountId: string;
  section: Section;
  written: Written | undefined;
  stale: boolean;
  mayEdit: boolean;
  editing: boolean;
  onEdit: (open: boolean) => void;
}

/** One section of the dossier: what is known, from whom, as of when; written and compared from here. */
export function SectionPanel({ accountId, section, written, stale, mayEdit, editing, onEdit }: Props) {
  const t = useWords('dossiers');
  const { sections, asks, sources, lines } = useDossierWords();
  const [reading, setReading] = useState(false);
  const said = WORKING_LINES.filter((line) => written?.facts[line]);
  const isThere = written !== undefined && (written.text !== '' || said.length > 0);
  return (
    <div id={`dossier-${section}`}>
      <Framed
        title={sections[section]}
        framed
        note={stale ? <Badge tone="warn">{t('stale')}</Badge> : undefined}
        actions={
          <span className={styles.actions}>
            {written ? (
              <Button variant="subtle" size="compact-xs" onClick={() => setReading(true)}>
                {t('versions.open', { count: written.version })}
              </Button>
            ) : null}
            {mayEdit && !editing ? (
              <Button
                variant="default"
                size="compact-xs"
                aria-label={t('writeNamed', { section: sections[section] })}
                onClick={() => onEdit(true)}
              >
                {t('write')}
              </Button>
            ) : null}
          </span>
        }
      >
        {editing ? (
          <Suspense>
            <SectionForm accountId={accountId} section={section} written={written} onClose={() => onEdit(false)} />
          </Suspense>
        ) : isThere ? (
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
        ) : (
          <p className="dim">{asks[section]}</p>
        )}
        <Suspense>
          {reading ? (
            <SectionVersions accountId={accountId} section={section} onClose={() => setReading(false)} />
          ) : null}
        </Suspense>
      </Framed>
    </div>
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
