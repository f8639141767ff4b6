import { Badge } from '../../../ui-kit/Badges.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getRelationshipStage } from '../contract.ts';
import styles from './Map.module.css';
import { useStageWords } from './use-stage-words.ts';

/** At the head of the account page: the stage of the relationship, and the way to the map. */
export function StageLine({ accountId }: { accountId: string }) {
  const t = useWords('relationships');
  const stages = useStageWords();
  const { data } = useCall(getRelationshipStage, { id: accountId }, { keep: false });
  const stage = data?.current?.stage ?? data?.proposed ?? null;
  return (
    <div className={styles.stageLine}>
      <PageLink to={`/accounts/${accountId}`} search={{ tab: 'map' }}>
        {t('relationship')}
      </PageLink>
      {data === undefined ? null : stage === null ? (
        <span className="dim">{t('stageUnknown')}</span>
      ) : (
        <Badge tone={data.current === null ? 'outline' : 'accent'} open={data.current === null}>
          {data.current === null ? t('proposedStage', { stage: stages[stage] }) : stages[stage]}
        </Badge>
      )}
    </div>
  );
}
