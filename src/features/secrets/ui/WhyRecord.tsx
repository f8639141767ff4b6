import { useState } from 'react';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import type { Asked } from '../../../ui-kit/why.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { explainRecord } from '../contract.ts';
import { Reasons } from './Reasons.tsx';
import { useReasonWords } from './use-reason-words.ts';

/** Why one sees a note, a file, a person, a task, a project or a document, or whether and why a colleague does. */
export default function WhyRecord({ kind, id }: Asked) {
  const t = useWords('secrets');
  const said = useReasonWords();
  const own = {
    author: t('own.author'),
    reader: t('own.reader'),
    clearedFor: t('own.clearedFor'),
    ofTeam: t('own.ofTeam'),
    owner: t('own.owner'),
    giver: t('own.giver'),
    watcher: t('own.watcher'),
    department: t('own.department'),
    superior: t('own.superior'),
    decides: t('own.decides'),
    leads: t('own.leads'),
    ofTask: t('own.ofTask'),
  };
  const [userId, setUser] = useState<string | null>(null);
  const found = useCall(explainRecord, { kind, id, ...(userId === null ? {} : { userId }) });
  if (found.error) return <ErrorState error={found.error} retry={found.refetch} />;
  const { data } = found;
  if (!data) return <LoadingState lines={3} />;
  return (
    <Reasons
      title={userId === null ? t('why.titleRecord') : t('why.ofRecord', { name: data.person.name ?? '' })}
      lines={[
        ...data.own.map((one) => (one.class === null ? own[one.kind] : t('own.cleared', { class: one.class }))),
        ...data.reasons.map(said),
      ]}
      closed={data.closed}
      askOthers={data.can.askOthers}
      userId={userId}
      onUser={setUser}
    />
  );
}
