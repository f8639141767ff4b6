import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { getNorms } from '../contract.ts';
import { NormsFields } from './NormsFields.tsx';
import { usePortfolioWords } from './use-portfolio-words.ts';

/** The norm of the load: how many accounts are right for one manager, how much a tier counts, calls by class. */
export default function NormsForm({ onClose }: { onClose: () => void }) {
  const { t } = usePortfolioWords();
  const found = useCall(getNorms, {}, { keep: false });
  return (
    <SideDrawer opened onClose={onClose} title={t('norm.title')} size={460}>
      <p className="dim">{t('norm.hint')}</p>
      {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
      {found.data ? (
        <NormsFields
          norms={found.data.norms}
          version={found.data.version}
          manages={found.data.can.manage}
          onCancel={onClose}
          onDone={onClose}
        />
      ) : (
        <LoadingState lines={8} />
      )}
    </SideDrawer>
  );
}
