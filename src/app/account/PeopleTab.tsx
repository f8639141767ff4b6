import { AccountPeople } from '../../features/contacts/ui/public.tsx';

/** The people on the customer's side. */
export default function PeopleTab({ accountId, group }: { accountId: string; group: boolean }) {
  return <AccountPeople accountId={accountId} group={group} />;
}
