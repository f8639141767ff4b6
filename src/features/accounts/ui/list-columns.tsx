import { IconSitemap } from '@tabler/icons-react';
import { lazy, type ReactNode, useMemo } from 'react';
import { ClassBadge, DeltaBadge, TierBadge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { EditCell } from '../../../ui-kit/EditCell.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText, Money, NoValue, Percent, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type AccountRow, listAccountChoices } from '../contract.ts';
import { useAccountWords } from './use-account-words.ts';
import { useStageWords } from './use-stage-words.ts';

const AccountCell = lazy(() => import('./AccountCell.tsx'));

/** A figure of the review, marked where it is that of the group above: the amounts beside it are the account's own. */
function OfGroup({ row, children }: { row: AccountRow; children: ReactNode }) {
  const t = useWords('accounts');
  if (!row.ofGroup || row.rank === null) return children;
  const words = row.group ? t('list.ofGroup', { name: row.group.name }) : t('list.ofSomeGroup');
  return (
    <span title={words}>
      <IconSitemap className="dim" size={13} stroke={1.6} aria-hidden="true" />
      <span className="hidden-text">{words}</span> {children}
    </span>
  );
}

/** The columns of the accounts list that the reader may see, and what of an account they may change in it; ids are the server's sorts. `ordered`: there are no invoices, what is called revenue is orders. */
export function useAccountColumns(ordered: boolean): Column<AccountRow>[] {
  const t = useWords('accounts');
  const { kinds } = useAccountWords();
  const stages = useStageWords();
  const figures = useCan('ledger.read');
  const review = useCan('segmentation.read');
  const dossiers = useCan('dossiers.read');
  const people = useCan('contacts.read');
  const choices = useCall(listAccountChoices, {});
  const classes = (choices.data?.classes.length ?? 0) > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: words change only with the language, which draws everything anew
  return useMemo(() => {
    const edited = (row: AccountRow, field: 'kind' | 'country' | 'category', label: string, shown: ReactNode) =>
      row.mayEdit ? (
        <EditCell label={label} shown={shown}>
          {(close) => <AccountCell account={row} field={field} onClose={close} />}
        </EditCell>
      ) : (
        shown
      );
    const base: Column<AccountRow>[] = [
      {
        id: 'name',
        title: t('field.name'),
        show: (row) => row.name,
        grow: true,
        width: 158,
        sort: true,
        fixed: true,
        phone: 'title',
      },
      {
        id: 'kind',
        title: t('field.kind'),
        show: (row) => edited(row, 'kind', t('field.kind'), kinds[row.kind]),
        width: 110,
        hidden: true,
      },
      {
        id: 'externalId',
        title: t('field.externalId'),
        show: (row) => row.externalId,
        width: 70,
        sort: true,
        phone: 'none',
      },
      {
        id: 'group',
        title: t('field.group'),
        show: (row) => row.group?.name ?? <NoValue why={t('none.group')} />,
        hidden: true,
      },
      {
        id: 'country',
        title: t('field.country'),
        show: (row) => edited(row, 'country', t('field.country'), row.country ?? <NoValue />),
        width: 100,
        sort: true,
        phone: 'none',
      },
      {
        id: 'category',
        title: t('field.category'),
        show: (row) => edited(row, 'category', t('field.category'), row.category ?? <NoValue />),
        hidden: true,
      },
      {
        id: 'lead',
        title: t('field.lead'),
        show: (row) => row.lead?.name ?? <NoValue why={t('none.lead')} />,
        width: 120,
        sort: true,
      },
    ];
    const fromReview: Column<AccountRow>[] = [
      {
        id: 'tier',
        title: t('field.tier'),
        show: (row) => <TierBadge tier={row.tier} proposed={row.tierIsSet === false && row.rank !== null} />,
        width: 126,
        sort: true,
        help: 'tier',
      },
      {
        id: 'class',
        title: t('field.class'),
        show: (row) => <ClassBadge value={row.class} xyz={row.xyz} />,
        width: 74,
        sort: true,
        help: 'class',
      },
      {
        id: 'rank',
        title: t('field.rank'),
        show: (row) => (
          <OfGroup row={row}>
            <Quantity value={row.rank} why={t('none.rank')} />
          </OfGroup>
        ),
        align: 'end',
        width: 116,
        sort: true,
        help: 'rank',
        hidden: true,
      },
      {
        id: 'share',
        title: t('field.share'),
        show: (row) => (
          <OfGroup row={row}>
            <Percent value={row.share} why={t('none.rank')} />
          </OfGroup>
        ),
        align: 'end',
        width: 116,
        sort: true,
        help: 'share',
      },
    ];
    const fromLedger: Column<AccountRow>[] = [
      {
        id: 'revenue',
        title: t(ordered ? 'field.ordered' : 'field.revenue'),
        show: (row) => <Money value={row.revenue} digits={0} />,
        align: 'end',
        width: 134,
        sort: true,
        help: 'revenue',
        phone: 'figure',
      },
      {
        id: 'priorRevenue',
        title: t('field.priorRevenue'),
        show: (row) => <Money value={row.priorRevenue} digits={0} />,
        align: 'end',
        width: 120,
        hidden: true,
      },
      {
        id: 'growth',
        title: t('field.growth'),
        show: (row) => <DeltaBadge value={row.growth} against={t('field.growthAgainst')} />,
        align: 'end',
        width: 98,
        sort: true,
        help: 'growth',
      },
      {
        id: 'lastDocument',
        title: t('field.lastDocument'),
        show: (row) =>
          row.lastDocument ? <DateText value={row.lastDocument} /> : <NoValue why={t('none.lastDocument')} />,
        align: 'end',
        width: 112,
        sort: true,
      },
      {
        id: 'openBalance',
        title: t('field.openBalance'),
        show: (row) => <Money value={row.openBalance} digits={0} why={t('none.openBalance')} />,
        align: 'end',
        width: 118,
        sort: true,
        help: 'open-balance',
        hidden: true,
      },
    ];
    const fromDossier: Column<AccountRow>[] = [
      {
        id: 'completeness',
        title: t('field.completeness'),
        show: (row) => <Percent value={row.completeness} digits={0} />,
        align: 'end',
        width: 116,
        sort: true,
        help: 'dossier-completeness',
        hidden: true,
      },
      {
        id: 'freshness',
        title: t('field.freshness'),
        show: (row) => <Percent value={row.freshness} digits={0} why={t('none.freshness')} />,
        align: 'end',
        width: 116,
        sort: true,
        help: 'dossier-freshness',
        hidden: true,
      },
    ];
    const fromPeople: Column<AccountRow> = {
      id: 'stage',
      title: t('field.stage'),
      show: (row) => (row.stage ? stages[row.stage] : <NoValue why={t('none.stage')} />),
      width: 140,
      hidden: true,
    };
    const secrecy: Column<AccountRow> = {
      id: 'secrecy',
      title: t('field.secrecy'),
      show: (row) => row.secrecy?.name ?? <NoValue why={t('none.secrecy')} />,
      width: 150,
      hidden: true,
    };
    return [
      ...base,
      ...(review ? fromReview : []),
      ...(figures ? fromLedger : []),
      ...(dossiers ? fromDossier : []),
      ...(people ? [fromPeople] : []),
      ...(classes ? [secrecy] : []),
    ];
  }, [figures, review, dossiers, people, classes, ordered, t]);
}
