import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { acceptTiers, listTierProposals } from '../contract.ts';
import type { Row } from './key-columns.tsx';
import { ProposalMark } from './ProposalMark.tsx';
import styles from './Segmentation.module.css';

interface Props {
  /** The ticked accounts; none: every proposal that asks for a decision. */
  chosen: readonly Row[];
  onClose: () => void;
  onDone: () => void;
}

/** Shows what accepting would change, and accepts: the ticked accounts' proposals, or all of them. */
export default function AcceptTiers({ chosen, onClose, onDone }: Props) {
  const t = useWords('segmentation');
  const found = useCall(listTierProposals, { limit: 200 }, { keep: false });
  const act = useAct(acceptTiers, {
    done: (output) => t('accept.done', { count: output.accepted }),
    onDone,
  });
  const isAll = chosen.length === 0;
  const asking = chosen.flatMap(({ id, name, proposal }) => (proposal?.isAsking ? [{ id, name, proposal }] : []));
  const rows = isAll ? (found.data?.rows ?? []) : asking;
  const count = isAll ? (found.data?.count ?? 0) : rows.length;
  const reviewId = found.data?.reviewId ?? null;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={t('accept.title')}
      button={t('accept.button', { count })}
      busy={act.isPending}
      text={count === 0 && found.data ? t('accept.nothing') : t('accept.text')}
      onConfirm={() => {
        if (reviewId === null || count === 0) return onClose();
        act.mutate({
          reviewId,
          ...(isAll ? {} : { accounts: rows.map((row) => ({ id: row.id, tier: row.proposal.tier })) }),
        });
      }}
    >
      {found.data ? (
        <table className={styles.plain}>
          <tbody>
            {rows.slice(0, 30).map((row) => (
              <tr key={row.id}>
                <td>{row.name}</td>
                <td>
                  <ProposalMark proposal={row.proposal} />
                </td>
              </tr>
            ))}
            {count > 30 ? (
              <tr>
                <td colSpan={2} className="dim">
                  {t('accept.more', { count: count - Math.min(30, rows.length) })}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      ) : (
        <LoadingState lines={4} />
      )}
    </Confirm>
  );
}
