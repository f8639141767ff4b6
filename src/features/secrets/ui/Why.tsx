import { useState } from 'react';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { explainAccess } from '../contract.ts';
import { Reasons } from './Reasons.tsx';
import { useReasonWords } from './use-reason-words.ts';

/** Why one sees the account, or whether and why a colleague does. */
export default function Why({ accountId }: { accountId: string }) {
  const t = useWords('secrets');
  const said = useReasonWords();
  const [userId, setUser] = useState<string | null>(null);
  const found = useCall(explainAccess, { id: accountId, ...(userId === null ? {} : { userId }) });
  if (found.error) return <ErrorState error={found.error} retry={found.refetch} />;
  const { data } = found;
  if (!data) return <LoadingState lines={3} />;
  return (
    <Reasons
      title={userId === null ? t('why.title') : t('why.of', { name: data.person.name ?? '' })}
      lines={data.reasons.map(said)}
      closed={data.closed}
      askOthers={data.can.askOthers}
      userId={userId}
      onUser={setUser}
    />
  );
}
