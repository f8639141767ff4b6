import { Modal } from '@mantine/core';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getRelationshipStage, type Stage } from '../contract.ts';
import { StageForm } from './StageForm.tsx';
import { useStageWords } from './use-stage-words.ts';

interface Props {
  account: { id: string; name: string };
  stage: Stage;
  onClose: () => void;
}

/** Moves an account to a stage: says where it stands and what the evidence says, and asks for the reason where that is something else. */
export default function StageDialog({ account, stage, onClose }: Props) {
  const t = useWords('relationships');
  const stages = useStageWords();
  useFocusBack(true);
  const found = useCall(getRelationshipStage, { id: account.id }, { keep: false });
  const { current, proposed, can } = found.data ?? {};
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('board.move', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
    >
      {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
      {found.isPending ? <LoadingState lines={5} /> : null}
      {found.data ? (
        <>
          <p>
            {current ? t('board.now', { stage: stages[current.stage] }) : t('undecided')}{' '}
            <span className="dim">{proposed ? t('evidenceSays', { stage: stages[proposed] }) : t('noEvidence')}</span>
          </p>
          {can?.edit ? (
            <StageForm accountId={account.id} state={found.data} wanted={stage} onClose={onClose} />
          ) : (
            <p>{t('board.notYours')}</p>
          )}
        </>
      ) : null}
    </Modal>
  );
}
