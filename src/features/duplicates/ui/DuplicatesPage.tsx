import { Button } from '@mantine/core';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { UrlTabs } from '../../../ui-kit/UrlTabs.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type Kind, scanDuplicates } from '../contract.ts';
import { MergeList } from './MergeList.tsx';
import { PairList } from './PairList.tsx';

const defaults = { kind: '', of: '' };

/** Records that may be one: to merge, or to be told apart; what was merged, to be undone. */
export default function DuplicatesPage() {
  const t = useWords('duplicates');
  const mayScan = useCan('duplicates.scan');
  const [view, setView] = useUrlState(defaults);
  const scan = useAct(scanDuplicates, { done: t('list.queued') });
  const kind = view.kind === 'account' || view.kind === 'contact' ? (view.kind as Kind) : null;
  const importId = view.of === '' ? null : view.of;
  return (
    <PageLayout
      title={t('menu.list')}
      answer={<AnswerLine note={t('list.note')}>{t('list.answer')}</AnswerLine>}
      actions={
        mayScan ? (
          <Button loading={scan.isPending} onClick={() => scan.mutate({})}>
            {t('list.scan')}
          </Button>
        ) : undefined
      }
      toolbar={
        <>
          <SegmentedChoice
            label={t('list.which')}
            value={view.kind}
            onChange={(next) => setView({ kind: next })}
            options={[
              { value: '', label: t('list.all') },
              { value: 'account', label: t('list.accounts') },
              { value: 'contact', label: t('list.contacts') },
            ]}
          />
          {importId === null ? null : (
            <Button variant="default" onClick={() => setView({ of: '' })}>
              {t('list.ofImport')}
            </Button>
          )}
        </>
      }
    >
      <UrlTabs
        label={t('menu.list')}
        tabs={[
          { id: 'open', label: t('tab.open'), show: () => <PairList state="open" kind={kind} importId={importId} /> },
          {
            id: 'dismissed',
            label: t('tab.dismissed'),
            show: () => <PairList state="dismissed" kind={kind} importId={importId} />,
          },
          { id: 'merged', label: t('tab.merged'), show: () => <MergeList kind={kind} /> },
        ]}
      />
    </PageLayout>
  );
}
