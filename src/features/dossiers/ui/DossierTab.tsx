import { Button } from '@mantine/core';
import { useState } from 'react';
import { AnswerLine, Section as Framed } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getDossier, type Item, SECTIONS, type Section } from '../contract.ts';
import { ChangesPanel } from './ChangesPanel.tsx';
import { DossierMeters } from './DossierMeters.tsx';
import styles from './Dossiers.module.css';
import { SectionPanel } from './SectionPanel.tsx';
import { useDossierWords } from './use-dossier-words.ts';
import { YearsPanel } from './YearsPanel.tsx';

/** The dossier of an account: how complete and fresh it is, what to ask next, the sections, figures by year, changes in their business. */
export default function DossierTab({ accountId }: { accountId: string }) {
  const t = useWords('dossiers');
  const { items, asks } = useDossierWords();
  const found = useCall(getDossier, { id: accountId }, { keep: false });
  const [editing, setEditing] = useState<Section | null>(null);
  const [addingYear, setAddingYear] = useState(false);
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <LoadingState lines={12} />;
  const { standing, sections, years, can } = found.data;
  const [first] = standing.gaps;
  const stale = new Set<Item>(standing.gaps.filter(({ what }) => what === 'stale').map(({ item }) => item));
  const write = (item: Item) => {
    if (item === 'years') setAddingYear(true);
    else setEditing(item);
    document.getElementById(`dossier-${item}`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <div className={styles.dossier}>
      <AnswerLine note={<DossierMeters completeness={standing.completeness} freshness={standing.freshness} />}>
        {first === undefined
          ? t('answer.whole')
          : t(first.what === 'missing' ? 'answer.missing' : 'answer.stale', { item: items[first.item] })}
      </AnswerLine>
      <div className={styles.columns}>
        <div className={styles.column}>
          {SECTIONS.map((section) => (
            <SectionPanel
              key={section}
              accountId={accountId}
              section={section}
              written={sections.find((one) => one.section === section)}
              secrets={found.data.confidential.filter((one) => one.section === section)}
              classes={can.classes}
              stale={stale.has(section)}
              mayEdit={can.edit}
              editing={editing === section}
              onEdit={(open) => setEditing(open ? section : null)}
            />
          ))}
        </div>
        <div className={styles.column}>
          {standing.gaps.length > 0 ? (
            <Framed title={t('gaps.title')} framed>
              <ol className={styles.gaps}>
                {standing.gaps.map((gap) => (
                  <li key={gap.item}>
                    <span>
                      {items[gap.item]}{' '}
                      <span className="dim">
                        {gap.knownAsOf === null ? (
                          t('gaps.missing')
                        ) : (
                          <>
                            {t('gaps.stale')} <DateText value={gap.knownAsOf} />
                          </>
                        )}
                      </span>
                    </span>
                    {can.edit ? (
                      <Button
                        className="no-print"
                        variant="subtle"
                        size="compact-xs"
                        title={gap.item === 'years' ? undefined : asks[gap.item]}
                        aria-label={t('writeNamed', { section: items[gap.item] })}
                        onClick={() => write(gap.item)}
                      >
                        {t('write')}
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ol>
            </Framed>
          ) : null}
          <ChangesPanel accountId={accountId} />
          <YearsPanel
            accountId={accountId}
            years={years}
            mayEdit={can.edit}
            adding={addingYear}
            onAdding={setAddingYear}
          />
        </div>
      </div>
    </div>
  );
}
