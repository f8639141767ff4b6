import type { OutputOf } from '../../../pure/operation.ts';
import { TierBadge } from '../../../ui-kit/Badges.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { getKeyAccounts } from '../contract.ts';
import styles from './Segmentation.module.css';
import { useSegmentationWords } from './use-segmentation-words.ts';

type Proposal = OutputOf<typeof getKeyAccounts>['rows'][number]['proposal'];

const ARROWS = { assign: '→', promote: '↑', keep: '=', stepDown: '↓' } as const;

/** What the rules propose, with the reasons on hover and for screen readers; quiet where it confirms what is. */
export function ProposalMark({ proposal, spelled }: { proposal: Proposal; spelled?: boolean }) {
  const t = useWords('segmentation');
  const { acts, reason } = useSegmentationWords();
  if (!proposal) return null;
  const why = proposal.reasons.map(reason).filter(Boolean).join('; ');
  if (!proposal.isAsking && !spelled) {
    return (
      <span className="dim" title={why}>
        {t('proposal.none')}
      </span>
    );
  }
  return (
    <span className={spelled ? styles.spelled : styles.proposal} title={`${acts[proposal.act]}: ${why}`}>
      <span aria-hidden="true">{ARROWS[proposal.act]}</span>
      <span className={spelled ? undefined : 'hidden-text'}>{acts[proposal.act]}</span>
      <TierBadge tier={proposal.tier} />
      {spelled ? <span className="dim">{why}</span> : <span className="hidden-text">{why}</span>}
    </span>
  );
}
