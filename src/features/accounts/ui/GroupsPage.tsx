import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { UrlTabs } from '../../../ui-kit/UrlTabs.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { proposeGroups } from '../contract.ts';
import { ExclusionList } from './ExclusionList.tsx';
import { ProposalList } from './ProposalList.tsx';

const MakeGroup = lazy(() => import('./MakeGroup.tsx'));

/** Who belongs together: proposals to decide, decisions to take back, accounts left out, groups by hand. */
export default function GroupsPage() {
  const t = useWords('accounts');
  const [making, setMaking] = useState(false);
  const propose = useAct(proposeGroups, {
    done: (output) =>
      output.tooCommon > 0
        ? `${t('groups.found', { count: output.open })} ${t('groups.tooCommon', { count: output.tooCommon })}`
        : t('groups.found', { count: output.open }),
  });
  return (
    <PageLayout
      title={t('menu.groups')}
      answer={<AnswerLine note={t('groups.note')}>{t('groups.answer')}</AnswerLine>}
      actions={
        <>
          <Button variant="default" onClick={() => setMaking(true)}>
            {t('groups.make')}
          </Button>
          <Button loading={propose.isPending} onClick={() => propose.mutate({})}>
            {t('groups.look')}
          </Button>
        </>
      }
    >
      <UrlTabs
        label={t('menu.groups')}
        tabs={[
          { id: 'open', label: t('groups.open'), show: () => <ProposalList state="open" /> },
          { id: 'accepted', label: t('groups.accepted'), show: () => <ProposalList state="accepted" /> },
          { id: 'declined', label: t('groups.declined'), show: () => <ProposalList state="declined" /> },
          { id: 'excluded', label: t('groups.excluded'), show: () => <ExclusionList /> },
        ]}
      />
      <Suspense>{making ? <MakeGroup onClose={() => setMaking(false)} /> : null}</Suspense>
    </PageLayout>
  );
}
