import { SalesTiles } from '../../features/ledger/ui/public.tsx';
import { StandingFigures } from '../../features/segmentation/ui/public.tsx';
import { Tiles } from '../../ui-kit/Tiles.tsx';
import { useWords } from '../../ui-kit/words.ts';
import styles from './Account.module.css';

/** Whose figures, of which days. */
export interface Part {
  accountId: string;
  group: boolean;
  period?: { from: string; to: string };
}

interface Props {
  part: Part;
  seesLedger: boolean;
  seesReview: boolean;
}

/** What the account bought, earned and owes, and its standing in the company. */
export function AccountFigures({ part, seesLedger, seesReview }: Props) {
  const t = useWords('account');
  return (
    <div className={styles.wide}>
      {seesLedger ? (
        <div className={styles.figures}>
          <Tiles label={t('figures')}>
            <SalesTiles {...part} />
          </Tiles>
        </div>
      ) : null}
      {seesReview ? <StandingFigures accountId={part.accountId} /> : null}
    </div>
  );
}
