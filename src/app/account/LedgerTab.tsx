import { BalancePanel, DocumentsPanel, ProductsPanel } from '../../features/ledger/ui/public.tsx';

const panels = { products: ProductsPanel, documents: DocumentsPanel, balance: BalancePanel };

/** What the ledger knows of the account: what it bought, its documents, or what it owes. */
export default function LedgerTab({
  of,
  accountId,
  group,
}: {
  of: keyof typeof panels;
  accountId: string;
  group: boolean;
}) {
  const Panel = panels[of];
  return <Panel accountId={accountId} group={group} />;
}
