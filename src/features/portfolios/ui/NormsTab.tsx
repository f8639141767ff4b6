import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { getNorms } from '../contract.ts';
import { NormsFields } from './NormsFields.tsx';
import styles from './Portfolios.module.css';
import { usePortfolioWords } from './use-portfolio-words.ts';

/** The norm of the load among the settings. */
export default function NormsTab() {
  const { t } = usePortfolioWords();
  const found = useCall(getNorms, {});
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <LoadingState lines={8} />;
  const { norms, version, can } = found.data;
  return (
    <div className={styles.norms}>
      <Section title={t('norm.title')} actions={<PageLink to="/portfolios">{t('norm.board')}</PageLink>}>
        <p className="dim">{t('norm.hint')}</p>
        <NormsFields norms={norms} version={version} manages={can.manage} />
      </Section>
    </div>
  );
}
