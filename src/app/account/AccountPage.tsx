import { Button } from '@mantine/core';
import { IconPencil, IconPrinter } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { getAccount } from '../../features/accounts/contract.ts';
import { EditAccountDrawer, ExcludeButton, ExclusionBanner } from '../../features/accounts/ui/public.tsx';
import { DossierTab } from '../../features/dossiers/ui/public.tsx';
import { getStanding } from '../../features/segmentation/contract.ts';
import { ClassBadge, TierBadge } from '../../ui-kit/Badges.tsx';
import { useFormats } from '../../ui-kit/format.ts';
import { PageLayout } from '../../ui-kit/PageLayout.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import { SegmentedChoice } from '../../ui-kit/SegmentedChoice.tsx';
import { ErrorState, LoadingState } from '../../ui-kit/States.tsx';
import { type Tab, UrlTabs } from '../../ui-kit/UrlTabs.tsx';
import { useCall } from '../../ui-kit/use-call.ts';
import { useRedirect } from '../../ui-kit/use-redirect.ts';
import { usePathField, useUrlState } from '../../ui-kit/use-url-state.ts';
import { useWords } from '../../ui-kit/words.ts';
import { AccountHead } from './AccountHead.tsx';
import { lazyTab } from './lazy-tab.ts';

const OverviewTab = lazyTab(['ledger', 'segmentation'], () => import('./OverviewTab.tsx'));
const TimelineTab = lazyTab(['audit', 'notes', 'projects', 'timeline'], () => import('./TimelineTab.tsx'));
const PeopleTab = lazyTab(['contacts'], () => import('./PeopleTab.tsx'));
const FilesTab = lazyTab(['files'], () => import('./FilesTab.tsx'));
const ProjectsTab = lazyTab(['projects'], () => import('./ProjectsTab.tsx'));
const RelationshipsTab = lazyTab(['contacts'], () => import('./RelationshipsTab.tsx'));
const LedgerTab = lazyTab(['ledger'], () => import('./LedgerTab.tsx'));
const StructureTab = lazyTab([], () => import('./StructureTab.tsx'));
const AccountEmblem = lazyTab(['files'], () => import('../../features/files/ui/AccountEmblem.tsx'));
const HistoryTab = lazyTab(['approvals', 'audit', 'ledger', 'segmentation'], () => import('./HistoryTab.tsx'));

const defaults = { group: '' };

/** One account: who it is, how it stands, what it buys, owes and has been; `group` adds everything below it. */
export default function AccountPage() {
  const t = useWords('account');
  const format = useFormats();
  const id = usePathField('id');
  const seesLedger = useCan('ledger.read');
  const seesReview = useCan('segmentation.read');
  const seesDossier = useCan('dossiers.read');
  const seesFiles = useCan('files.read');
  const seesPeople = useCan('contacts.read');
  const seesProjects = useCan('projects.read');
  const [view, setView] = useUrlState(defaults);
  const [editing, setEditing] = useState(false);
  const found = useCall(getAccount, { id }, { keep: false });
  const standing = useCall(getStanding, { id }, { when: seesReview, keep: false });
  const account = found.data;
  useRedirect(account !== undefined && account.id !== id ? `/accounts/${account.id}` : null);
  if (found.error) {
    return (
      <PageLayout title={t('title')}>
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      </PageLayout>
    );
  }
  const hasBelow = account !== undefined && account.below.groups + account.below.entities + account.below.outlets > 0;
  const group = view.group === '' ? hasBelow : view.group === 'true';
  const period = standing.data?.period ?? undefined;
  const part = { accountId: id, group, period };
  const tab = (one: string, label: string, panel: React.ReactNode): Tab => ({
    id: one,
    label,
    show: () => <Suspense fallback={<LoadingState lines={8} />}>{panel}</Suspense>,
  });
  const ready = account !== undefined && (!seesReview || !standing.isPending);
  const tabs: Tab[] =
    account === undefined || !ready
      ? []
      : [
          tab(
            'overview',
            t('tab.overview'),
            <OverviewTab account={account} part={part} seesLedger={seesLedger} seesReview={seesReview} />,
          ),
          tab('timeline', t('tab.timeline'), <TimelineTab key={id} accountId={id} group={group} />),
          tab('people', t('tab.people'), <PeopleTab accountId={id} group={group} />),
          ...(seesFiles ? [tab('files', t('tab.files'), <FilesTab key={id} accountId={id} group={group} />)] : []),
          ...(seesPeople
            ? [tab('map', t('tab.map'), <RelationshipsTab key={id} account={account} group={group} />)]
            : []),
          ...(seesProjects
            ? [tab('projects', t('tab.projects'), <ProjectsTab key={id} account={account} group={group} />)]
            : []),
          ...(seesDossier ? [tab('dossier', t('tab.dossier'), <DossierTab accountId={id} />)] : []),
          ...(seesLedger
            ? [
                tab('products', t('tab.products'), <LedgerTab of="products" accountId={id} group={group} />),
                tab('documents', t('tab.documents'), <LedgerTab of="documents" accountId={id} group={group} />),
                tab('balance', t('tab.balance'), <LedgerTab of="balance" accountId={id} group={group} />),
              ]
            : []),
          tab('structure', t('tab.structure'), <StructureTab account={account} />),
          tab(
            'history',
            t('tab.history'),
            <HistoryTab account={account} group={group} seesLedger={seesLedger} seesReview={seesReview} />,
          ),
        ];
  return (
    <PageLayout
      title={account?.name ?? t('title')}
      emblem={
        account && seesFiles ? (
          <Suspense>
            <AccountEmblem key={account.id} accountId={account.id} name={account.name} />
          </Suspense>
        ) : undefined
      }
      crumbs={
        account ? [...account.ancestors].reverse().map((one) => ({ label: one.name, to: `/accounts/${one.id}` })) : []
      }
      badges={
        seesReview && account ? (
          <>
            <TierBadge tier={standing.data?.countsAs ?? account.tier} proposed={standing.data?.tier === null} />
            <ClassBadge value={account.class} xyz={account.xyz} />
          </>
        ) : undefined
      }
      printNote={
        period
          ? t('printNote', { period: format.period(period.from, period.to), day: format.day(new Date().toISOString()) })
          : undefined
      }
      actions={
        account ? (
          <>
            <ExcludeButton account={account} />
            {account.can.edit ? (
              <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                {t('edit')}
              </Button>
            ) : null}
            <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
              {t('kit:action.print')}
            </Button>
          </>
        ) : undefined
      }
      toolbar={
        hasBelow ? (
          <SegmentedChoice
            label={t('whose')}
            labelled
            value={group ? 'group' : 'own'}
            onChange={(value) => setView({ group: value === 'group' ? '' : 'false' })}
            options={[
              { value: 'group', label: t('withBelow') },
              { value: 'own', label: t('alone') },
            ]}
          />
        ) : undefined
      }
    >
      {account === undefined || !ready ? (
        <LoadingState lines={12} />
      ) : (
        <>
          <ExclusionBanner account={account} />
          <AccountHead account={account} />
          <UrlTabs label={t('tabs')} tabs={tabs} />
          <Suspense>
            {editing ? <EditAccountDrawer account={account} onClose={() => setEditing(false)} /> : null}
          </Suspense>
        </>
      )}
    </PageLayout>
  );
}
