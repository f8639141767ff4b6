import type { Account } from '../../features/accounts/contract.ts';
import { AccountHeaderFacts } from '../../features/accounts/ui/public.tsx';
import { DossierLine } from '../../features/dossiers/ui/public.tsx';
import { SalesTiles } from '../../features/ledger/ui/public.tsx';
import { StageLine } from '../../features/relationships/ui/public.tsx';
import { SecretLine } from '../../features/secrets/ui/public.tsx';
import { StandingFigures } from '../../features/segmentation/ui/public.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
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
  account: Account;
  part: Part;
  seesLedger: boolean;
  seesReview: boolean;
}

/** The head of the account page: who it is, its figures, its standing in the company. */
export function AccountHead({ account, part, seesLedger, seesReview }: Props) {
  const t = useWords('account');
  const seesPeople = useCan('contacts.read');
  return (
    <>
      <AccountHeaderFacts account={account} />
      <DossierLine account={account} />
      {seesPeople ? <StageLine accountId={account.id} /> : null}
      <SecretLine accountId={account.id} />
      {seesLedger ? (
        <div className={styles.figures}>
          <Tiles label={t('figures')}>
            <SalesTiles {...part} />
          </Tiles>
        </div>
      ) : null}
      {seesReview ? <StandingFigures accountId={account.id} /> : null}
    </>
  );
}
