import type { OutputOf } from '../../../pure/operation.ts';
import DrawerPanel from '../../../ui-kit/DrawerPanel.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { type getAccountClass, getClasses } from '../contract.ts';
import { ClassForm } from './ClassForm.tsx';

export interface DialogProps {
  accountId: string;
  top: { id: string; name: string } | null;
  state: OutputOf<typeof getAccountClass>;
  onClose: () => void;
}

/** Into which class an account is put, and who reads it besides. */
export default function ClassDialog(props: DialogProps) {
  const t = useWords('secrets');
  const classes = useCall(getClasses, {});
  const members = useCall(listMembers, {});
  const error = classes.error ?? members.error;
  return (
    <DrawerPanel opened onClose={props.onClose} title={t('of.title')}>
      {error ? (
        <ErrorState error={error} retry={() => void (classes.error ? classes : members).refetch()} />
      ) : classes.data === undefined || members.data === undefined ? (
        <LoadingState lines={6} />
      ) : (
        <ClassForm
          {...props}
          classes={classes.data.classes}
          members={members.data.members.filter(({ isInvited, endedAt }) => !isInvited && endedAt === null)}
        />
      )}
    </DrawerPanel>
  );
}
