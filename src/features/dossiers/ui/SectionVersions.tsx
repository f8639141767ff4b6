import { Button } from '@mantine/core';
import { createElement, useState } from 'react';
import { ChoiceField } from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listSectionVersions, type Section, WORKING_LINES } from '../contract.ts';
import { compareTexts } from '../rules-compare.ts';
import styles from './Dossiers.module.css';
import { useDossierWords } from './use-dossier-words.ts';

interface Props {
  accountId: string;
  section: Section;
  /** The class of confidentiality of the text; left out: the open one. */
  classId?: string;
  onClose: () => void;
}

/** The versions of a section: one is read, compared with an older one. */
export default function SectionVersions({ accountId, section, classId, onClose }: Props) {
  const t = useWords('dossiers');
  const format = useFormats();
  const { sections, sources, lines } = useDossierWords();
  const versions = usePages(listSectionVersions, {
    ...{ id: accountId, section },
    ...(classId === undefined ? {} : { class: classId }),
  });
  const [shown, setShown] = useState('');
  const [against, setAgainst] = useState('');
  const rows = versions.rows ?? [];
  const newer = rows.find((row) => String(row.version) === shown) ?? rows[0];
  const older =
    against === 'none'
      ? undefined
      : (rows.find((row) => String(row.version) === against) ??
        rows.find((row) => newer !== undefined && row.version === newer.version - 1));
  const named = (row: (typeof rows)[number]) =>
    t('versions.named', {
      version: row.version,
      moment: format.moment(row.savedAt),
      name: row.author?.name ?? t('nobody'),
    });
  const wordsOf = (row: (typeof rows)[number]) =>
    [
      row.text,
      ...WORKING_LINES.flatMap((line) => (row.facts[line] ? [`${lines[line]}: ${row.facts[line]}`] : [])),
    ].join('\n');
  const runs =
    newer === undefined ? [] : compareTexts(older === undefined ? wordsOf(newer) : wordsOf(older), wordsOf(newer));
  return (
    <SideDrawer opened onClose={onClose} title={t('versions.title', { section: sections[section] })} size={640}>
      {versions.error ? <ErrorState error={versions.error} retry={versions.retry} /> : null}
      {versions.loading ? <LoadingState lines={6} /> : null}
      {newer === undefined ? null : (
        <div className={styles.versions}>
          <ChoiceField
            name="shown"
            label={t('versions.shown')}
            value={String(newer.version)}
            onChange={setShown}
            options={rows.map((row) => ({ value: String(row.version), label: named(row) }))}
          />
          <ChoiceField
            name="against"
            label={t('versions.against')}
            value={older === undefined ? 'none' : String(older.version)}
            onChange={setAgainst}
            options={[
              { value: 'none', label: t('versions.alone') },
              ...rows
                .filter((row) => row.version < newer.version)
                .map((row) => ({ value: String(row.version), label: named(row) })),
            ]}
          />
          <p className={styles.origin}>
            <span>
              {t('asOf')} <DateText value={newer.knownAsOf} />
            </span>
            <span>{[sources[newer.source], newer.sourceNote].filter(Boolean).join(': ')}</span>
          </p>
          {createElement(
            'div',
            { className: styles.compared },
            ...runs.map((run) =>
              run.kind === 'same' ? run.text : createElement(run.kind === 'gone' ? 'del' : 'ins', null, run.text),
            ),
          )}
          {versions.more ? (
            <Button variant="default" loading={versions.more.loading} onClick={versions.more.load}>
              {t('versions.more')}
            </Button>
          ) : null}
        </div>
      )}
    </SideDrawer>
  );
}
