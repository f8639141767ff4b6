import type { Account } from '../../features/accounts/contract.ts';
import { RelationshipMapPanel } from '../../features/relationships/ui/public.tsx';

/** How the people on the customer's side stand to each other and to us: map, table, coverage, stage. */
export default function RelationshipsTab({ account, group }: { account: Account; group: boolean }) {
  return <RelationshipMapPanel account={account} group={group} />;
}
