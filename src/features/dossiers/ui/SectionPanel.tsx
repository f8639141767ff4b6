import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Section as Framed } from '../../../ui-kit/PageLayout.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Section, WORKING_LINES } from '../contract.ts';
import styles from './Dossiers.module.css';
import { useDossierWords } from './use-dossier-words.ts';
import { type Dossier, type Secret, type Written, WrittenText } from './WrittenText.tsx';

const SectionForm = lazy(() => import('./SectionForm.tsx'));
const SecretTexts = lazy(() => import('./SecretTexts.tsx'));
const SectionVersions = lazy(() => import('./SectionVersions.tsx'));

interface Props {
  accountId: string;
  section: Section;
  written: Written | undefined;
  /** What it says beside, for classes of confidentiality that the reader is cleared for. */
  secrets: readonly Secret[];
  classes: Dossier['can']['classes'];
  stale: boolean;
  mayEdit: boolean;
  editing: boolean;
  onEdit: (open: boolean) => void;
}

/** One section of the dossier: what is known, from whom, as of when; written and compared from here. */
export function SectionPanel(props: Props) {
  const { accountId, section, written, secrets, classes, stale, mayEdit, editing, onEdit } = props;
  const t = useWords('dossiers');
  const { sections, asks } = useDossierWords();
  const [reading, setReading] = useState(false);
  const isThere = written !== undefined && (written.text !== '' || WORKING_LINES.some((line) => written.facts[line]));
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
          <WrittenText written={written} />
        ) : (
          <p className="dim">{asks[section]}</p>
        )}
        <Suspense>
          {reading ? (
            <SectionVersions accountId={accountId} section={section} onClose={() => setReading(false)} />
          ) : null}
          {classes.length > 0 && (mayEdit || secrets.length > 0) ? (
            <SecretTexts {...{ accountId, section, secrets, classes, mayEdit }} />
          ) : null}
        </Suspense>
      </Framed>
    </div>
  );
}
