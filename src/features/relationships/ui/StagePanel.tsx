import { Button } from '@mantine/core';
import { useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText, NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Evidence, getRelationshipStage } from '../contract.ts';
import styles from './Map.module.css';
import { StageForm } from './StageForm.tsx';
import { useRelationshipWords } from './use-relationship-words.ts';

/** The stage of the relationship: what a person decided, what the evidence says with its thresholds, and what it was before. */
export default function StagePanel({ accountId }: { accountId: string }) {
  const t = useWords('relationships');
  const { stages } = useRelationshipWords();
  const found = useCall(getRelationshipStage, { id: accountId }, { keep: false });
  const [choosing, setChoosing] = useState(false);
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <LoadingState lines={6} />;
  const { current, proposed, evidence, history, can } = found.data;
  return (
    <Section
      title={t('stageTitle')}
      note={<HelpMark of="relationship-stage" label={t('stageTitle')} />}
      framed
      actions={
        can.edit && !choosing ? (
          <Button variant="default" size="compact-xs" onClick={() => setChoosing(true)}>
            {t('decide')}
          </Button>
        ) : undefined
      }
    >
      <p>
        {current === null ? t('undecided') : <Badge tone="accent">{stages[current.stage]}</Badge>}{' '}
        <span className="dim">
          {proposed === null ? t('noEvidence') : t('evidenceSays', { stage: stages[proposed] })}
        </span>
      </p>
      {choosing ? <StageForm accountId={accountId} state={found.data} onClose={() => setChoosing(false)} /> : null}
      <EvidenceTable evidence={evidence} />
      {history.length > 0 ? (
        <ul className={styles.list} aria-label={t('stageHistory')}>
          {history.map((one) => (
            <li key={one.id}>
              <span>
                {stages[one.stage]}
                {one.reason === '' ? null : <span className="dim"> – {one.reason}</span>}
              </span>
              <span className="dim">
                {one.setBy?.name} <DateText value={one.setAt} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function EvidenceTable({ evidence }: { evidence: readonly Evidence[] }) {
  const t = useWords('relationships');
  const format = useFormats();
  const words = useRelationshipWords();
  const said = (what: Evidence['what'], value: number) =>
    what === 'trend' ? format.percent(value, 0) : format.number(value, {});
  return (
    <table className={styles.evidence} aria-label={t('evidenceTitle')}>
      <thead>
        <tr>
          <th scope="col">{t('evidenceTitle')}</th>
          <td>{t('found')}</td>
          <td>{t('needs')}</td>
          <td />
        </tr>
      </thead>
      <tbody>
        {evidence.map(({ what, found, needs, isMet }) => (
          <tr key={what}>
            <th scope="row">{words.evidence[what]}</th>
            <td className="num">{found === null ? <NoValue why={t('notOpen')} /> : said(what, found)}</td>
            <td className="num">
              {needs === null ? null : t(what === 'trend' ? 'above' : 'atLeast', { value: said(what, needs) })}
            </td>
            <td>{isMet === null ? '' : isMet ? `✓ ${t('met')}` : t('notMet')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
